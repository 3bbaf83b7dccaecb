// Command duban-pdf tells duban what the pages of a PDF file show. It takes the file from standard input; duban runs it.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"duban/cmd/internal/pdfengine"
	"duban/internal/pdfium"
)

func main() {
	runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0))) // the engine lets nobody else have its thread
	go endWithParent()
	if err := run(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", pdfengine.Program, err)
		os.Exit(1)
	}
}

// endWithParent ends the program when the one that runs it is gone, however that ended: nobody waits for the pages then.
func endWithParent() {
	const often = 200 * time.Millisecond
	for parent := os.Getppid(); os.Getppid() == parent; {
		time.Sleep(often)
	}
	os.Exit(1)
}

func run(ctx context.Context, in io.Reader, out io.Writer) error {
	data, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	r, err := pdfium.New(ctx, cache())
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	if err := pdfengine.Send(ctx, w, data, r.Pages); err != nil {
		return err
	}
	return w.Flush()
}

// cache returns the folder that keeps the compiled engine, or "".
func cache() string {
	folder, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "duban", "pdf")
}
