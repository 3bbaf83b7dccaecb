package pdfium

import (
	"fmt"
	"os"
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestReserveTakesNoRoom reserves memory in a program that has used and let go of as much: none of it is there before it is used.
func TestReserveTakesNoRoom(t *testing.T) {
	const size = 512 << 20
	used := make([]byte, size)
	for i := 0; i < size; i += os.Getpagesize() {
		used[i] = 1
	}
	require.EqualValues(t, 1, used[0])
	used = nil
	debug.FreeOSMemory()
	before := resident(t)
	reserved, free := reserve(size)
	defer free()
	require.Len(t, reserved, size)
	require.Zero(t, reserved[size-1])
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
