package bulk

import (
	"archive/zip"
	"bytes"
	"duban/internal/intake"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// tree writes files below a new folder and makes it the working folder.
func tree(t *testing.T, files map[string]string) {
	t.Chdir(t.TempDir())
	for name, data := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(data), 0o666))
	}
}

func paths(sources []source) []string {
	var list []string
	for _, s := range sources {
		line := s.path
		if s.problem != nil {
			line += ": " + failure(Entry{}, s.problem).Error
		}
		list = append(list, line)
	}
	return list
}

func TestFind(t *testing.T) {
	tree(t, map[string]string{"in/b.txt": "b", "in/a/c.txt": "c", "in/a/.hidden": "h", "in/out/old.csv": "x", "d.txt": "d", "e1.txt": "e", "e2.txt": "e"})
	require.NoError(t, os.Symlink("../d.txt", "in/link.txt"))
	require.NoError(t, os.Symlink("..", "in/loop"))
	require.NoError(t, os.Symlink("in", "way"))
	require.NoError(t, syscall.Mkfifo("in/pipe", 0o666))
	gbk := "in/\xb1\xa8\xb8\xe6.txt" // 报告
	require.NoError(t, os.WriteFile(gbk, nil, 0o666))

	found, err := find(t.Context(), []string{"e*.txt", "./in/", "d.txt", "in/b.txt", "way"}, "in/out", nil)
	require.NoError(t, err)
	const link = ": this is a symbolic link, which is not followed; pass what it points to"
	var want []string
	for _, folder := range []string{"in", "way"} {
		want = append(want, folder+"/a/.hidden", folder+"/a/c.txt", folder+"/b.txt", folder+"/link.txt"+link, folder+"/loop"+link,
			folder+"/pipe: this is no regular file", folder+"/报告.txt")
	}
	require.Equal(t, append([]string{"d.txt", "e1.txt", "e2.txt"}, want...), paths(found))

	found, err = find(t.Context(), []string{"in/out"}, "in/out", nil)
	require.NoError(t, err)
	require.Equal(t, []string{"in/out: this is the dataset itself; keep it outside of the sources"}, paths(found))

	_, err = find(t.Context(), []string{"in", "none*"}, "out", nil)
	require.EqualError(t, err, "none*: no such file or folder, and no file that matches; check the path")
	require.ErrorAs(t, err, new(UsageError))
}

// packed writes an archive; what the entries are is set by change.
func packed(t *testing.T, change func(*zip.FileHeader), names ...string) string {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range names {
		name, data, _ := strings.Cut(name, "=")
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true}
		change(h)
		w, err := z.CreateHeader(h)
		require.NoError(t, err)
		_, err = w.Write([]byte(data))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.String()
}

func plain(*zip.FileHeader) {}

func TestArchiveNames(t *testing.T) {
	tree(t, map[string]string{
		"a.zip":        packed(t, plain, "\xb6\xbd\xb2\xe9/\xd2\xbb\xbc\xbe\xb6\xc8.txt=1", "二季度.txt=2", "x/", "../../etc/passwd=3", `dir\file.txt=4`, "same.txt=5", "same.txt=6", "same.txt#2=7"),
		"empty.zip":    packed(t, plain),
		"links.zip":    packed(t, func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }, "link=/etc/passwd"),
		"document.bin": packed(t, plain, "[Content_Types].xml=x", "word/document.xml=x"),
		"document.doc": packed(t, plain, `WORD\DOCUMENT.XML=x`),
		"document.wps": packed(t, plain, "./word/document.xml=x"),
		"broken.zip":   "PK\x03\x04",
	})
	found, err := find(t.Context(), []string{"."}, "out", nil)
	require.NoError(t, err)
	require.Equal(t, []string{"a.zip/dir/file.txt", "a.zip/etc/passwd", "a.zip/same.txt", "a.zip/same.txt#2", "a.zip/same.txt#2#2",
		"a.zip/二季度.txt", "a.zip/督查/一季度.txt", "broken.zip", "document.bin", "document.doc", "document.wps", "empty.zip: this is an archive without files",
		"links.zip/link: this is a symbolic link, which is not followed"}, paths(found))
}

func TestReadFile(t *testing.T) {
	tree(t, map[string]string{"a.txt": "0123456789"})
	data, err := readFile("a.txt", 10)
	require.NoError(t, err)
	require.Equal(t, "0123456789", string(data))
	_, err = readFile("a.txt", 9)
	require.EqualError(t, err, "larger than 9 B; raise --max-size if the file can be trusted")
	_, err = readFile("none", 9)
	require.Equal(t, "no such file; it was there when the import began", failure(Entry{}, err).Error)
}

