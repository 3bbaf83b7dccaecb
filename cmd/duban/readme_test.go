package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/require"
)

const sample = "../../seeds/reports/000_756023d8918cde28.txt"

// What README.md shows is what the program does.

func TestReadmeOutput(t *testing.T) {
	require.Contains(t, readme(t), "go run ./cmd/duban extract "+strings.TrimPrefix(sample, "../../")+"\n")
	shown := unindented(block(t, "json"))
	require.Contains(t, unindented(string(extracted(t, sample))), strings.TrimSuffix(shown, "\n"), "README.md shows what duban does not write")
}

func TestReadmeFinding(t *testing.T) {
	name := strings.TrimPrefix(sample, "../../")
	require.Contains(t, readme(t), "`duban check "+name+"`")
	var out, errs strings.Builder
	require.Equal(t, exitDone, run([]string{"check", name}, &console{ctx: t.Context(), out: &out, err: &errs}), errs.String())
	require.Contains(t, out.String(), block(t, "console"))
}

func TestReadmeFailure(t *testing.T) {
	script, err := os.ReadFile("testdata/script/failures.txtar")
	require.NoError(t, err)
	require.Contains(t, string(script), "\n"+block(t, "text"))
}

func TestReadmeLibraryUse(t *testing.T) {
	example, err := os.ReadFile("../../example_test.go")
	require.NoError(t, err)
	require.Contains(t, unindented(string(example)), unindented(block(t, "go")))
}

func TestReadmeNamesEveryCommand(t *testing.T) {
	for _, command := range kong.Must(&commands{}).Model.Children {
		require.Contains(t, readme(t), "\n| `duban "+command.Name)
	}
}

func readme(t *testing.T) string {
	data, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	return string(data)
}

// block returns the first block of that language in README.md.
func block(t *testing.T, language string) string {
	_, after, found := strings.Cut(readme(t), "\n```"+language+"\n")
	require.True(t, found, "no block of %s", language)
	text, _, _ := strings.Cut(after, "```\n")
	return text
}

func unindented(s string) string {
	return regexp.MustCompile(`(?m)^[ \t]+`).ReplaceAllString(s, "")
}
