package pdfium

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestReserveTakesNoRoom reserves memory, of which none is there before it is used.
func TestReserveTakesNoRoom(t *testing.T) {
	const size = 1 << 30
	before := resident(t)
	reserved, free := reserve(size)
	require.Len(t, reserved, size)
	require.Zero(t, reserved[size-1])
	require.Less(t, resident(t)-before, size/8)
	for i := range size / 4 {
		reserved[i] = 1
	}
	require.Greater(t, resident(t)-before, size/8)
	free()
	require.Less(t, resident(t)-before, size/8)
}

// resident returns how many bytes of memory the program takes.
func resident(t *testing.T) int {
	t.Helper()
	told, err := os.ReadFile("/proc/self/statm")
	require.NoError(t, err)
	var all, pages int
	_, err = fmt.Sscan(string(told), &all, &pages)
	require.NoError(t, err)
	return pages * os.Getpagesize()
}
