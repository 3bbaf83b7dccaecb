package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"duban/internal/testimport"

	"github.com/stretchr/testify/require"
)

// TestFullDisk imports to disks of which each is full at another moment, into an empty folder and into a dataset. What stands
// there then is whole, old or new; and when there is room, the same command ends with what a fresh import gives.
func TestFullDisk(t *testing.T) {
	const inside = "DUBAN_OWN_MOUNTS" // says that nobody else sees what this process mounts
	if os.Getenv(inside) == "" {
		inOwnMounts(t, inside)
		return
	}
	program, err := exec.LookPath("duban")
	require.NoError(t, err)
	dir, disk := t.TempDir(), t.TempDir()
	begin, whole := filepath.Join(dir, "begin"), filepath.Join(dir, "whole")
	add := func(out string, in ...string) (int, string) {
		c := exec.Command(program, slices.Concat([]string{"import", "--out", out, "--quiet", "--formats", "csv,sqlite,xlsx"}, in)...)
		c.Dir = dir
		said, err := c.CombinedOutput()
		return exitCode(err), string(said)
	}
	writeSmallTwice(t, dir, 60, 90)
	for out, in := range map[string][]string{begin: {"in"}, whole: {"in", "more"}} {
		code, said := add(out, in...)
		require.Zero(t, code, said)
	}
	old, want := tablesOf(t, begin), tablesOf(t, whole)
	require.NotEqual(t, old, want)

	full := 0
	for _, isAdded := range []bool{false, true} {
		for step := range 8 {
			size := 64<<10 + sizeOf(t, whole)*step/5
			if isAdded {
				size += sizeOf(t, begin)
			}
			require.NoError(t, syscall.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%d", size)))
			out := filepath.Join(disk, "out")
			if isAdded {
				require.NoError(t, os.CopyFS(out, os.DirFS(begin)))
			}
			if code, said := add(out, "in", "more"); code != 0 {
				full++
				require.Equal(t, exitFailed, code, said)
				require.Regexp(t, `no space left on device|database or disk is full`, said)
				for name, table := range tablesOf(t, out) {
					require.Contains(t, []any{old[name], want[name]}, table, "%s, %d bytes", name, size)
				}
			} else {
				require.Equal(t, want, tablesOf(t, out), "%d bytes", size)
			}
			require.NoError(t, syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=64m"))
			code, said := add(out, "in", "more")
			require.Zero(t, code, said)
			require.Equal(t, want, tablesOf(t, out), "%d bytes", size)
			require.NoError(t, syscall.Unmount(disk, 0))
		}
	}
	t.Logf("%d of 16 disks were full", full)
	require.GreaterOrEqual(t, full, 10)
}

// inOwnMounts runs the test in a process that may mount, and tells it so.
func inOwnMounts(t *testing.T, variable string) {
	c := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	c.Env = append(os.Environ(), variable+"=1")
	root := func(id int) []syscall.SysProcIDMap { return []syscall.SysProcIDMap{{HostID: id, Size: 1}} }
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: root(os.Getuid()), GidMappings: root(os.Getgid())}
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Skipf("no disks of its own: %v", err)
	}
	require.NoError(t, c.Wait(), out.String())
	t.Log(out.String())
}

// writeSmallTwice writes small reports into the folder in, and those from first on into the folder more.
func writeSmallTwice(t *testing.T, dir string, first, total int) {
	testimport.WriteSmall(t, filepath.Join(dir, "in"), total)
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "more"), 0o777))
	for n := first; n < total; n++ {
		name := fmt.Sprintf("small-%06d.md", n)
		require.NoError(t, os.Rename(filepath.Join(dir, "in", "000", name), filepath.Join(dir, "more", name)))
	}
}

// tablesOf returns digests of the tables in a folder: of the rows of the database, when it is whole, and of the bytes of others.
func tablesOf(t *testing.T, dir string) map[string]any {
	tables := map[string]any{}
	for name, data := range datasetFiles(t, dir) {
		switch name {
		case "datapackage.json": // which has the digest of the database
		case "dataset.sqlite":
			tables[name] = databaseContent(t, dir)
		default:
			tables[name] = sha256.Sum256([]byte(data))
		}
	}
	return tables
}

// sizeOf returns how many bytes the files in a folder have.
func sizeOf(t *testing.T, dir string) (size int) {
	require.NoError(t, filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		size += int(info.Size())
		return err
	}))
	return size
}
