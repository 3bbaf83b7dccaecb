// Command steps does parts of what reading a DOCX takes, for the benchmark to measure them as processes.
//
//	steps floor FILE   inflates the document, finds its tags and writes the texts of its cells: less nobody can do
//	steps parse FILE   reads it into blocks and tables, as duban does before it understands anything
//	steps              does nothing
package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"os"

	"duban/parse"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 { // its start is measured
		return
	}
	if len(os.Args) != 3 {
		log.Fatal("usage: steps floor|parse FILE")
	}
	step := map[string]func(string) error{"floor": floor, "parse": parsed}[os.Args[1]]
	if step == nil {
		log.Fatalf("no step %q", os.Args[1])
	}
	if err := step(os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func parsed(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	doc, err := parse.Bytes(name, data)
	if err != nil {
		return err
	}
	fmt.Println(len(doc.Blocks))
	return nil
}

func floor(name string) error {
	z, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer z.Close()
	f, err := z.Open("word/document.xml")
	if err != nil {
		return err
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	cells(out, data)
	return out.Flush()
}

// cells writes the texts of the runs, with a line break behind each cell.
func cells(out *bufio.Writer, xml []byte) {
	isText := false
	for {
		open := bytes.IndexByte(xml, '<')
		if open < 0 {
			return
		}
		if isText {
			out.Write(xml[:open])
		}
		end := bytes.IndexByte(xml[open:], '>')
		if end < 0 {
			return
		}
		tag := xml[open+1 : open+end]
		isText = string(tag) == "w:t" || bytes.HasPrefix(tag, []byte("w:t "))
		if string(tag) == "/w:tc" {
			out.WriteByte('\n')
		}
		xml = xml[open+end+1:]
	}
}
