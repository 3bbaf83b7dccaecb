package block_test

import (
	"strings"
	"testing"

	"duban/parse/block"

	"github.com/stretchr/testify/require"
)

// A long name is cut, but not within a character.
func TestNotRead(t *testing.T) {
	require.Equal(t, "a picture was not read", block.NotRead("a picture", " \n").String())
	require.Equal(t, "a picture (a b) was not read", block.NotRead("a picture", " a\nb").String())
	require.Equal(t, "a picture (a"+strings.Repeat("图", 66)+"…) was not read", block.NotRead("a picture", "a"+strings.Repeat("图", 100)).String())
}
