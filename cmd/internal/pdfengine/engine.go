// Package pdfengine lets duban-pdf, a program beside duban, tell what the pages of PDF files show. The engine in it takes a third
// as much room again as all of duban, and few need it.
package pdfengine

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"duban/cmd/internal/child"
	"duban/internal/message"
	"duban/parse/page"
	"duban/parse/pdf"
)

// Program is the name of the program.
const Program = "duban-pdf"

// told is what the program writes, one for each page and one at the end.
type told struct {
	Page     *page.Page
	Password bool   // the file is encrypted
	Limit    string // what there is too much of
	Failure  string // why there are no more pages; empty at a good end
}

// images is what the program is told to hand over images as well.
const images = "--images"

// WithImages reports whether the program that has the arguments args is to hand over images of pages whose text cannot be had.
func WithImages(args []string) bool { return slices.Contains(args, images) }

// Read is a pdf.Engine that runs the program.
func Read(ctx context.Context, data []byte, yield func(page.Page) error) error {
	return run(ctx, nil, data, yield)
}

// ReadImages is Read that hands over images of the pages whose text cannot be had.
func ReadImages(ctx context.Context, data []byte, yield func(page.Page) error) error {
	return run(ctx, []string{images}, data, yield)
}

func run(ctx context.Context, args []string, data []byte, yield func(page.Page) error) error {
	name, err := find()
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	command := child.Command(ctx, name, args...)
	command.Stdin = bytes.NewReader(data)
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return message.Errorf("%w: %w", pdf.ErrNone, message.Errorf("%s does not start: %w", name, err))
	}
	watch := time.AfterFunc(patience, stop)
	err = receive(out, func(p page.Page) error {
		watch.Reset(2 * patience) // what yield does is not the program's time
		err := yield(p)
		watch.Reset(patience)
		return err
	})
	late := !watch.Stop()
	if err != nil {
		stop()
	}
	ended := command.Wait()
	if errors.Is(err, errBroken) && late {
		return message.Errorf("%w: %w", pdf.ErrLimit, message.Errorf("%s did not tell a page in %s", Program, patience))
	}
	if errors.Is(err, errBroken) {
		return message.Errorf("%s broke off (%w) %s", Program, ended, firstLine(said.String()))
	}
	return err
}

// patience is how long a page may take, and the start of the program with it. Real ones take less than a hundredth of it.
const patience = time.Minute

var errBroken = errors.New("the pages end too early")

// receive hands over the pages that the program writes.
func receive(r io.Reader, yield func(page.Page) error) error {
	d := gob.NewDecoder(r)
	for {
		var m told
		switch err := d.Decode(&m); {
		case err != nil:
			return errBroken
		case m.Password:
			return pdf.ErrPassword
		case m.Limit != "":
			return fmt.Errorf("%w: %s", pdf.ErrLimit, m.Limit)
		case m.Failure != "":
			return errors.New(m.Failure)
		case m.Page == nil:
			return nil
		}
		if err := yield(*m.Page); err != nil {
			return err
		}
	}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

// find returns the path of the program: beside the one that runs, or where programs are looked for.
func find() (string, error) {
	name := Program
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if own, err := os.Executable(); err == nil {
		if beside := filepath.Join(filepath.Dir(own), name); isFile(beside) {
			return beside, nil
		}
	}
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	return "", message.Errorf("%w: %w", pdf.ErrNone, message.Errorf(
		"put the program %s beside duban or on the PATH (go build ./cmd/%s), or export the file's text (.docx, .html or .txt)", name, Program))
}

// Digest returns the digest of the program, "" if there is none.
func Digest() string {
	name, err := find()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// Send writes what an engine tells of a file in the way that Read takes it.
func Send(ctx context.Context, w io.Writer, data []byte, engine pdf.Engine) error {
	e := gob.NewEncoder(w)
	var sending error
	err := engine(ctx, data, func(p page.Page) error {
		sending = e.Encode(told{Page: &p})
		return sending
	})
	switch {
	case sending != nil:
		return sending
	case errors.Is(err, pdf.ErrPassword):
		return e.Encode(told{Password: true})
	case errors.Is(err, pdf.ErrLimit):
		return e.Encode(told{Limit: strings.TrimPrefix(err.Error(), pdf.ErrLimit.Error()+": ")})
	case err != nil:
		return e.Encode(told{Failure: firstLine(err.Error())}) // behind it may stand where the engine was
	}
	return e.Encode(told{})
}
