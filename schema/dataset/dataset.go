// Package dataset writes reports as one set of tables, the same in every format: NDJSON, CSV, Parquet, SQLite and XLSX,
// described by datapackage.json. The same reports in the same order give the same bytes.
package dataset

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"

	"duban/internal/message"
	"duban/schema/change"
)

// Format is one form of the tables.
type Format string

// The formats.
const (
	NDJSON  Format = "ndjson"  // reports.ndjson: reports whole, one a line; files for tables that say more
	CSV     Format = "csv"     // a file for each table
	Parquet Format = "parquet" // likewise
	SQLite  Format = "sqlite"  // dataset.sqlite
	XLSX    Format = "xlsx"    // dataset.xlsx
)

// Formats returns all formats.
func Formats() []Format { return []Format{NDJSON, CSV, Parquet, SQLite, XLSX} }

// Options say how a dataset is written. The zero value writes all formats.
type Options struct {
	Formats []Format // all if empty
	CSVBOM  bool     // begin each CSV file with a byte order mark, for Excel

	Language message.Language // of descriptions, and of the sheets and their heads in XLSX

	// What Write needs to take parts over from the dataset that it wrote before.
	Index string // file that says where in the dataset each part stands; none is kept if it is empty
	Made  string // what decides the rows of a part; with another one nothing is taken over
	Key   string // the same for the same parts in the same order; see IsCurrent
}

// formats returns the formats, each once and in order.
func (o Options) formats() []Format {
	var list []Format
	for _, f := range Formats() {
		if len(o.Formats) == 0 || slices.Contains(o.Formats, f) {
			list = append(list, f)
		}
	}
	return list
}

// Writer writes a dataset. The files of an earlier one stay as they are until Close puts each new one whole in the
// place of the old one.
type Writer struct {
	dir, temp string
	options   Options
	formats   []Format
	sinks     []sink
	earlier   *earlier
	parts     []partMark
}

// sink writes one format.
type sink interface {
	// part writes the rows of a part, or takes them over.
	part(p *part) error
	// close ends the files, and makes them last on the disk.
	close() error
	// abort gives up what close has not ended.
	abort()
	// outputs returns the digests of the files, by name, when they are closed.
	outputs() map[string]digest
	// marks returns, for the index, where each part stands.
	marks() []byte
}

// Create begins a dataset in dir, which must exist. What is unfinished stands in the folder temp, which Create empties
// and Close and Abort remove; it must be on the same disk. It refuses where another program uses the database of an
// earlier dataset.
func Create(dir, temp string, o Options) (*Writer, error) {
	o.Index = ""
	return create(dir, temp, o, nil)
}

// Write writes a dataset of these parts, in this order, as Create and Close do. What it can it takes over from the
// dataset that it wrote to dir before. After each part it calls done, whose error ends the writing.
func Write(dir, temp string, o Options, parts []Part, done func(int) error) error {
	w, err := create(dir, temp, o, parts)
	if err != nil {
		return err
	}
	for i, p := range parts {
		if err = w.add(p); err == nil {
			err = done(i)
		}
		if err != nil {
			w.Abort()
			return err
		}
	}
	return w.Close()
}

func create(dir, temp string, o Options, parts []Part) (*Writer, error) {
	w := &Writer{dir: dir, temp: temp, options: o, formats: o.formats()}
	for _, f := range o.Formats {
		if !slices.Contains(w.formats, f) {
			return nil, fmt.Errorf("%s: no such format", f)
		}
	}
	if err := w.clear(); err != nil { // before the work is done
		return nil, err
	}
	old, err := holdDatabase(w.databaseName())
	if err != nil {
		return nil, err
	}
	old.release()
	if err := errors.Join(os.RemoveAll(temp), os.MkdirAll(temp, 0o777)); err != nil {
		return nil, err
	}
	w.earlier = newEarlier(dir, o, parts)
	for _, f := range w.formats {
		s, err := w.sink(f)
		if err != nil {
			w.Abort()
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		w.sinks = append(w.sinks, s)
	}
	return w, nil
}

func (w *Writer) sink(f Format) (sink, error) {
	at := w.earlier.spot(w.temp, f)
	switch f {
	case NDJSON:
		return newNDJSON(at)
	case CSV:
		return newCSV(at, w.options.CSVBOM)
	case Parquet:
		return newParquet(at)
	case SQLite:
		return newSQLite(at)
	case XLSX:
		return newXLSX(at, w.options.Language)
	}
	panic("dataset: no such format: " + string(f))
}

// Report adds a report. Reports come in the order in which they are to stand.
func (w *Writer) Report(r *Report) error { return w.add(ReportPart(r)) }

// Panel adds links to the table panel; the reports that they name must have been added.
func (w *Writer) Panel(links []Link) error { return w.add(RowsPart(LinkRows(links))) }

// Changes adds what changed from one report to the next to the tables changes and figure_changes; both reports must have
// been added.
func (w *Writer) Changes(step *change.Step) error { return w.add(RowsPart(StepRows(step))) }

// Files adds source files to the table files; the reports that they name must have been added.
func (w *Writer) Files(list []File) error { return w.add(RowsPart(FileRows(list))) }

func (w *Writer) add(p Part) error {
	next := w.earlier.part(p)
	if err := next.measure(); err != nil {
		return err
	}
	w.parts = append(w.parts, partMark{p.Key, next.size})
	return w.each(func(s sink) error { return s.part(next) })
}

// each lets all formats work at the same time, and returns when all are done.
func (w *Writer) each(do func(sink) error) error {
	errs := make([]error, len(w.sinks))
	var wait sync.WaitGroup
	for i, s := range w.sinks {
		wait.Go(func() {
			if err := do(s); err != nil {
				errs[i] = fmt.Errorf("%s: %w", w.formats[i], err)
			}
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}

// Abort gives the dataset up.
func (w *Writer) Abort() {
	for _, s := range w.sinks {
		s.abort()
	}
	os.RemoveAll(w.temp)
}

// fileNames returns the names of the files of a format.
func fileNames(f Format) []string {
	switch f {
	case NDJSON:
		names := []string{"reports.ndjson"}
		for _, t := range tables {
			if t.hasLines() {
				names = append(names, t.Name+".ndjson")
			}
		}
		return names
	case SQLite:
		return []string{databaseFile}
	case XLSX:
		return []string{workbookFile}
	}
	var names []string
	for _, t := range tables {
		names = append(names, t.Name+"."+string(f))
	}
	return names
}
