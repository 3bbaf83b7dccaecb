// Package ocr lets tesseract, a program that the user installs, recognise the characters in pictures of pages.
package ocr

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"duban/cmd/internal/child"
	"duban/internal/message"
	"duban/parse/page"
	"duban/parse/pdf"
)

const (
	program  = "tesseract"
	language = "chi_sim"
)

// ErrNone is the error where the program or its words for Chinese are not there.
var ErrNone = message.Errorf("characters cannot be recognised")

const install message.Format = "install tesseract with its data for simplified Chinese, " + language +
	" (on Debian and Ubuntu: apt-get install tesseract-ocr tesseract-ocr-chi-sim), and have it on the PATH"

// Find returns what recognises characters with the program on the PATH. The error wraps ErrNone and says what to install.
func Find(ctx context.Context) (*pdf.Recognizer, error) {
	name, err := exec.LookPath(program)
	if err != nil {
		return nil, message.Errorf("%w, as there is no program %s: %s", ErrNone, program, install)
	}
	p := tesseract(name)
	languages, err := p.run(ctx, nil, "--list-langs")
	if err != nil {
		return nil, message.Errorf("%w: %w: %s", ErrNone, err, install)
	}
	if !hasLine(string(languages), language) {
		return nil, message.Errorf("%w, as %s has no %s: %s", ErrNone, name, language, install)
	}
	version, err := p.run(ctx, nil, "--version")
	if err != nil {
		return nil, message.Errorf("%w: %w", ErrNone, err)
	}
	first, _, _ := strings.Cut(string(version), "\n")
	return &pdf.Recognizer{By: strings.TrimSpace(first) + " " + language, Made: p.digest(string(version), string(languages)), Glyphs: p.glyphs}, nil
}

// digest returns what decides what is recognised: the program with its libraries, and its words, which are exchanged without it. Where that cannot
// be told it is another each time.
func (t tesseract) digest(version, languages string) string {
	sum := sha256.New()
	io.WriteString(sum, version)
	for _, name := range []string{string(t), wordsFile(languages)} {
		f, err := os.Open(name)
		if err != nil {
			return rand.Text()
		}
		_, err = io.Copy(sum, f)
		if f.Close(); err != nil {
			return rand.Text()
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

// wordsFile returns the file of words in the folder that the list of languages names: List of available languages in "/usr/share/…/tessdata/" (3):
func wordsFile(languages string) string {
	first, _, _ := strings.Cut(languages, "\n")
	parts := strings.Split(first, `"`)
	if len(parts) != 3 {
		return ""
	}
	return filepath.Join(parts[1], language+".traineddata")
}

// hasLine reports whether one of the lines of a text is that.
func hasLine(text, line string) bool {
	for l := range strings.Lines(text) {
		if strings.TrimSpace(l) == line {
			return true
		}
	}
	return false
}

// tesseract is the path of the program.
type tesseract string

// glyphs is the function of a pdf.Recognizer.
func (t tesseract) glyphs(ctx context.Context, picture []byte) (glyphs []page.Glyph, width, height int, err error) {
	const oneBlock = "6" // of text: so the cells of a row stand in a line
	out, err := t.run(ctx, picture, "-", "-", "-l", language, "--psm", oneBlock, "tsv")
	if err != nil {
		return nil, 0, 0, err
	}
	p, err := parse(string(out))
	if err != nil {
		return nil, 0, 0, message.Errorf("%s: %w", t, err)
	}
	return p.glyphs(), p.width, p.height, nil
}

// run returns what the program writes.
func (t tesseract) run(ctx context.Context, in []byte, args ...string) ([]byte, error) {
	command := child.Command(ctx, string(t), args...)
	command.Stdin = bytes.NewReader(in)
	command.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1") // files are read side by side, and threads of its own make it slower
	var said bytes.Buffer
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		first, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		return nil, message.Errorf("%s ended with %w %s", t, err, first)
	}
	return out, nil
}
