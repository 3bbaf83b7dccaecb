package bulk

import (
	"bytes"
	"duban/internal/intake"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// announcing makes the first file of an archive say that it unpacks to so many bytes.
func announcing(t *testing.T, size uint32, archive string) string {
	data := []byte(archive)
	at := bytes.Index(data, []byte("PK\x01\x02"))
	require.Positive(t, at)
	copy(data[at+24:], []byte{byte(size), byte(size >> 8), byte(size >> 16), byte(size >> 24)})
	return string(data)
}

// entriesOf reads a source alone.
func entriesOf(t *testing.T, im *importer, s source) []string {
	var lines []string
	im.read(t.Context(), s, func(e Entry) { lines = append(lines, e.Path+": "+e.Error) })
	return lines
}

// TestNestedArchivesShareOneAllowance has archives in archives that each unpack to less than an archive may, and together
// to more.
func TestNestedArchivesShareOneAllowance(t *testing.T) {
	const large = 200 << 20
	bomb := announcing(t, large, packed(t, plain, "a.txt=1"))
	tree(t, map[string]string{"outer.zip": packed(t, plain, "1.zip="+bomb, "2.zip="+bomb, "3.zip="+bomb)})
	found, err := find(t.Context(), []string{"outer.zip"}, "out", nil)
	require.NoError(t, err)
	require.Len(t, found, 3)
	im := &importer{Options: options()}
	for _, s := range slices.Backward(found) { // in whatever order they are read
		require.Equal(t, []string{s.path + "/a.txt: the archive unpacks to far more than archives of documents do; unpack it if it can be trusted"},
			entriesOf(t, im, s))
	}

	inner := packed(t, plain, "1.zip="+bomb, "2.zip="+bomb)
	tree(t, map[string]string{"outer.zip": packed(t, plain, "inner.zip="+inner)})
	found, err = find(t.Context(), []string{"outer.zip"}, "out", nil)
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, []string{
		"outer.zip/inner.zip/1.zip/a.txt: larger than 1.0 MiB; raise --max-size if the file can be trusted",
		"outer.zip/inner.zip/2.zip/a.txt: the archive unpacks to far more than archives of documents do; unpack it if it can be trusted",
	}, entriesOf(t, im, found[0]))
}

// TestNestedArchivesHaveTimeLimit gives an archive in an archive no time at all: each file that was not read is named.
func TestNestedArchivesHaveTimeLimit(t *testing.T) {
	tree(t, map[string]string{"outer.zip": packed(t, plain, "inner.zip="+packed(t, plain, "a.txt=1", "b.txt=2"))})
	found, err := find(t.Context(), []string{"outer.zip"}, "out", nil)
	require.NoError(t, err)
	o := options()
	o.Timeout = time.Nanosecond
	require.Equal(t, []string{"outer.zip/inner.zip: reading stopped: not done within 1ns; allow more time if the file is worth it"},
		entriesOf(t, &importer{Options: o}, found[0]))
}

// TestFilesThatShareBytes has a directory that names the same bytes again and again.
func TestFilesThatShareBytes(t *testing.T) {
	data := packed(t, plain, "a.txt="+strings.Repeat("甲", 100))
	at, end := strings.Index(data, "PK\x01\x02"), strings.Index(data, "PK\x05\x06")
	entry, tail := data[at:end], []byte(data[end:])
	const times = 5
	tail[8], tail[10] = times, times
	size := len(entry) * times
	tail[12], tail[13] = byte(size), byte(size>>8)
	tree(t, map[string]string{"x.zip": data[:at] + strings.Repeat(entry, times) + string(tail)})
	found, err := find(t.Context(), []string{"x.zip"}, "out", nil)
	require.NoError(t, err)
	require.Len(t, found, times)
	require.NoError(t, found[0].problem)
	for _, s := range found[1:] {
		require.ErrorContains(t, s.problem, "shares bytes with another file")
	}
}

// TestArchiveThatIsReplaced opens an archive that became another: it is not opened again for each of its files.
func TestArchiveThatIsReplaced(t *testing.T) {
	before := packed(t, plain, "a.txt=1", "b.txt=2")
	tree(t, map[string]string{"x.zip": before})
	found, err := find(t.Context(), []string{"x.zip"}, "out", nil)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile("x.zip", []byte(packed(t, plain, "c.txt=1", "b.txt=2")), 0o666))
	_, err = found[0].archive.read(t.Context(), 0, mebibyte)
	require.ErrorIs(t, err, intake.ErrChanged)
	require.NoError(t, os.WriteFile("x.zip", []byte(before), 0o666))
	_, err = found[1].archive.read(t.Context(), 1, mebibyte)
	require.ErrorIs(t, err, intake.ErrChanged, "though it is as it was")
}
