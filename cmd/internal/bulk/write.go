package bulk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"slices"
	"strings"

	"duban/internal/message"
	"duban/schema/dataset"

	"github.com/dustin/go-humanize"
)

// markDuplicates gives each content to the first path that has it. Entries are in order of path.
func markDuplicates(entries []Entry) {
	seen := map[string]bool{}
	for i, e := range entries {
		if e.Status != OK {
			continue
		}
		if seen[e.SHA256] {
			entries[i].Status = Duplicate
		}
		seen[e.SHA256] = true
	}
}

// write writes the tables from the store, unless they are there as they would be written.
func (im *importer) write(ctx context.Context, manifest []Entry) error {
	var reports []Entry
	for _, e := range manifest {
		if e.Status == OK {
			reports = append(reports, e)
		}
	}
	o := im.datasetOptions(manifest)
	if dataset.IsCurrent(im.Out, o, im.Verify) {
		return nil
	}
	if im.Verify { // so that nothing is taken over that nobody has looked at
		if err := removed(o.Index); err != nil {
			return unwritten(err)
		}
	}
	im.Progress = Progress{Writing: true, Total: len(reports)}
	err := im.tables(ctx, o, reports, manifest)
	if ctx.Err() != nil {
		return message.Errorf("%w while the tables were written; the old ones stand; run the same command again to go on", ErrInterrupted)
	}
	return unwritten(err)
}

// datasetOptions returns how the tables are written.
func (im *importer) datasetOptions(manifest []Entry) dataset.Options {
	o := im.Options.Dataset
	o.Index, o.Made = filepath.Join(im.store.dir, "index"), im.Made
	rows := 0
	sum := sha256.New()
	for _, e := range manifest {
		if e.Status == OK {
			rows += e.Rows
		}
		row := fileRow(e)
		fmt.Fprintf(sum, "%q %s %d %s %q %q %q\n", row.Path, row.SHA256, row.Size, row.Status, row.Error, row.Warnings, e.Made)
	}
	o.Key = hex.EncodeToString(sum.Sum(nil))
	if len(o.Formats) == 0 && rows > mostInWorkbook {
		o.Formats = slices.DeleteFunc(dataset.Formats(), func(f dataset.Format) bool { return f == dataset.XLSX })
		im.tell(message.New("%s: no dataset.xlsx is written, as the reports have %s rows, more than spreadsheets work well with (%s); "+
			"use the other formats, or ask for it with --formats", im.Out, humanize.Comma(int64(rows)), humanize.Comma(mostInWorkbook)))
	}
	return o
}

// mostInWorkbook is how many rows of annexes a workbook may have that nobody has asked for.
const mostInWorkbook = 100_000

func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return message.Errorf("tables are not written: %w; what was read is kept; mend it and run the same command again", err)
}

func (im *importer) tables(ctx context.Context, o dataset.Options, reports, manifest []Entry) error {
	var parts []dataset.Part
	for _, e := range reports {
		key := dataset.ReportKey("sha256:"+e.SHA256, e.name())
		if e.Made != im.Made {
			key += " " + e.Made // another engine may have told other pages
		}
		parts = append(parts, dataset.Part{Key: key, Load: func() (*dataset.Report, error) {
			return im.store.report(e)
		}})
	}
	parts = append(parts, im.across(ctx, reports)...)
	parts = append(parts, fileParts(manifest)...)
	return dataset.Write(im.Out, filepath.Join(im.store.dir, "new"), o, parts, func(i int) error {
		if i < len(reports) {
			im.count(reports[i], im.Done+1)
		}
		return ctx.Err()
	})
}

// fileParts returns the parts of the table files. Where one ends the paths decide, so that a new file changes one alone.
func fileParts(manifest []Entry) []dataset.Part {
	const filesInPart = 32 // on average
	var parts []dataset.Part
	var rows []dataset.File
	for i, e := range manifest {
		rows = append(rows, fileRow(e))
		h := fnv.New32a()
		h.Write([]byte(e.Path))
		if h.Sum32()>>8%filesInPart == 0 || i == len(manifest)-1 {
			parts = append(parts, dataset.RowsPart(dataset.FileRows(rows)))
			rows = nil
		}
	}
	return parts
}

// loadedReport is a report from the store.
type loadedReport struct {
	entry  Entry
	report *dataset.Report
	err    error
}

// loaded reads reports from the store, in order, some ahead of what is taken.
func (im *importer) loaded(ctx context.Context, reports []Entry) <-chan loadedReport {
	next := make(chan loadedReport, 2)
	go func() {
		defer close(next)
		for _, e := range reports {
			report, err := im.store.report(e)
			select {
			case next <- loadedReport{e, report, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return next
}

func fileRow(e Entry) dataset.File {
	id := ""
	if e.Status == OK || e.Status == Duplicate {
		id = "sha256:" + e.SHA256
	}
	return dataset.File{Path: e.Path, SHA256: e.SHA256, Size: e.Size, Status: string(e.Status), ReportID: id, Error: e.Error,
		Warnings: strings.Join(e.Warnings, "\n")}
}
