package bulk

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"duban/schema/dataset"
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

// write writes the tables from the store.
func (im *importer) write(ctx context.Context, manifest []Entry) error {
	var reports []Entry
	for _, e := range manifest {
		if e.Status == OK {
			reports = append(reports, e)
		}
	}
	w, err := dataset.Create(im.Out, filepath.Join(im.store.dir, "new"), im.Options.Dataset)
	if err != nil {
		return unwritten(err)
	}
	err = im.tables(ctx, w, reports, manifest)
	if ctx.Err() != nil {
		err = fmt.Errorf("%w while the tables were written; the old ones stand; run the same command again to go on", ErrInterrupted)
	}
	if err != nil {
		w.Abort()
		return err
	}
	return unwritten(w.Close())
}

func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("tables are not written: %w; what was read is kept; mend it and run the same command again", err)
}

func (im *importer) tables(ctx context.Context, w *dataset.Writer, reports, manifest []Entry) error {
	im.Progress = Progress{Writing: true, Total: len(reports)}
	for next := range im.loaded(ctx, reports) {
		if next.err != nil {
			return unwritten(next.err)
		}
		if err := w.Report(next.kept.report); err != nil {
			return unwritten(err)
		}
		im.count(next.entry, im.Done+1)
	}
	linked, err := im.link(ctx, w, reports)
	if err != nil {
		return unwritten(err)
	}
	for _, e := range reports {
		if err := w.Panel(linked.rows("sha256:" + e.SHA256)); err != nil {
			return unwritten(err)
		}
	}
	for _, e := range manifest {
		if err := w.Files([]dataset.File{fileRow(e)}); err != nil {
			return unwritten(err)
		}
	}
	return nil
}

// loadedReport is a report from the store.
type loadedReport struct {
	entry Entry
	kept  *keptReport
	err   error
}

// loaded reads reports from the store, in order, some ahead of what is taken.
func (im *importer) loaded(ctx context.Context, reports []Entry) <-chan loadedReport {
	next := make(chan loadedReport, 2)
	go func() {
		defer close(next)
		for _, e := range reports {
			kept, err := im.store.load(e.SHA256)
			if err == nil {
				kept.report.Rename(path.Base(e.Path))
			}
			select {
			case next <- loadedReport{e, kept, err}:
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
