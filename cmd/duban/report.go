package main

import (
	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// report returns what a document states, with all findings.
func report(doc *parse.Document, words *extract.Vocabulary) *schema.Report {
	r := extract.Report(doc, extract.Options{Vocabulary: words})
	check.Report(r)
	return r
}
