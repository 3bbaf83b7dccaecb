// Command duban-pdf tells duban what the pages of a PDF file show. It takes the file from standard input; duban runs it. With --images
// it hands over images of pages whose text cannot be had.
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

	"github.com/mattn/go-isatty"
)

func main() {
	if isRunByHand(os.Args[1:]) {
		fmt.Fprintf(os.Stderr, "%s: duban runs this program to read PDF files; leave it beside duban, and: duban extract report.pdf\n",
			pdfengine.Program)
		os.Exit(2)
	}
	runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0))) // the engine lets nobody else have its thread
	go endWithParent()
	if err := run(context.Background(), os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", pdfengine.Program, err)
		os.Exit(1)
	}
}

// isRunByHand reports whether it is a person who has started the program.
func isRunByHand(args []string) bool {
	return isatty.IsTerminal(os.Stdin.Fd()) || len(args) > 0 && !pdfengine.WithImages(args)
}

// endWithParent ends the program when the one that runs it is gone, however that ended: nobody waits for the pages then.
func endWithParent() {
	const often = 200 * time.Millisecond
	for parent := os.Getppid(); os.Getppid() == parent; {
		time.Sleep(often)
	}
	os.Exit(1)
}

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	data, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	r, err := pdfium.New(ctx, cache())
	if err != nil {
		return err
	}
	r.Images = pdfengine.WithImages(args)
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
