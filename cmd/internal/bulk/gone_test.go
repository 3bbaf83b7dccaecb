package bulk

import (
	"os"
	"testing"

	"duban/internal/message"

	"github.com/stretchr/testify/require"
)

// TestGone imports a folder again in which reports are renamed, taken out of an archive or cannot be looked for.
func TestGone(t *testing.T) {
	tree(t, map[string]string{"in/a.txt": "关于一", "in/b.txt": "关于二", "in/z.zip": packed(t, plain, "c.txt=关于三"),
		"in/e.ps": "%!PS-1.7", "other/d.txt": "关于四"})
	o := options()
	var said []string
	o.Tell = func(line message.Text) { said = append(said, line.String()) }
	imported(t, o, "in", "other")
	imported(t, o, "in")
	require.Empty(t, said, "nobody has asked for the other folder")

	require.NoError(t, os.Rename("in/a.txt", "in/第一.txt"))
	require.NoError(t, os.WriteFile("in/第一.txt", []byte("关于一、改"), 0o666))
	require.NoError(t, os.Remove("in/e.ps"))
	imported(t, o, "./in/")
	require.Equal(t, []string{"out: the tables still hold 1 report that the sources do not have any more, as in/a.txt; " +
		"--fresh leaves out what is gone"}, said)
	require.Len(t, table(t, "reports"), 5)

	said = nil
	require.NoError(t, os.WriteFile("in/z.zip", []byte(packed(t, plain, "n.txt=关于五")), 0o666))
	imported(t, o, "in")
	require.Len(t, said, 1)
	require.Contains(t, said[0], "2 reports")

	said = nil
	require.NoError(t, os.Remove("other/d.txt"))
	require.NoError(t, os.WriteFile("in/z.zip", []byte("PK\x03\x04"), 0o666))
	imported(t, o, "in")
	require.Contains(t, said[0], "1 report that", "what is in an archive that cannot be read is not known to be gone")

	said = nil
	o.Fresh = true
	imported(t, o, "in")
	require.Empty(t, said)
	require.Len(t, table(t, "reports"), 2)
}
