package pipeline

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"duban/beam/internal/files"
	"duban/internal/intake"
	"duban/internal/message"
)

// Source is a file to read, or one that cannot be.
type Source struct {
	Name    string // by which it is opened
	Path    string // as the manifest names it
	Problem string // why it is not read; "" if it is
	Refused bool   // it is of a kind that is not read
	Size    int64
}

// Block is some of the sources, whose sizes are not known.
type Block struct{ Sources []Source }

// Chunk is sources that together are worth handing over.
type Chunk struct{ Sources []Source }

// list finds the sources. They are found in one place, so that a file that several patterns match is read once.
type list struct {
	Inputs   []string
	Output   string
	Language message.Language // of why sources are not read
}

func (l *list) ProcessElement(ctx context.Context, _ []byte, emit func(Block)) error {
	sources, err := Find(ctx, l.Inputs, l.Output, l.Language)
	if err != nil {
		return err
	}
	const many = 500 // are asked for their sizes by one worker
	for block := range slices.Chunk(sources, many) {
		emit(Block{block})
	}
	return nil
}

// Find returns the sources that patterns stand for, in order of path, each once. Different ones of one path, where names
// were not to be decoded, are told apart by a number, as duban import does.
func Find(ctx context.Context, inputs []string, out string, l message.Language) ([]Source, error) {
	var list []Source
	for _, pattern := range inputs {
		found, err := files.Find(ctx, pattern, out)
		if err != nil {
			return nil, message.Errorf("%s: cannot be looked through: %w", pattern, err)
		}
		for _, f := range found {
			list = append(list, sourceOf(f, l))
		}
	}
	slices.SortFunc(list, func(a, b Source) int { return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Name, b.Name)) })
	list = slices.CompactFunc(list, func(a, b Source) bool { return a.Name == b.Name })
	taken := intake.Labels{}
	for i := range list {
		list[i].Path = taken.Add(list[i].Path)
	}
	return list, nil
}

func sourceOf(f files.Found, l message.Language) Source {
	s := Source{Name: f.Name, Path: intake.Label(f.Name)}
	if f.Problem != nil {
		s.Problem, s.Refused = intake.Failure(f.Problem, l)
	}
	return s
}

// weigh asks how large sources are, and makes chunks of them.
type weigh struct{ ChunkSize int64 }

func (w *weigh) ProcessElement(ctx context.Context, block Block, emit func(Chunk)) error {
	sizes(ctx, block.Sources)
	packInto(block.Sources, w.ChunkSize, func(s *Source) int64 { return s.Size }, func(list []Source) { emit(Chunk{list}) })
	return nil
}

// sizes sets the sizes of sources, which takes a request each where they are not local. What is wrong with one comes up when
// it is read.
func sizes(ctx context.Context, sources []Source) {
	inParallel(len(sources), requests, func(i int) {
		if sources[i].Problem == "" {
			sources[i].Size, _ = files.Size(ctx, sources[i].Name)
		}
	})
}

// requests is how many requests to a file system one worker makes at a time.
const requests = 16

// inParallel does n pieces of work, so many at a time.
func inParallel(n, most int, do func(int)) {
	places := make(chan struct{}, most)
	var all sync.WaitGroup
	for i := range n {
		places <- struct{}{}
		all.Go(func() {
			do(i)
			<-places
		})
	}
	all.Wait()
}

// fixedWeight is what reading any file costs, as bytes.
const fixedWeight = 8 << 10

// packInto makes packs of a list, each of that weight at the most, or of one thing that is heavier. Order is kept.
func packInto[T any](list []T, weight int64, size func(*T) int64, emit func([]T)) {
	from, sum := 0, int64(0)
	for i := range list {
		w := size(&list[i]) + fixedWeight
		if i > from && sum+w > weight {
			emit(list[from:i])
			from, sum = i, 0
		}
		sum += w
	}
	if from < len(list) {
		emit(list[from:])
	}
}
