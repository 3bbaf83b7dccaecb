package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"duban/cmd/internal/bulk"
	"duban/cmd/internal/pdfengine"
	"duban/internal/message"
	"duban/parse/pdf"
	"duban/schema/dataset"
)

type importCommand struct {
	Sources []string         `arg:"" name:"src" help:"Files, folders, archives, or patterns of such."`
	Out     string           `required:"" placeholder:"DIR" help:"Folder of the dataset."`
	Formats []dataset.Format `placeholder:"FORMAT" help:"Forms of the tables: ndjson, csv, parquet, sqlite, xlsx; all of them if not given, but xlsx where there are more than 100 000 rows."`
	Jobs    int              `placeholder:"N" help:"Files read at a time; as many as there are cores if not given."`
	MaxSize size             `placeholder:"SIZE" default:"256MiB" help:"Refuse files larger than this (${default})."`
	MaxText size             `placeholder:"SIZE" default:"64MiB" help:"Refuse files with more text in them than this (${default})."`
	Timeout time.Duration    `placeholder:"TIME" default:"2m" help:"Give a file up that takes longer to read than this (${default})."`
	OCR     recognition      `name:"ocr" help:"Read scanned pages of PDF files with tesseract; see duban extract --help."`
	Fresh   bool             `help:"Forget what was imported into DIR before."`
	Verify  bool             `help:"Go by the bytes of sources and tables, not by sizes and times; mend what is damaged."`
	DryRun  bool             `help:"Read everything and write nothing but, on standard output, what would become of each file."`
	CSVBOM  bool             `name:"csv-bom" help:"Begin CSV files with a byte order mark, by which Excel knows UTF-8."`
	Vocab   string           `placeholder:"DIR" help:"Read words from the .tsv files of this folder as well."`
	Quiet   bool             `short:"q" help:"Show no progress and no summary; failures are named all the same."`
}

func (importCommand) Help() string {
	return help(`Reads all reports in the sources and writes them to DIR as one set of tables: reports, sections, annexes, columns, unread, tasks, cells, units, indicators, dates, observations, comparisons, findings, panel, changes, figure_changes, and files, which says of every source file what became of it (ok, failed, duplicate, unsupported) and why. datapackage.json describes the tables. Folders are searched to the bottom; symbolic links in them are not followed. Archives are read as folders are: zip, tar, tar.gz, tar.bz2, tar.xz, 7z, RAR, files packed alone (.gz), and what is attached to e-mails (.eml); three deep at the most. The same bytes are imported once, whatever they are called.

An import can be stopped at any time, with Ctrl-C or worse. The same command goes on where it was, and what comes out is the same as if it had not been stopped. Sources that are given later are added to what DIR holds. What is deleted or renamed stays under its old name, and a line says so; --fresh leaves it out. Files that have failed are tried again. What another version of duban has read, or other words, is read anew.

An import costs what is new: files that are as they were by their sizes and times are not read again, and of the tables only what changes is made. A table that was edited or removed is written anew.

A file that cannot be read stops nothing; the exit status is 1 if there is any.

Examples:

    duban import reports/ --out data
    duban import 2020.zip 2021.7z 'more/*.docx' --out data --formats csv,sqlite
    duban import reports/ --out data --dry-run | grep -v ^new
    sqlite3 data/dataset.sqlite 'SELECT * FROM progress_by_unit'`)
}

// importMemory is the heap, in bytes, from which on memory is collected more often than it would be. Less than half of it is
// in use at a time, unless reports are very long.
const importMemory = 160 << 20

func (i *importCommand) Validate() error {
	if i.Jobs < 0 {
		return message.Errorf("--jobs cannot be negative")
	}
	return nil
}

