package duban_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"duban"
	"duban/extract"
	"duban/parse"

	"github.com/stretchr/testify/require"
)

// A rate that its own numbers contradict: 3 of 4 are 75 %.
const contradicting = "关于一季度进展情况的报告\n\n年度目标\t进展情况\n新建学校4所\t已建成3所，完成率95%\n新建公园2个\t已建成1个，完成率50%\n"

func TestReadChecks(t *testing.T) {
	r, err := duban.Read("a/report.txt", []byte(contradicting))
	require.NoError(t, err)
	require.Equal(t, "report.txt", r.Source.Name)
	require.Len(t, r.Annexes, 1)
	require.Len(t, r.Annexes[0].Rows, 2)
	require.Len(t, r.Annexes[0].Rows[0].Findings, 1, "the check was made")
	require.Equal(t, "rate/mismatch", string(r.Annexes[0].Rows[0].Findings[0].Code))
	require.Empty(t, r.Annexes[0].Rows[1].Findings)
}

func TestReadErrors(t *testing.T) {
	for _, c := range []struct {
		data string
		kind error
		says string
	}{
		{"%!PS-1.7", parse.ErrUnsupported, "a.x: this is a PostScript file"},
		{"%PDF-1.7", parse.ErrUnsupported, "a.x: "},
		{"PK\x03\x04" + strings.Repeat("x", 100), parse.ErrDamaged, "a.x: "},
	} {
		r, err := duban.Read("a.x", []byte(c.data))
		require.Nil(t, r)
		require.ErrorIs(t, err, c.kind)
		require.ErrorContains(t, err, c.says)
		require.ErrorAs(t, err, new(*parse.Error))
	}
	_, err := duban.Options{Parse: parse.Options{Limits: parse.Limits{Source: 10}}}.Read(t.Context(), "a.txt", []byte(contradicting))
	require.ErrorIs(t, err, parse.ErrLimit)
}

func TestReadEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := duban.Options{}.Read(ctx, "a.txt", []byte(contradicting))
	require.ErrorIs(t, err, context.Canceled)
}

// A word of the user's own names a column.
func TestReadWithWords(t *testing.T) {
	words, err := extract.LoadVocabulary(fstest.MapFS{"labels.tsv": {Data: []byte("word\tsays\tthing\tcomment\n包干方\trole:lead_units:1\t\t\n")}})
	require.NoError(t, err)
	const report = "年度目标\t包干方\n新建学校4所\t区教委\n新建公园2个\t区城管局\n"
	for _, c := range []struct {
		options duban.Options
		units   int
	}{{duban.Options{}, 0}, {duban.Options{Vocabulary: words}, 1}} {
		r, err := c.options.Read(t.Context(), "a.txt", []byte(report))
		require.NoError(t, err)
		require.Len(t, r.Annexes[0].Rows[0].LeadUnits, c.units)
	}
}

func TestParseFileAndReader(t *testing.T) {
	const name = "seeds/reports/000_756023d8918cde28.txt"
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	want, err := parse.Bytes(name, data)
	require.NoError(t, err)
	got, err := parse.File(name)
	require.NoError(t, err)
	require.Equal(t, want, got)
	got, err = parse.Reader(name, strings.NewReader(string(data)))
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestParseFileAndReaderErrors(t *testing.T) {
	const name = "seeds/reports/000_756023d8918cde28.txt"
	small := parse.Options{Limits: parse.Limits{Source: 1000}}
	_, err := small.File(t.Context(), name)
	require.ErrorIs(t, err, parse.ErrLimit)
	require.Regexp(t, `^seeds/reports/000_756023d8918cde28\.txt: \d+ bytes, more than the limit of 1000`, err.Error())
	_, err = small.Reader(t.Context(), "a.txt", strings.NewReader(strings.Repeat("a", 1001)))
	require.ErrorIs(t, err, parse.ErrLimit)
	require.ErrorContains(t, err, "a.txt: more than the limit of 1000 bytes")
	_, err = small.Reader(t.Context(), "a.txt", strings.NewReader(strings.Repeat("关于", 166)))
	require.NoError(t, err)
	_, err = parse.File("nowhere.txt")
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, err, "nowhere.txt")
	_, err = parse.File("seeds")
	require.ErrorContains(t, err, "seeds")
	broken := errors.New("the line is dead")
	_, err = parse.Reader("a.txt", io.MultiReader(strings.NewReader("关于"), failing{broken}))
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "a.txt: ")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = parse.Options{}.Reader(ctx, "a.txt", failing{broken})
	require.ErrorIs(t, err, context.Canceled, "nothing is read any more")
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// What is no file is not waited for.
func TestParseFileOfAPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe.txt")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Skip("no pipes with names here")
	}
	_, err := parse.File(pipe)
	require.EqualError(t, err, pipe+": this is a pipe or a device and no file; open it and pass it to parse.Reader")
}