// Files of /proc change their size when they are read, and some cannot be read.
func TestFileThatChanges(t *testing.T) {
	if _, err := os.Stat("/proc/version"); err != nil {
		t.Skip("no /proc here")
	}
	_, err := readFile("/proc/version", 1<<20)
	require.ErrorIs(t, err, intake.ErrChanged)
	_, err = readFile("/proc/self/mem", 1<<20)
	require.Equal(t, "input/output error; check the file and the disk", failure(Entry{}, err).Error)
}

func TestFailure(t *testing.T) {
	require.Equal(t, "permission denied; make it readable for you",
		failure(Entry{}, &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}).Error)
	require.Equal(t, "no space left on device; check the file and the disk",
		failure(Entry{}, errors.Join(&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC})).Error)
}

// What duban itself wrote is told and passed over, as a folder, on its own and in an archive: its figures would count twice.
func TestDatasetAmongSources(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一，完成投资12亿元", "in/sub/b.txt": "关于二", "in/c.ps": "%!PS-1.7"})
	o := options()
	o.Dataset.Formats = nil
	imported(t, o, "in")
	whole := contents(t, "out")
	reports := []string{"in/a.txt ok", "in/sub/b.txt ok"}

	require.NoError(t, os.Rename("out", "in/old"))
	require.NoError(t, os.WriteFile("in/old/own.txt", []byte("关于三"), 0o666))
	imported(t, options(), "in")
	require.Equal(t, []string{"in/a.txt ok", "in/old/own.txt ok", "in/sub/b.txt ok"}, statuses(t, "ok"))
	require.Len(t, statuses(t, "unsupported"), 1+len(whole)+1) // in/c.ps, the tables, the store
	for _, f := range table(t, "files") {
		if strings.HasPrefix(f["path"], "in/old/") && f["status"] == "unsupported" {
			require.Equal(t, string(intake.ErrOwn), f["error"])
		}
	}
	require.NoError(t, os.RemoveAll("in/old"))

	// Without what tells the folder, and under other names.
	n := 0
	for name, data := range whole {
		require.NoError(t, os.WriteFile(fmt.Sprintf("in/%d.txt", n), []byte(data), 0o666), name)
		n++
	}
	require.NoError(t, os.RemoveAll("out"))
	imported(t, options(), "in")
	require.Equal(t, reports, statuses(t, "ok"))

	tree(t, map[string]string{"z.zip": packed(t, plain, "d/reports.ndjson="+whole["reports.ndjson"], "d/files.csv="+whole["files.csv"], "d/.duban/made-by=duban", "d/a.txt=关于一")})
	imported(t, options(), "z.zip")
	require.Equal(t, []string{"z.zip/d/a.txt ok"}, statuses(t, "ok"))
}

// What only has the name of a dataset's description is not read where that might never end.
func TestDescriptionThatIsNoFile(t *testing.T) {
	for what, put := range map[string]func(string) error{
		"folder": func(name string) error { return os.Mkdir(name, 0o777) },
		"link":   func(name string) error { return os.Symlink("/dev/zero", name) },
		"pipe":   func(name string) error { return syscall.Mkfifo(name, 0o666) },
	} {
		tree(t, map[string]string{"in/a.txt": "关于一"})
		require.NoError(t, put("in/datapackage.json"))
		imported(t, options(), "in")
		require.Equal(t, []string{"in/a.txt ok"}, statuses(t, "ok"), what)
	}
}

func statuses(t *testing.T, status string) []string {
	var list []string
	for _, f := range table(t, "files") {
		if f["status"] == status {
			list = append(list, f["path"]+" "+status)
		}
	}
	return list
}

// A document that states nothing is told in the table of files.
func TestNoReports(t *testing.T) {
	tree(t, map[string]string{"a.txt": "今天天气很好。\n明天再说。", "b.txt": `{"a":1}`, "c.txt": "关于进展\n完成投资12亿元。"})
	imported(t, options(), "a.txt", "b.txt", "c.txt")
	files := table(t, "files")
	require.Equal(t, "no annex row and no figure was found; it may be no report", files[0]["warnings"])
	require.Equal(t, "no annex row and no figure was found; it may be no report\nthis is JSON, which was read as plain text; it may be no report", files[1]["warnings"])
	require.Equal(t, "no annex table was found in it", files[2]["warnings"])
}
