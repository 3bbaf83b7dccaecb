// Package dataset writes reports as one set of tables, the same in every format: NDJSON, CSV, Parquet, SQLite and XLSX,
// described by datapackage.json. The same reports in the same order give the same bytes.
package dataset

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
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
}

// Writer writes a dataset. The files of an earlier one stay as they are until Close puts each new one whole in the
// place of the old one.
type Writer struct {
	dir, temp string
	formats   []Format
	sinks     []sink
}

// sink writes one format.
type sink interface {
	// report writes what a report gives; rows are those of all tables but the ones across reports.
	report(r *Report) error
	// rows writes rows of one table.
	rows(table int, rows [][]string) error
	// close ends the files.
	close() error
	// abort gives up what close has not ended.
	abort()
}

// Create begins a dataset in dir, which must exist. What is unfinished stands in the folder temp, which Create empties
// and Close and Abort remove; it must be on the same disk. It refuses where another program uses the database of an
// earlier dataset.
func Create(dir, temp string, o Options) (*Writer, error) {
	w := &Writer{dir: dir, temp: temp}
	for _, f := range Formats() { // each once
		if len(o.Formats) == 0 || slices.Contains(o.Formats, f) {
			w.formats = append(w.formats, f)
		}
	}
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
	for _, f := range w.formats {
		s, err := w.sink(f, o)
		if err != nil {
			w.Abort()
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		w.sinks = append(w.sinks, s)
	}
	return w, nil
}

func (w *Writer) sink(f Format, o Options) (sink, error) {
	switch f {
	case NDJSON:
		return newNDJSON(w.temp)
	case CSV:
		return newCSV(w.temp, o.CSVBOM)
	case Parquet:
		return newParquet(w.temp)
	case SQLite:
		return newSQLite(w.temp)
	case XLSX:
		return newXLSX(w.temp)
	}
	panic("dataset: no such format: " + string(f))
}

// Report adds a report. Reports come in the order in which they are to stand.
func (w *Writer) Report(r *Report) error {
	return w.each(func(s sink) error { return s.report(r) })
}

// Panel adds links to the table panel; the reports that they name must have been added.
func (w *Writer) Panel(links []Link) error {
	var rows [][]string
	for i := range links {
		texts, _ := panelTable.row(&line{link: &links[i]})
		rows = append(rows, texts)
	}
	return w.each(func(s sink) error { return s.rows(panel, rows) })
}

// Files adds source files to the table files; the reports that they name must have been added.
func (w *Writer) Files(list []File) error {
	var rows [][]string
	for i := range list {
		texts, _ := fileTable.row(&line{file: &list[i]})
		rows = append(rows, texts)
	}
	return w.each(func(s sink) error { return s.rows(files, rows) })
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
		return []string{"dataset.xlsx"}
	}
	var names []string
	for _, t := range tables {
		names = append(names, t.Name+"."+string(f))
	}
	return names
}
