package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// checkedText is what duban check writes of a text.
func checkedText(t *testing.T, text string, p palette) string {
	doc, err := parse.Bytes("report.txt", []byte(text))
	require.NoError(t, err)
	r, err := duban.Options{}.Report(t.Context(), doc)
	require.NoError(t, err)
	return checked{name: "report.txt", report: r}.text(p)
}

const oneFinding = "一、总体情况\n全区179栋建筑已有169栋完工通水，通水率99.4%。"

func TestCheckInColour(t *testing.T) {
	plain := checkedText(t, oneFinding, false)
	require.NotContains(t, plain, "\x1b")
	coloured := checkedText(t, oneFinding, true)
	require.Contains(t, coloured, "\x1b[1;31merror\x1b[0m line 1, text")
	require.Contains(t, coloured, "通水率\x1b[31m99.4%\x1b[0m。\n")
	for _, code := range []string{"\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[1;31m"} {
		coloured = strings.ReplaceAll(coloured, code, "")
	}
	require.Equal(t, plain, coloured)
}

// The marks stand below the words, which are twice as wide as Latin letters.
func TestCheckMarks(t *testing.T) {
	lines := strings.Split(checkedText(t, oneFinding, false), "\n")
	for i, line := range lines {
		if strings.HasSuffix(line, "^^^^^") {
			front, _, _ := strings.Cut(lines[i-1], "99.4%")
			require.Equal(t, screen.StringWidth(front), screen.StringWidth(strings.TrimRight(line, "^")))
			return
		}
	}
	require.Fail(t, "nothing is marked")
}

func TestColoursAreForTerminals(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	require.NoError(t, err)
	defer f.Close()
	require.False(t, bool(colours(f)))
	require.False(t, bool(colours(&strings.Builder{})))
	terminal, err := os.Open("/dev/tty")
	if err != nil {
		t.Skip("no terminal: ", err)
	}
	defer terminal.Close()
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "")
	require.True(t, bool(colours(terminal)))
	t.Setenv("NO_COLOR", "1")
	require.False(t, bool(colours(terminal)))
}

// Characters without width are no reason to show a whole text.
func TestExcerptIsShort(t *testing.T) {
	strokes := strings.Repeat("\u0301", 10_000)
	before, marked, after := excerpt([]rune(strokes+"99%"+strokes), 10_000, 10_003)
	require.Equal(t, "99%", marked)
	require.LessOrEqual(t, len([]rune(before)), excerptWidth+1)
	require.LessOrEqual(t, len([]rune(after)), excerptWidth+1)
}
