//go:build unix

package main

import (
	"fmt"
	"log"
	"os/exec"
	"path/filepath"
)

// program is one way to get at what a report says.
type program struct {
	name    string
	command []string // the file is its last argument
	env     []string
	file    func(input) string
	try     []string // a command that fails where the program is not installed
}

func docx(in input) string { return in.docx }
func text(in input) string { return in.text }

const duban = "duban extract"

// gives says what each program makes of the file.
var gives = map[string]string{
	duban:              "the whole report with indicators and findings",
	"python-docx":      "texts of the cells",
	"pandoc":           "document tree as JSON",
	"mammoth":          "HTML",
	"Recognizers-Text": "numbers of the plain text",
}

const (
	pythonCells = `
import sys, docx
n = 0
for table in docx.Document(sys.argv[1]).tables:
    for tc in table._tbl.iter_tcs():
        n += len(docx.table._Cell(tc, table).text)
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

// installed builds duban and returns it with those of the others that are there.
func installed(dir, node string) ([]program, error) {
	binary := filepath.Join(dir, "duban")
	if out, err := exec.Command("go", "build", "-o", binary, "duban/cmd/duban").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building duban: %w: %s", err, out)
	}
	modules := []string{"NODE_PATH=" + filepath.Join(node, "node_modules")}
	programs := []program{{name: duban, command: []string{binary, "extract", "--quiet"}, file: docx}}
	for _, p := range []program{
		{name: "python-docx", command: []string{"python3", "-c", pythonCells}, file: docx, try: []string{"python3", "-c", "import docx"}},
		{name: "pandoc", command: []string{"pandoc", "-f", "docx", "-t", "json"}, file: docx, try: []string{"pandoc", "--version"}},
		{name: "mammoth", command: []string{"node", "-e", mammothHTML}, env: modules, file: docx, try: []string{"node", "-e", `require("mammoth")`}},
		{name: "Recognizers-Text", command: []string{"node", "-e", recognizersNumbers}, env: modules, file: text, try: []string{"node", "-e", `require("@microsoft/recognizers-text-suite")`}},
	} {
		try := exec.Command(p.try[0], p.try[1:]...)
		try.Env = append(try.Environ(), p.env...)
		if err := try.Run(); err != nil {
			log.Printf("%s is not installed; left out", p.name)
			continue
		}
		programs = append(programs, p)
	}
	return programs, nil
}
