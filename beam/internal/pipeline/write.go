package pipeline

import (
	"context"
	"crypto/rand"
	"fmt"
	"hash/fnv"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"duban/beam/internal/files"
	"duban/beam/internal/output"
	"duban/internal/message"
	"duban/schema/dataset"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
)

// write writes the tables: a shard of all of them at a time, beside the last place. When all are whole they are put in their
// places; that can be done again and again.
func write(s beam.Scope, o Options, readings, across, rows beam.PCollection) {
	seeds := beam.ParDo(s, &allShards{o.Shards}, beam.Impulse(s))
	reports := beam.ParDo(s, &shardOfReport{o.Shards}, readings)
	manifest := beam.ParDo(s, &shardOfFile{o.Shards}, rows)
	beside := beam.ParDo(s, &shardOfAcross{o.Shards}, across)
	shards := beam.CoGroupByKey(s, seeds, reports, beside, manifest)
	written := beam.ParDo(s, &tables{Output: o.Output, Run: o.Run, Formats: o.Formats, CSVBOM: o.CSVBOM, Language: o.Language}, shards)
	all := beam.ParDo(s, &whole{o.Shards}, beam.GroupByKey(s, beam.ParDo(s, &together{}, written)))
	settled := beam.ParDo(s, &settle{o.Output, o.Run, o.Shards}, beam.Reshuffle(s, all))
	beam.ParDo0(s, &finish{o.Output, o.Mark()}, beam.GroupByKey(s, beam.ParDo(s, &together{}, settled)))
}

// allShards names each shard, so that one without reports is written as well.
type allShards struct{ Shards int }

func (a *allShards) ProcessElement(_ []byte, emit func(int, bool)) {
	for i := range a.Shards {
		emit(i, true)
	}
}

// shardOfReport puts a report in a shard, by what it is and nothing else.
type shardOfReport struct{ Shards int }

func (s *shardOfReport) ProcessElement(_ context.Context, r Reading) (int, Reading) {
	return shardOf(r.Digest, s.Shards), r
}

// shardOfAcross puts what is said of a report beside others in its shard.
type shardOfAcross struct{ Shards int }

func (s *shardOfAcross) ProcessElement(_ context.Context, a Across) (int, Across) {
	return shardOf(strings.TrimPrefix(a.Report, "sha256:"), s.Shards), a
}

// shardOfFile puts a row of the table files in a shard.
type shardOfFile struct{ Shards int }

func (s *shardOfFile) ProcessElement(_ context.Context, f FileRow) (int, FileRow) {
	return shardOf(f.Path, s.Shards), f
}

func shardOf(key string, shards int) int {
	h := fnv.New64a()
	h.Write([]byte(key))
	return int(h.Sum64() % uint64(shards))
}

// tables writes a shard of all tables. Its bytes depend on nothing but what is in it.
type tables struct {
	Output, Run string
	Formats     []string
	CSVBOM      bool
	Language    message.Language

	packing
}

func (t *tables) Setup() error { return t.open() }

