//go:build unix

package child

import (
	"context"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestGroup starts a program outside of the group that a terminal sends Ctrl-C to, and ends it by the context.
func TestGroup(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	c := Command(ctx, "cat")
	in, err := c.StdinPipe()
	require.NoError(t, err)
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	group, err := syscall.Getpgid(c.Process.Pid)
	require.NoError(t, err)
	require.NotEqual(t, syscall.Getpgrp(), group)

	_, err = in.Write([]byte("on\n"))
	require.NoError(t, err)
	line := make([]byte, 3)
	_, err = out.Read(line)
	require.NoError(t, err)
	require.Equal(t, "on\n", string(line))

	stop()
	require.Error(t, c.Wait())
}
