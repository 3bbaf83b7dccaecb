package bulk

import (
	"bytes"
	"context"
	"fmt"
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
	const large = 800 << 20
	bomb := announcing(t, large, packed(t, plain, "a.txt=1"))
	tree(t, map[string]string{"outer.zip": packed(t, plain, "1.zip="+bomb, "2.zip="+bomb, "3.zip="+bomb)})
	found, err := find(t.Context(), []string{"outer.zip"}, "out")
	require.NoError(t, err)
	require.Len(t, found, 3)
	im := &importer{Options: options()}
	for _, s := range slices.Backward(found) { // in whatever order they are read
		require.Equal(t, []string{s.path + "/a.txt: the archive unpacks to far more than archives of documents do; unpack it if it can be trusted"},
			entriesOf(t, im, s))
	}

	inner := packed(t, plain, "1.zip="+bomb, "2.zip="+bomb)
	tree(t, map[string]string{"outer.zip": packed(t, plain, "inner.zip="+inner)})
	found, err = find(t.Context(), []string{"outer.zip"}, "out")
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, []string{
		"outer.zip/inner.zip/1.zip/a.txt: larger than 1.0 MiB; raise --max-size if the file can be trusted",
		"outer.zip/inner.zip/2.zip/a.txt: the archive unpacks to far more than archives of documents do; unpack it if it can be trusted",
	}, entriesOf(t, im, found[0]))
}

// TestShares divides an allowance by the sizes of the files, and never more than there is.
func TestShares(t *testing.T) {
	room := allowance(1000)
	require.Equal(t, allowance(250), *room.share(5, 20))
	require.Equal(t, allowance(1000), *room.share(5, 5))
	require.Equal(t, allowance(0), *room.share(5, 0))
	require.Equal(t, allowance(1000), *room.share(1<<63, 5), "sizes that are wrong")
	require.True(t, room.take(1000))
	require.False(t, room.take(1))
}

// TestNestedArchivesHaveTimeLimit gives an archive in an archive no time at all: each file that was not read is named.
func TestNestedArchivesHaveTimeLimit(t *testing.T) {
	tree(t, map[string]string{"outer.zip": packed(t, plain, "inner.zip="+packed(t, plain, "a.txt=1", "b.txt=2"))})
	found, err := find(t.Context(), []string{"outer.zip"}, "out")
	require.NoError(t, err)
	o := options()
	o.Timeout = time.Nanosecond
	require.Equal(t, []string{"outer.zip/inner.zip: reading stopped: not done within 1ns; allow more time if the file is worth it"},
		entriesOf(t, &importer{Options: o}, found[0]))
}

// TestEqualNames has as many files of one name as take hours, if each looks through the names of the others.
func TestEqualNames(t *testing.T) {
	const many = 300_000
	seen := labels{}
	for n := range many {
		want := "same.txt"
		if n > 0 {
			want = fmt.Sprintf("same.txt#%d", n+1)
		}
		require.Equal(t, want, seen.add("same.txt"))
	}
	require.Equal(t, "same.txt#7#2", seen.add("same.txt#7"))
}

// TestMembersHearTheContext lists an archive when nobody waits any more.
func TestMembersHearTheContext(t *testing.T) {
	data := []byte(packed(t, plain, slices.Repeat([]string{"same.txt=1"}, 1000)...))
	over, cancel := context.WithCancel(t.Context())
	cancel()
	list := members(over, "x.zip", archiveIn(bytes.NewReader(data), int64(len(data))), allowanceOf(int64(len(data))))
	require.Len(t, list, 1)
	require.ErrorIs(t, list[0].problem, context.Canceled)
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
	found, err := find(t.Context(), []string{"x.zip"}, "out")
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
	found, err := find(t.Context(), []string{"x.zip"}, "out")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile("x.zip", []byte(packed(t, plain, "c.txt=1", "b.txt=2")), 0o666))
	_, err = found[0].archive.read(t.Context(), 0, mebibyte)
	require.ErrorIs(t, err, errChanged)
	require.NoError(t, os.WriteFile("x.zip", []byte(before), 0o666))
	_, err = found[1].archive.read(t.Context(), 1, mebibyte)
	require.ErrorIs(t, err, errChanged, "though it is as it was")
}
