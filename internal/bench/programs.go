//go:build unix

package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// program is one way to get at what a report says.
type program struct {
	name    string
	gives   string
	command []string // the file is its last argument
	start   []string // the same program with nothing to do, which also fails where it is not installed
	env     []string
	isText  bool // it reads the text, not the document
}

// of returns the file that the program reads.
func (p program) of(in input) string {
	if p.isText {
		return in.Text
	}
	return in.Docx
}

const duban = "duban extract"

const (
	pythonHead = "import sys, docx\nfrom docx.oxml.ns import qn\n"
	pythonIter = pythonHead + `
n = 0
for tc in docx.Document(sys.argv[1]).element.body.iter(qn("w:tc")):
    n += len("".join(t.text or "" for t in tc.iter(qn("w:t"))))
print(n)`
	pythonCellText = pythonHead + `
n = 0
for table in docx.Document(sys.argv[1]).tables:
    for tc in table._tbl.iter_tcs():
        n += len(docx.table._Cell(tc, table).text)
print(n)`
	pythonRowCells = pythonHead + `
n = 0
for table in docx.Document(sys.argv[1]).tables:
    for row in table.rows:
        n += sum(len(cell.text) for cell in row.cells)
print(n)`
	mammothHTML = `
require("mammoth").convertToHtml({path: process.argv[1]}).then(r => console.log(r.value.length))`
	recognizersNumbers = `
const { recognizeNumber, Culture } = require("@microsoft/recognizers-text-suite");
let n = 0;
for (const line of require("fs").readFileSync(process.argv[1], "utf8").split("\n"))
  if (line.trim()) n += recognizeNumber(line, Culture.Chinese).length;
console.log(n)`
)

// installed builds duban and the steps and returns them with those of the others that are there.
func installed(dir, node, python string) ([]program, error) {
	own := [2]string{filepath.Join(dir, "duban"), filepath.Join(dir, "steps")}
	for i, pkg := range []string{"duban/cmd/duban", "duban/internal/bench/steps"} {
		build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", own[i], pkg) // as packaging/release does
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building %s: %w: %s", pkg, err, out)
		}
	}
	modules := []string{"NODE_PATH=" + filepath.Join(node, "node_modules")}
	requires := func(module string) []string { return []string{"node", "-e", `require("` + module + `")`} }
	imports := []string{python, "-c", "import docx"}
	programs := []program{
		{name: duban, gives: "the whole report with indicators and findings, as JSON", command: []string{own[0], "extract", "--quiet"}, start: []string{own[0], "version"}},
		{name: "duban, parse alone", gives: "blocks and tables in memory", command: []string{own[1], "parse"}, start: []string{own[1]}},
		{name: "floor", gives: "texts of the cells: inflate, find tags, write", command: []string{own[1], "floor"}, start: []string{own[1]}},
		{name: "python-docx, lxml iter", gives: "texts of the cells in memory", command: []string{python, "-c", pythonIter}, start: imports},
		{name: "python-docx, _Cell.text", gives: "texts of the cells in memory", command: []string{python, "-c", pythonCellText}, start: imports},
		{name: "python-docx, row.cells", gives: "texts of the cells in memory, merged ones repeated", command: []string{python, "-c", pythonRowCells}, start: imports},
		{name: "pandoc", gives: "document tree as JSON", command: []string{"pandoc", "-f", "docx", "-t", "json"}, start: []string{"pandoc", "--version"}},
		{name: "mammoth", gives: "HTML", command: []string{"node", "-e", mammothHTML}, start: requires("mammoth"), env: modules},
		{name: "Recognizers-Text", gives: "numbers of the plain text", command: []string{"node", "-e", recognizersNumbers},
			start: requires("@microsoft/recognizers-text-suite"), env: modules, isText: true},
	}
	return slices.DeleteFunc(programs, func(p program) bool {
		try := exec.Command(p.start[0], p.start[1:]...)
		try.Env = append(os.Environ(), p.env...)
		err := try.Run()
		if err != nil {
			log.Printf("%s is not installed; left out", p.name)
		}
		return err != nil
	}), nil
}
