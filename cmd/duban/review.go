package main

import (
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"

	"duban"
	"duban/extract"
	"duban/internal/message"
	"duban/schema"
	"duban/schema/review"

	"github.com/mattn/go-isatty"
)

type reviewCommand struct {
	File  string `arg:"" help:"Report to read; - is standard input."`
	Out   string `short:"o" placeholder:"PAGE.html" help:"File to write the page to; - is standard output, as without it, unless that is a terminal."`
	Vocab string `placeholder:"DIR" help:"Read words from the .tsv files of this folder as well."`
	Quiet bool   `short:"q" help:"Leave out the warnings on what could not be read as it stood."`
	input
}

func (reviewCommand) Help() string {
	return help(`Writes one HTML page on which a person checks what was read: the report as it reads, every number marked by its kind and state, what does not add up, and how far each target is reached. What is confirmed or corrected there is saved as a facts file, which duban check --facts reads. The page needs no network and no other file, and no text of the report can act in it.

Examples:

    duban review report.docx --out report.review.html
    duban review seeds/reports/000_756023d8918cde28.txt --out page.html`)
}

func (r *reviewCommand) Run(c *console) error {
	if r.Out == "" && isTerminal(c.out) {
		return usageError{message.Errorf("a page is no text for a terminal; pass --out PAGE.html, and open that in a browser")}
	}
	if r.Out != "" && r.Out != "-" && sameFile(r.File, r.Out) {
		return usageError{message.Errorf("--out %s is the report itself; name another file", r.Out)}
	}
	words, err := loadVocabulary(r.Vocab)
	if err != nil {
		return err
	}
	page, err := r.page(c, words)
	switch {
	case c.ctx.Err() != nil:
		return message.Errorf("interrupted at %s", r.File)
	case err != nil:
		c.fail(err)
		return errFailed
	case r.Out == "", r.Out == "-":
		return c.write(page)
	}
	return replaceFile(r.Out, page)
}

func (r *reviewCommand) page(c *console, words *extract.Vocabulary) ([]byte, error) {
	c, cancel := r.timed(c)
	defer cancel()
	doc, err := r.document(c, r.File)
	if err != nil {
		return nil, err
	}
	if !r.Quiet {
		for _, d := range doc.Diagnostics {
			c.say(diagnostic(r.File, d).In(c.lang))
		}
	}
	o := duban.Options{Vocabulary: words, Language: c.lang}
	return reported(c.ctx, r.File, doc, o, func(r *schema.Report) []byte {
		page, _ := review.Page(c.ctx, r, review.Options{Language: c.lang}) // if the context ends, that is told of the report
		return page
	})
}

// isTerminal reports whether what is written is shown to a person as it is.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// replaceFile writes data to the file of that name, which either is as it was or holds all of it, at any time. Who may read it
// the umask says. A device or a pipe of that name is written to, and a link followed.
func replaceFile(name string, data []byte) error {
	err := func() error {
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
			return os.WriteFile(name, data, 0) // it is there
		}
		if target, err := filepath.EvalSymlinks(name); err == nil {
			name = target
		}
		part := filepath.Join(filepath.Dir(name), ".duban-"+rand.Text())
		f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return err
		}
		defer os.Remove(part) // gone by then if all went well
		_, err = f.Write(data)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
		return os.Rename(part, name)
	}()
	if err != nil {
		return message.Errorf("%s: %w; check the folder and the disk", name, cause(err))
	}
	return nil
}
