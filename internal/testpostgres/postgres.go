//go:build unix

// Package testpostgres starts a PostgreSQL of its own for a test, where there is one.
package testpostgres

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// Start starts a server over an empty cluster, which listens at a socket alone, and returns the environment with which
// psql finds it. Both end with the test, which is skipped where no server is installed, or none can be started: one
// that runs as root needs the user postgres.
func Start(t *testing.T) []string {
	bin := binaries(t)
	who := owner(t)
	dir, err := os.MkdirTemp("", "duban-postgres") // short, as names of sockets have to be
	require.NoError(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	if who != nil {
		require.NoError(t, os.Chown(dir, int(who.Uid), int(who.Gid)))
	}
	run := func(name string, args ...string) {
		c := exec.Command(filepath.Join(bin, name), args...)
		c.Dir = dir
		c.SysProcAttr = &syscall.SysProcAttr{Credential: who}
		out, err := c.CombinedOutput()
		require.NoError(t, err, string(out))
	}
	data := filepath.Join(dir, "data")
	run("initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C",
		"--no-sync")
	settings := "-c listen_addresses='' -c fsync=off -c unix_socket_directories=" + dir
	run("pg_ctl", "--pgdata", data, "--wait", "--log", filepath.Join(dir, "log"), "--options", settings, "start")
	t.Cleanup(func() { run("pg_ctl", "--pgdata", data, "--mode", "immediate", "stop") })
	return append(os.Environ(), "PGHOST="+dir, "PGUSER=postgres", "PGDATABASE=postgres")
}

// binaries returns the folder with the programs of the newest server.
func binaries(t *testing.T) string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pg_ctl")
	if len(found) > 0 {
		return filepath.Dir(slices.Max(found))
	}
	name, err := exec.LookPath("pg_ctl")
	if err != nil {
		t.Skip("no server of PostgreSQL here")
	}
	return filepath.Dir(name)
}

// owner returns whom a server runs as, which refuses to run as root; nil for whoever runs the test.
func owner(t *testing.T) *syscall.Credential {
	if os.Getuid() != 0 {
		return nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		t.Skip("a server of PostgreSQL does not run as root, and there is no user postgres")
	}
	uid, err := strconv.ParseUint(who.Uid, 10, 32)
	require.NoError(t, err)
	gid, err := strconv.ParseUint(who.Gid, 10, 32)
	require.NoError(t, err)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}
