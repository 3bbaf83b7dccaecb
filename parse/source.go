package parse

import (
	"context"
	"fmt"
	"io"
	"os"

	"duban/internal/message"
	"duban/parse/block"
)

// File reads the file of that name with the default options; see Bytes.
func File(name string) (*Document, error) { return Options{}.File(context.Background(), name) }

// File is the function File with options and a context. Of a file that is larger than the limit nothing is read. A file
// that cannot be opened or read gives the error of the file system, which names it. A pipe, which would be waited for, is
// refused: Reader reads what comes through one.
func (o Options) File(ctx context.Context, name string) (*Document, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil, message.Errorf("%s: this is a pipe or a device and no file; open it and pass it to parse.Reader", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		if err := block.NewBudget(ctx, o.Limits).TakeSource(info.Size()); err != nil {
			return nil, block.Named(err, name)
		}
	}
	return o.Reader(ctx, name, f)
}

// Reader reads one source to its end with the default options; see Bytes.
func Reader(name string, r io.Reader) (*Document, error) {
	return Options{}.Reader(context.Background(), name, r)
}

// Reader is the function Reader with options and a context. It takes one byte more than the limit and no further. The
// context is looked at between pieces: a piece that never comes is waited for.
func (o Options) Reader(ctx context.Context, name string, r io.Reader) (*Document, error) {
	most := block.NewBudget(ctx, o.Limits).Limits.Source
	data, err := io.ReadAll(io.LimitReader(stoppable{ctx, r}, most+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if int64(len(data)) > most {
		return nil, block.Named(block.Exceeded("", "more than the limit of %d bytes", most), name)
	}
	return o.Bytes(ctx, name, data)
}

// stoppable is a reader whose end is that of a context, if that comes first.
type stoppable struct {
	ctx context.Context
	io.Reader
}

func (s stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Reader.Read(p)
}
