package dataset

import (
	"testing"
	"unicode/utf16"

	"duban/internal/message"

	"github.com/stretchr/testify/require"
)

// TestTitles: each table and column has a name and a description in Chinese, in zh.po with the contexts table, column and about;
// names are unlike each other, as heads of a sheet have to be, and fit a sheet.
func TestTitles(t *testing.T) {
	const longest = 31 // that the name of a sheet may be
	tables := map[string]bool{}
	for _, table := range Tables() {
		require.True(t, message.HasTerm("table", table.Name), "zh.po has no name for the table %s (msgctxt \"table\")", table.Name)
		require.True(t, message.HasTerm("about", table.About), "zh.po has no words for %q (msgctxt \"about\")", table.About)
		title := table.Title(message.Chinese)
		require.LessOrEqual(t, len(utf16.Encode([]rune(title))), longest)
		require.False(t, tables[title], title)
		tables[title] = true
		require.Equal(t, table.Name, table.Title(message.English))
		columns := map[string]bool{}
		for _, c := range table.Columns {
			require.True(t, message.HasTerm("column", c.Name) || message.HasTerm("column", table.Name+"."+c.Name),
				"zh.po has no name for the column %s of %s (msgctxt \"column\")", c.Name, table.Name)
			require.True(t, message.HasTerm("about", c.About), "zh.po has no words for %q (msgctxt \"about\")", c.About)
			title := table.ColumnTitle(c, message.Chinese)
			require.False(t, columns[title], "two columns of %s are called %s", table.Name, title)
			columns[title] = true
			require.Equal(t, c.Name, table.ColumnTitle(c, message.English))
		}
	}
}
