package bulk

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

// tarred packs files given as name=data.
func tarred(t *testing.T, files ...string) string {
	var data bytes.Buffer
	w := tar.NewWriter(&data)
	for _, f := range files {
		name, text, _ := strings.Cut(f, "=")
		require.NoError(t, w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(text))}))
		_, err := io.WriteString(w, text)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return data.String()
}

func gzipped(t *testing.T, data string) string {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := io.WriteString(w, data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return packed.String()
}

// outcome returns the path, status and error of each file of an import.
func outcome(r *Result) []string {
	var lines []string
	for _, e := range r.Files {
		lines = append(lines, strings.TrimSuffix(fmt.Sprintf("%s %s: %s", e.Path, e.Status, e.Error), ": "))
	}
	return lines
}

// TestKindsOfArchives imports a report out of an archive of each kind: all give the same rows.
func TestKindsOfArchives(t *testing.T) {
	sevenZip, err := os.ReadFile("../../../parse/pack/testdata/two.7z")
	require.NoError(t, err)
	report, err := os.ReadFile("../../../seeds/reports/000_756023d8918cde28.txt")
	require.NoError(t, err)
	packed := tarred(t, "一季度/报告.txt="+string(report), "一季度/=", "x.bin=\x00\x01\x02\x03")
	tree(t, map[string]string{"a.tar": packed, "b.tgz": gzipped(t, packed), "c.txt.gz": gzipped(t, string(report)), "d.7z": string(sevenZip),
		"e.tar": tarred(t, "inner.tgz="+gzipped(t, packed), "inner.zip="+packedZip(t, string(report)))})
	r := imported(t, options(), ".")
	require.Equal(t, []string{
		"a.tar/x.bin unsupported: this is binary data of an unknown kind; pass a report as .docx, .html or .txt",
		"a.tar/一季度/报告.txt ok",
		"b.tgz/x.bin unsupported: this is binary data of an unknown kind; pass a report as .docx, .html or .txt",
		"b.tgz/一季度/报告.txt duplicate",
		"c.txt.gz/c.txt duplicate",
		"d.7z/b.txt ok",
		"d.7z/一季度/报告.txt ok",
		"e.tar/inner.tgz/x.bin unsupported: this is binary data of an unknown kind; pass a report as .docx, .html or .txt",
		"e.tar/inner.tgz/一季度/报告.txt duplicate",
		"e.tar/inner.zip/报告.txt duplicate",
	}, outcome(r))
	again := imported(t, options(), ".")
	require.Equal(t, outcome(r), outcome(again))
	require.NoError(t, os.RemoveAll("out"))
	require.Equal(t, []string{"c.txt.gz/c.txt ok"}, outcome(imported(t, options(), "c.txt.gz")))
}

func packedZip(t *testing.T, report string) string { return packed(t, plain, "报告.txt="+report) }

// TestArchiveInItself has archives deeper in each other than is read.
func TestArchiveInItself(t *testing.T) {
	data := "附件1"
	for range 6 {
		data = gzipped(t, tarred(t, "x="+data))
	}
	tree(t, map[string]string{"x.tgz": data})
	require.Equal(t, []string{"x.tgz/x/x/x failed: archives in archives, more than 3 deep; unpack it"}, outcome(imported(t, options(), "x.tgz")))
}

// TestFilesOfArchivesThatAreNone imports what no report is.
func TestFilesOfArchivesThatAreNone(t *testing.T) {
	locked, err := os.ReadFile("../../../parse/pack/testdata/locked.7z")
	require.NoError(t, err)
	whole := gzipped(t, tarred(t, "a.txt=1"))
	tree(t, map[string]string{"locked.7z": string(locked), "cut.tgz": whole[:len(whole)-4], "empty.tgz": gzipped(t, tarred(t)),
		"large.tar": tarred(t, "a="+strings.Repeat("1", mebibyte+1), "b.txt=2"), "own.tar": tarred(t, "data/.duban/journal=1")})
	require.Equal(t, []string{
		"cut.tgz failed: the archive is damaged: unexpected EOF; what stands before was read; pack it anew",
		"cut.tgz/a.txt ok",
		"empty.tgz/empty unsupported: this is a file without text; pass a report",
		"large.tar/a failed: larger than 1.0 MiB; raise --max-size if the file can be trusted",
		"large.tar/b.txt ok",
		"locked.7z/b.txt failed: encrypted; unpack it with its password and pass the files",
		"locked.7z/一季度/报告.txt failed: encrypted; unpack it with its password and pass the files",
		"own.tar/data/.duban/journal unsupported: this is what duban wrote itself; pass the reports that it was made from",
	}, outcome(imported(t, options(), ".")))
}

// TestUnpackingHasTimeLimit stops an archive, at whichever place its time is over.
func TestUnpackingHasTimeLimit(t *testing.T) {
	o := options()
	o.Timeout = time.Nanosecond
	tree(t, map[string]string{"x.tar": tarred(t, "a.txt=1")})
	lines := outcome(imported(t, o, "x.tar"))
	require.NotEmpty(t, lines)
	for _, line := range lines { // of the archive, or of its file where that was unpacked
		require.Regexp(t, "^x.tar(/a.txt)? failed: reading stopped: not done within 1ns; allow more time if the file is worth it$", line)
	}
}

// mailed is an e-mail with a text and attachments given as name=data; names as they stand in its head.
func mailed(text string, files ...string) string {
	var sb strings.Builder
	sb.WriteString("From: a@example.cn\r\nSubject: =?GB2312?B?sai45g==?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_1\"\r\n\r\n")
	if text != "" {
		sb.WriteString("--=_1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n")
	}
	for _, f := range files {
		name, data, _ := strings.Cut(f, "=>")
		fmt.Fprintf(&sb, "--=_1\r\nContent-Type: application/octet-stream; name=\"%s\"\r\nContent-Transfer-Encoding: base64\r\n"+
			"Content-Disposition: attachment; filename=\"%[1]s\"\r\n\r\n%s\r\n", name, base64.StdEncoding.EncodeToString([]byte(data)))
	}
	sb.WriteString("--=_1--\r\n")
	return sb.String()
}

func TestMails(t *testing.T) {
	report, err := os.ReadFile("../../../seeds/reports/000_756023d8918cde28.txt")
	require.NoError(t, err)
	tree(t, map[string]string{
		"a.eml":   mailed("见附件。", "=?GB2312?B?sai45g==?=.txt=>"+string(report), "../b.tgz=>"+gzipped(t, tarred(t, "c.txt=附件"))),
		"cut.eml": strings.Split(mailed("己", "a.txt=>戊"), "--=_1--")[0],
		"b.eml":   mailed("", "a.txt=>甲"), "c.eml": mailed("乙"), "d.tar": tarred(t, "e.eml="+mailed("丙", "a.txt=>丁")),
	})
	o := options()
	o.Dataset.Formats = []dataset.Format{dataset.CSV}
	require.Equal(t, []string{
		"a.eml ok", "a.eml/b.tgz/c.txt ok", "a.eml/报告.txt ok", "b.eml/a.txt ok", "c.eml ok", "cut.eml ok", "cut.eml/a.txt failed: in the archive: unexpected EOF; pack it anew", "d.tar/e.eml ok", "d.tar/e.eml/a.txt ok",
	}, outcome(imported(t, o, ".")))
}

// TestArchiveThatChanges writes to an archive in its place while it is read, and sets its time of writing back: what is taken from it
// was in it when the import began, and the next import takes what is in it then.
func TestArchiveThatChanges(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("no time of change is read here")
	}
	var was, is []string
	ids := map[string]bool{}
	for i := range 60 {
		text := fmt.Sprintf("%d.txt=关于%d号工作进展情况的报告\n", i, i) + strings.Repeat("已完成投资3亿元。\n", 400)
		was, is = append(was, text), append(is, strings.ReplaceAll(text, "3亿元", "5亿元"))
		ids[known("", []byte(text[strings.Index(text, "=")+1:])).SHA256] = true
	}
	tree(t, map[string]string{"a.tar": tarred(t, was...)})
	before, err := os.Stat("a.tar")
	require.NoError(t, err)
	o := Options{Out: "out", Jobs: 1, MaxSize: 1 << 30, MaxText: 1 << 30, Dataset: dataset.Options{Formats: []dataset.Format{dataset.CSV}}}
	o.Progress = func(p Progress) {
		if p.Done == 1 && !p.Writing {
			f, err := os.OpenFile("a.tar", os.O_WRONLY, 0)
			require.NoError(t, err)
			_, err = io.WriteString(f, tarred(t, is...))
			require.NoError(t, err)
			require.NoError(t, f.Close())
			require.NoError(t, os.Chtimes("a.tar", before.ModTime(), before.ModTime()))
		}
	}
	r, err := Import(t.Context(), []string{"a.tar"}, o)
	require.NoError(t, err)
	taken, refused := 0, 0
	for _, e := range r.Files {
		switch {
		case e.Status == OK:
			taken++
			require.True(t, ids[e.SHA256], e.Path)
		default:
			refused++
			require.Equal(t, "changed while it was read; import it again when it is at rest", e.Error, e.Path)
		}
	}
	require.Positive(t, taken)
	require.Positive(t, refused)
	o.Progress = nil
	r, err = Import(t.Context(), []string{"a.tar"}, o)
	require.NoError(t, err)
	require.Len(t, r.Files, 60)
	for _, e := range r.Files {
		require.True(t, e.Status == OK && !ids[e.SHA256], e.Path)
	}
	require.Equal(t, 60, r.Total) // the archive itself is no failure any more
}
