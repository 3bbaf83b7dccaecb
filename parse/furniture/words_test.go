package furniture

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// TestWordsOfNoKind holds that a line of a kind that nothing reads is refused, with its place.
func TestWordsOfNoKind(t *testing.T) {
	_, err := read(fstest.MapFS{"page_words.tsv": {Data: []byte("word\tkind\tcomment\nnav\tfurniture\n\nmenu\tfurnitur\n")}})
	require.EqualError(t, err, `page_words.tsv:4: "furnitur" is no kind of word`)
}