func (t *tables) ProcessElement(ctx context.Context, shard int, _ func(*bool) bool, reports func(*Reading) bool,
	beside func(*Across) bool, rows func(*FileRow) bool, emit func(output.Written)) error {
	dir, err := os.MkdirTemp("", "duban-beam-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	written := output.Written{Shard: shard, Try: rand.Text()}
	parts := []func(*dataset.Writer) error{
		func(w *dataset.Writer) error { return t.reports(w, &written, reports) },
		func(w *dataset.Writer) error { return t.across(w, beside) },
		func(w *dataset.Writer) error { return writeFiles(w, &written, rows) },
	}
	if err := t.write(dir, parts); err != nil {
		return fmt.Errorf("shard %d: %w", shard, err)
	}
	if err := t.upload(ctx, dir, &written); err != nil {
		return fmt.Errorf("shard %d: %w", shard, err)
	}
	emit(written)
	return nil
}

// write writes the parts of a shard to a folder of this machine.
func (t *tables) write(dir string, parts []func(*dataset.Writer) error) error {
	var formats []dataset.Format
	for _, f := range t.Formats {
		formats = append(formats, dataset.Format(f))
	}
	w, err := dataset.Create(dir, filepath.Join(dir, "new"), dataset.Options{Formats: formats, CSVBOM: t.CSVBOM, Language: t.Language})
	if err != nil {
		return err
	}
	for _, part := range parts {
		if err := part(w); err != nil {
			w.Abort()
			return err
		}
	}
	return w.Close()
}

func (t *tables) reports(w *dataset.Writer, written *output.Written, next func(*Reading) bool) error {
	list := collect(next)
	slices.SortFunc(list, func(a, b Reading) int { return strings.Compare(a.Path, b.Path) })
	written.Reports = int64(len(list))
	for i := range list {
		report, err := t.loadReport(list[i].Packed)
		if err == nil {
			report.Rename(path.Base(list[i].Path))
			err = w.Report(report)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", list[i].Path, err)
		}
	}
	return nil
}

func (t *tables) across(w *dataset.Writer, next func(*Across) bool) error {
	list := collect(next)
	slices.SortFunc(list, func(a, b Across) int { return strings.Compare(a.Report, b.Report) })
	for _, one := range list {
		var a across
		err := t.load(one.Packed, &a)
		if err == nil {
			err = w.Panel(a.Links)
		}
		if err == nil && a.Step != nil {
			err = w.Changes(a.Step)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", one.Report, err)
		}
	}
	return nil
}

func writeFiles(w *dataset.Writer, written *output.Written, next func(*FileRow) bool) error {
	var list []dataset.File
	for _, f := range collect(next) {
		list = append(list, dataset.File(f))
	}
	slices.SortFunc(list, func(a, b dataset.File) int { return strings.Compare(a.Path, b.Path) })
	written.Rows = int64(len(list))
	return w.Files(list)
}

// collect returns all that next gives.
func collect[T any](next func(*T) bool) []T {
	var list []T
	for v := new(T); next(v); v = new(T) {
		list = append(list, *v)
	}
	return list
}

// upload copies the shard to where all workers can reach it.
func (t *tables) upload(ctx context.Context, dir string, written *output.Written) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		local := filepath.Join(dir, e.Name())
		if dataset.IsPackage(local) {
			data, err := os.ReadFile(local)
			if err != nil {
				return err
			}
			written.Package = string(data)
			continue
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if err := files.Upload(ctx, local, output.Part(t.Output, t.Run, written.Shard, written.Try, e.Name())); err != nil {
			return err
		}
		written.Files = append(written.Files, output.File{Name: e.Name(), Size: info.Size()})
	}
	return nil
}

// together gives everything one key.
type together struct{}

func (together) ProcessElement(w output.Written) (int, output.Written) { return 0, w }

// whole lets shards pass when all are there.
type whole struct{ Shards int }

func (a *whole) ProcessElement(_ context.Context, _ int, next func(*output.Written) bool, emit func(output.Written)) error {
	list := collect(next)
	if len(list) != a.Shards {
		return fmt.Errorf("%d shards were written where there are to be %d; please report it", len(list), a.Shards)
	}
	for _, w := range list {
		emit(w)
	}
	return nil
}

// settle puts the files of a shard in their places.
type settle struct {
	Output, Run string
	Shards      int
}

func (s *settle) ProcessElement(ctx context.Context, w output.Written) (output.Written, error) {
	for _, f := range w.Files {
		from := output.Part(s.Output, s.Run, w.Shard, w.Try, f.Name)
		if err := files.Move(ctx, from, output.Shard(s.Output, w.Shard, s.Shards, f.Name), f.Size); err != nil {
			return w, err
		}
	}
	return w, nil
}

// finish describes the dataset and marks it as complete.
type finish struct {
	Output string
	Mark   output.Mark
}

func (f *finish) ProcessElement(ctx context.Context, _ int, next func(*output.Written) bool) error {
	list := collect(next)
	m := f.Mark
	for _, w := range list {
		m.Reports += w.Reports
		m.Files += w.Rows
	}
	if err := output.Describe(ctx, f.Output, list); err != nil {
		return err
	}
	return output.Finish(ctx, f.Output, m)
}
