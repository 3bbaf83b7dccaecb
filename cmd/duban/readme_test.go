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
		require.Contains(t, file(t, chineseReadme), "\n| `duban "+command.Name)
	}
}

const chineseReadme = "../../README.zh-CN.md"

// TestChineseReadme: what README.zh-CN.md shows is what the program says in Chinese, its views are those of the database, and
// what it says of the sample holds.
func TestChineseReadme(t *testing.T) {
	text := file(t, chineseReadme)
	name := strings.TrimPrefix(sample, "../../")
	require.Contains(t, text, "go run ./cmd/duban --lang zh check "+name+"\n")
	var out, errs strings.Builder
	require.Equal(t, exitDone, run([]string{"--lang", "zh", "check", name}, &console{ctx: t.Context(), out: &out, err: &errs}), errs.String())
	require.Contains(t, out.String(), blockOf(t, text, "console"))
	require.Regexp(t, `：\d+个附表，共157行；`, out.String())
	require.Contains(t, out.String(), "91304万户与91198户并列")

	script := file(t, "testdata/script/chinese.txtar")
	require.Contains(t, script, "\n"+blockOf(t, text, "text"))
	views := file(t, "../../schema/dataset/views.sql")
	for _, m := range regexp.MustCompile(`FROM (\w+)`).FindAllStringSubmatch(blockOf(t, text, "sql"), -1) {
		require.Contains(t, views, "CREATE VIEW "+m[1]+" ")
	}
}

func readme(t *testing.T) string { return file(t, "../../README.md") }

func file(t *testing.T, name string) string {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}

// block returns the first block of that language in README.md.
func block(t *testing.T, language string) string { return blockOf(t, readme(t), language) }

func blockOf(t *testing.T, text, language string) string {
	_, after, found := strings.Cut(text, "\n```"+language+"\n")
	require.True(t, found, "no block of %s", language)
	block, _, _ := strings.Cut(after, "```\n")
	return block
}

func unindented(s string) string {
	return regexp.MustCompile(`(?m)^[ \t]+`).ReplaceAllString(s, "")
}
