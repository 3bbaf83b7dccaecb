package extracttest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract/extracttest"
)

const sample = "../../seeds/reports/000_756023d8918cde28.txt"

func TestCheck(t *testing.T) {
	r := extracttest.Check(t, sample, "testdata/sample.tsv")
	require.Len(t, r.Annexes, 3)
}

// recorder is a test that notes how it failed.
type recorder struct {
	testing.TB
	errors []string
	fatal  string
}

func (r *recorder) Helper()           {}
func (r *recorder) Error(args ...any) { r.errors = append(r.errors, fmt.Sprint(args...)) }
func (r *recorder) Fatal(args ...any) {
	r.fatal = fmt.Sprint(args...)
	runtime.Goexit()
}
func (r *recorder) Fatalf(format string, args ...any) { r.Fatal(fmt.Sprintf(format, args...)) }

// failures runs Check in a test that notes its failures.
func failures(report, facts string) *recorder {
	r := &recorder{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		extracttest.Check(r, report, facts)
	}()
	<-done
	return r
}

func TestFailures(t *testing.T) {
	write := func(text string) string {
		path := filepath.Join(t.TempDir(), "facts.tsv")
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	path := write("annexes\t3\nannex/3/row/96/status\tcompleted # by hearsay\nannex/3/row/96/indicators/1家/value\t1\n")
	r := failures(sample, path)
	require.Empty(t, r.fatal)
	require.Equal(t, []string{
		path + ":2: annex/3/row/96/status\n\texpected: completed\n\tgot:      underway (lines 934-941 of the report)\n\tline:     annex/3/row/96/status\tcompleted # by hearsay",
		path + ":3: annex/3/row/96/indicators/1家/value: there is no indicator 1家\n\texpected: 1\n\tline:     annex/3/row/96/indicators/1家/value\t1",
	}, r.errors)

	require.Contains(t, failures(sample, "testdata/none.tsv").fatal, "testdata/none.tsv")
	require.Contains(t, failures("none.txt", path).fatal, "none.txt")
	path = write("annexes 3\n")
	require.Equal(t, path+":1: no tab between a path and what is expected there", failures(sample, path).fatal)
	path = write("# nothing yet\n")
	require.Equal(t, path+": no facts in it", failures(sample, path).fatal)
	path = write("annexes\t3\n")
	empty := filepath.Join(t.TempDir(), "empty.txt")
	require.NoError(t, os.WriteFile(empty, nil, 0o600))
	require.Contains(t, failures(empty, path).fatal, "empty.txt")
}
