package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRunByHand has what people try. What duban itself does depends on where standard input comes from.
func TestRunByHand(t *testing.T) {
	require.True(t, isRunByHand([]string{"--help"}))
	require.True(t, isRunByHand([]string{"report.pdf"}))
}
