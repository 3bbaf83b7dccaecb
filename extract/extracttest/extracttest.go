// Package extracttest helps to test what is extracted from reports: it reads a report and sets it against a facts file,
// which says what a person has seen in it.
//
// The form of facts files is described in package schema/facts; duban check --write-facts proposes one.
package extracttest

import (
	"os"
	"path/filepath"
	"testing"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
	"duban/schema/facts"
)

// Report returns what the report in the file states, with all findings. The test ends if the file cannot be read.
func Report(t testing.TB, path string) *schema.Report {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := parse.Bytes(filepath.Base(path), data)
	if err != nil {
		t.Fatal(err)
	}
	r := extract.Report(doc, extract.Options{})
	check.Report(r)
	return r
}

// Check reads a report and fails the test for each fact of the facts file that does not hold, with what was expected,
// what was got and the line of the file. It returns the report for further tests.
func Check(t testing.TB, reportPath, factsPath string) *schema.Report {
	t.Helper()
	data, err := os.ReadFile(factsPath)
	if err != nil {
		t.Fatal(err)
	}
	list, err := facts.Parse(factsPath, data)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatalf("%s: no facts in it", factsPath)
	}
	r := Report(t, reportPath)
	for _, result := range facts.Check(r, list) {
		if !result.Holds() {
			t.Error(result)
		}
	}
	return r
}