func (i *importCommand) Run(c *console) error {
	collectAsUsual()
	for _, f := range i.Formats {
		if !slices.Contains(dataset.Formats(), f) {
			return usageError{message.Errorf("--formats: %q is none of ndjson, csv, parquet, sqlite, xlsx", f)}
		}
	}
	words, err := loadVocabulary(i.Vocab)
	if err != nil {
		return err
	}
	how, err := i.OCR.options(c.ctx)
	if err != nil {
		return err
	}
	made, err := madeBy(i.Vocab, how.OCR, c.data)
	if err != nil {
		return err
	}
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // nobody has set it
		debug.SetMemoryLimit(importMemory)
	}
	show := newProgress(c, i.Quiet)
	result, err := bulk.Import(c.ctx, i.Sources, bulk.Options{
		Out: i.Out, Dataset: dataset.Options{Formats: i.Formats, CSVBOM: i.CSVBOM, Language: c.data}, Jobs: i.Jobs, MaxSize: int64(i.MaxSize), MaxText: int64(i.MaxText),
		Timeout: i.Timeout, Fresh: i.Fresh, Verify: i.Verify, DryRun: i.DryRun, Made: made, Engine: pdfengine.Digest(), Language: c.data, Vocabulary: words, Parse: how, Progress: show.update, Tell: show.say,
	})
	show.end()
	if errors.As(err, new(bulk.UsageError)) {
		return usageError{err}
	}
	if result == nil {
		return err
	}
	return errors.Join(err, i.report(c, result, err == nil))
}

// report says what became of the files.
func (i *importCommand) report(c *console, r *bulk.Result, done bool) error {
	var known int
	by := map[bulk.Status]int{}
	for _, f := range r.Files {
		by[f.Status]++
		if f.Known && f.Status == bulk.OK {
			known++
		}
		if f.Status == bulk.Failed {
			c.tell("%s: %s", f.Path, f.Why())
		}
		if i.DryRun {
			if err := c.write([]byte(dryLine(f, c.lang))); err != nil {
				return err
			}
		}
	}
	if done && !i.Quiet {
		c.tell("%s: %d ok (%d of them known before), %d failed, %d duplicate, %d unsupported", message.Count(len(r.Files), "%d file", "%d files"),
			by[bulk.OK], known, by[bulk.Failed], by[bulk.Duplicate], by[bulk.Unsupported])
	}
	if done && !i.Quiet && !i.DryRun {
		c.tell("%s holds %s; what became of each is in the table files", i.Out, message.Count(r.Total, "%d source file", "%d source files"))
	}
	if done && by[bulk.Failed] > 0 {
		return errFailed
	}
	return nil
}

// dryLine returns a line of tab-separated values: new, known or what else would become of a file, its path, and why.
func dryLine(e bulk.Entry, l message.Language) string {
	status := string(e.Status)
	switch {
	case e.Status == bulk.OK && e.Known:
		status = "known"
	case e.Status == bulk.OK:
		status = "new"
	}
	return strings.TrimSuffix(status+"\t"+printable(e.Path)+"\t"+printable(e.Why().In(l)), "\t") + "\n"
}

// madeBy returns what decides how reports are read: the program as it is, whatever it calls itself, with all that
// is embedded in it, the words that are added, the program that recognises characters, if one does, and the language of messages.
func madeBy(vocab string, recognizer *pdf.Recognizer, l message.Language) (string, error) {
	sum := sha256.New()
	if err := addProgram(sum); err != nil {
		io.WriteString(sum, rand.Text()) // so that nothing of this run will be taken for what another program would read
	}
	if err := addWords(sum, vocab); err != nil {
		return "", message.Errorf("--vocab %s: %w", vocab, cause(err))
	}
	if recognizer != nil {
		io.WriteString(sum, "recognised by "+recognizer.By+" "+recognizer.Made)
	}
	if l.Tag() != message.English.Tag() {
		io.WriteString(sum, "messages in "+l.Tag())
	}
	return hex.EncodeToString(sum.Sum(nil)[:16]), nil
}

// addProgram adds the bytes of this program. On Linux they are there even if its file is not any more.
func addProgram(sum io.Writer) error {
	f, err := os.Open("/proc/self/exe")
	if err != nil {
		name, failed := os.Executable()
		if failed != nil {
			return failed
		}
		if f, err = os.Open(name); err != nil {
			return err
		}
	}
	defer f.Close()
	_, err = io.Copy(sum, f)
	return err
}

// addWords adds the vocabularies in a folder, if one is named.
func addWords(sum io.Writer, vocab string) error {
	if vocab == "" {
		return nil
	}
	words := os.DirFS(vocab)
	names, err := fs.Glob(words, "*.tsv")
	if err != nil {
		return err
	}
	for _, name := range names {
		data, err := fs.ReadFile(words, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(data), data)
	}
	return nil
}
