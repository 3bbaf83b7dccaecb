package intake

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"duban/parse/pack"

	"github.com/stretchr/testify/require"
)

// zipped packs files given as name=data.
func zipped(t *testing.T, files ...string) string {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		name, data, _ := strings.Cut(f, "=")
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = io.WriteString(w, data)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.String()
}

// tarred packs files given as name=data, and gzipped packs once more.
func tarred(t *testing.T, files ...string) string {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, f := range files {
		name, data, _ := strings.Cut(f, "=")
		require.NoError(t, w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(data))}))
		_, err := io.WriteString(w, data)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.String()
}

func gzipped(t *testing.T, data string) string {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := io.WriteString(w, data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return out.String()
}

// TestShares divides an allowance by the sizes of the files, and never more than there is.
func TestShares(t *testing.T) {
	room := Allowance(1000)
	require.Equal(t, Allowance(250), *room.share(5, 20))
	require.Equal(t, Allowance(1000), *room.share(5, 5))
	require.Equal(t, Allowance(0), *room.share(5, 0))
	require.Equal(t, Allowance(1000), *room.share(1<<63, 5), "sizes that are wrong")
	require.True(t, room.take(1000))
	require.False(t, room.take(1))
}

// TestEqualNames has as many files of one name as take hours, if each looks through the names of the others.
func TestEqualNames(t *testing.T) {
	const many = 300_000
	seen := Labels{}
	for n := range many {
		want := "same.txt"
		if n > 0 {
			want = fmt.Sprintf("same.txt#%d", n+1)
		}
		require.Equal(t, want, seen.Add("same.txt"))
	}
	require.Equal(t, "same.txt#7#2", seen.Add("same.txt#7"))
}

// TestMembersHearTheContext lists an archive when nobody waits any more.
func TestMembersHearTheContext(t *testing.T) {
	data := []byte(zipped(t, slices.Repeat([]string{"same.txt=1"}, 1000)...))
	over, cancel := context.WithCancel(t.Context())
	cancel()
	list := members(over, "x.zip", ZipIn(bytes.NewReader(data), int64(len(data))), NewAllowance(int64(len(data))))
	require.Len(t, list, 1)
	require.ErrorIs(t, list[0].Problem, context.Canceled)
}

func TestEncryptedMember(t *testing.T) {
	data := []byte(zipped(t, "a.txt=secret"))
	data[bytes.Index(data, []byte("PK\x01\x02"))+8] |= 1
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	require.EqualError(t, members(t.Context(), "x.zip", z, NewAllowance(int64(len(data))))[0].Problem, "encrypted; unpack it with its password and pass the file")
}

// An archive that says of itself that it unpacks to far more than it should is not unpacked.
func TestBomb(t *testing.T) {
	data := []byte(zipped(t, "a.txt=1", "b.txt=2", "c.txt=3"))
	at := bytes.Index(data, []byte("PK\x01\x02"))
	copy(data[at+24:], "\xff\xff\xff\x7f") // the unpacked size
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	list := members(t.Context(), "x.zip", z, NewAllowance(int64(len(data))))
	require.ErrorContains(t, list[0].Problem, "unpacks to far more")
	require.NoError(t, list[1].Problem)

	_, err = Unpacked(t.Context(), &zip.File{FileHeader: zip.FileHeader{UncompressedSize64: 11}}, 10)
	require.EqualError(t, err, "larger than 10 B; raise --max-size if the file can be trusted")

	over, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = Unpacked(over, z.File[1], 10)
	require.ErrorIs(t, err, context.Canceled)
}

// A fault of the program is the failure of one file.
func TestFault(t *testing.T) {
	var none context.Context // the fault
	_, _, err := new(Reader).understand(none, "a.txt", []byte("关于一"))
	require.ErrorContains(t, err, "fault in duban: ")
	require.ErrorContains(t, err, "please report it with the file (")
}

// TestArchivesShareOneAllowance: what lies in an archive takes from what that may.
func TestArchivesShareOneAllowance(t *testing.T) {
	const mebibyte = 1 << 20
	zeros := strings.Repeat("\x00", mebibyte)
	bomb := gzipped(t, tarred(t, ".duban/a="+zeros, ".duban/b="+zeros))
	outer := tarred(t, "1.tgz="+bomb, "2.tgz="+bomb, "3.txt=附件1")
	size := int64(len(outer))
	room := Allowance(5 << 20) // enough for the first
	var lines []string
	o := Opener{MaxSize: mebibyte, Visit: func(_ context.Context, f File) { lines = append(lines, fmt.Sprint(f.Path, ": ", f.Problem)) }}
	o.archive(t.Context(), place{"x.tar", size, 0, &room}, pack.Tar, strings.NewReader(outer))
	const tooMuch = "the archive unpacks to far more than archives of documents do; unpack it if it can be trusted"
	require.Equal(t, []string{"x.tar/1.tgz/.duban/a: " + string(ErrOwn), "x.tar/1.tgz/.duban/b: " + string(ErrOwn),
		"x.tar/2.tgz: " + tooMuch, "x.tar: " + tooMuch}, lines)
}
