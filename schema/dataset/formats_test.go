package dataset_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"duban/schema"
	"duban/schema/dataset"
)

// TestFormatsReadBack reads the files of each format in Go, where no program of other people is needed: every cell is as the table has
// it, a number as a number, and nothing is there twice or missing.
func TestFormatsReadBack(t *testing.T) {
	reports := []*schema.Report{hostileReport(t), fullReport(t)}
	row := &reports[1].Annexes[0].Rows[0]
	for _, digits := range []string{"1844674407.3709551616", "-1844674407.3709551616", "123456789012345", "1234567890123456", "-0.5"} { // 2^64 and more
		row.Indicators = append(row.Indicators, schema.Indicator{Field: "progress", Text: digits, Value: number(t, digits), Kind: "quantity", State: "actual"})
	}
	row.Target = "\x01甲"
	dir := write(t, dataset.Options{}, reports...)
	for i, table := range tablesOfReports() {
		var want [][]string
		for _, r := range reports {
			d, _ := dataset.NewReport(r)
			want = append(want, d.Rows[i]...)
		}
		requireParquet(t, dir, table, want)
		requireSheet(t, dir, table, want)
	}
	// NDJSON has whole reports instead of their tables, and the tables that are about many of them
	requireLines(t, dir, "panel", []string{`{"report_id":"` + reports[0].ID + `","annex":1,"row":1,"task_id":"0011223344556677"}`,
		fmt.Sprintf(`{"report_id":"%s","annex":%d,"row":1,"task_id":"0011223344556677","similarity":0.975}`, reports[1].ID, len(reports[1].Annexes))})
}

// requireLines compares a file of NDJSON with objects, number by number.
func requireLines(t *testing.T, dir, table string, want []string) {
	f, err := os.Open(filepath.Join(dir, table+".ndjson"))
	require.NoError(t, err)
	defer f.Close()
	lines := bufio.NewScanner(f)
	var got []string
	for lines.Scan() {
		require.True(t, json.Valid(lines.Bytes()), lines.Text())
		got = append(got, lines.Text())
	}
	require.NoError(t, lines.Err())
	require.Len(t, got, len(want))
	for i := range want {
		require.JSONEq(t, want[i], got[i])
	}
}

// requireParquet compares the columns of a file of Parquet with a table.
func requireParquet(t *testing.T, dir string, table dataset.Table, want [][]string) {
	f, err := os.Open(filepath.Join(dir, table.Name+".parquet"))
	require.NoError(t, err)
	defer f.Close()
	info, err := f.Stat()
	require.NoError(t, err)
	file, err := parquet.OpenFile(f, info.Size())
	require.NoError(t, err)
	require.EqualValues(t, len(want), file.NumRows(), table.Name)
	require.Len(t, file.RowGroups(), 1, "so little is one group")
	for c, column := range table.Columns {
		if column.Type == dataset.Decimal {
			kind := file.Schema().Fields()[c].Type().String()
			require.Equal(t, "DECIMAL(38,10)", kind, column.Name)
		}
	}
	rows := file.RowGroups()[0].Rows()
	defer rows.Close()
	buffer := make([]parquet.Row, len(want)+1)
	n, err := rows.ReadRows(buffer)
	require.True(t, err == nil || err == io.EOF, err)
	require.Equal(t, len(want), n)
	for i := range want {
		for c, column := range table.Columns {
			require.Equal(t, want[i][c], parquetText(t, column.Type, buffer[i][c], want[i][c]), "%s.%s of row %d", table.Name, column.Name, i)
		}
	}
}

// parquetText writes a value as the table does; a decimal as printed where it is of the same size.
func parquetText(t *testing.T, of dataset.Type, v parquet.Value, printed string) string {
	switch {
	case v.IsNull():
		return ""
	case of == dataset.Integer:
		return fmt.Sprint(v.Int64())
	case of == dataset.Date:
		return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().Format(time.DateOnly)
	case of != dataset.Decimal:
		return string(v.ByteArray())
	}
	// ten decimals, in the two's complement of 16 bytes
	n := new(big.Int).SetBytes(v.ByteArray())
	if n.Bit(127) == 1 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	want, ok := new(big.Rat).SetString(printed)
	require.True(t, ok, printed)
	got := new(big.Rat).SetFrac(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(10), nil))
	if got.Cmp(want) != 0 {
		return got.FloatString(10)
	}
	return printed
}

// requireSheet compares a sheet with a table. A cell holds 32 767 characters of UTF-16 and 15 digits of a number.
func requireSheet(t *testing.T, dir string, table dataset.Table, want [][]string) {
	book, err := excelize.OpenFile(filepath.Join(dir, "dataset.xlsx"))
	require.NoError(t, err)
	defer book.Close()
	rows, err := book.GetRows(table.Name, excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	require.Len(t, rows, len(want)+1, table.Name)
	require.Equal(t, 1+len(dataset.Tables()), len(book.GetSheetList()), "one sheet a table, and one for people")
	for c, column := range table.Columns {
		letters, _ := excelize.ColumnNumberToName(c + 1)
		width, err := book.GetColWidth(table.Name, letters)
		require.NoError(t, err)
		if column.Type == dataset.Integer || column.Type == dataset.Decimal {
			require.Less(t, width, 20.0, "numbers ask for less room than words: %s", column.Name)
		} else {
			require.GreaterOrEqual(t, width, 20.0, column.Name)
		}
	}
	for i := range want {
		for c, column := range table.Columns {
			at, _ := excelize.CoordinatesToCellName(c+1, i+2)
			got := ""
			if c < len(rows[i+1]) {
				got = rows[i+1][c]
			}
			kind, err := book.GetCellType(table.Name, at)
			require.NoError(t, err)
			isNumber := slices.Contains([]excelize.CellType{excelize.CellTypeUnset, excelize.CellTypeNumber}, kind) && got != ""
			requireSheetCell(t, column, want[i][c], got, isNumber)
		}
	}
}

func requireSheetCell(t *testing.T, column dataset.Column, want, got string, isNumber bool) {
	const mark = " … [cut; whole in the other formats]"
	switch units := utf16.Encode([]rune(want)); {
	case want == "":
		require.Empty(t, got, column.Name)
	case (column.Type == dataset.Integer || column.Type == dataset.Decimal) && len(strings.Trim(want, "-0.")) <= 15:
		require.True(t, isNumber, "%s: %s is no number", column.Name, want)
		a, ok := new(big.Rat).SetString(want)
		require.True(t, ok)
		b, ok := new(big.Rat).SetString(got)
		require.True(t, ok, got)
		require.Zero(t, a.Cmp(b), "%s: %s, not %s", column.Name, got, want)
	case len(units) > 32767:
		require.Len(t, utf16.Encode([]rune(got)), 32767)
		require.True(t, strings.HasSuffix(got, mark) && strings.HasPrefix(want, strings.TrimSuffix(got, mark)))
	default:
		require.False(t, isNumber, "%s: %s is a number", column.Name, want)
		require.Equal(t, strings.ReplaceAll(want, "\r\n", "\n"), strings.ReplaceAll(got, "\r\n", "\n"), column.Name)
	}
}

// TestCellsAreCutOnlyWhereTheyAreTooLong holds the limit of a cell of XLSX to the character, also where one takes two units of UTF-16.
func TestCellsAreCutOnlyWhereTheyAreTooLong(t *testing.T) {
	for text, whole := range map[string]bool{
		strings.Repeat("长", 32767): true, strings.Repeat("长", 32768): false, strings.Repeat("𠀀", 16383): true, strings.Repeat("𠀀", 16384): false, strings.Repeat("a", 32768): false,
	} {
		r := fullReport(t)
		r.ID = "sha256:" + strings.Repeat("cd", 32)
		r.Sections = []schema.Section{{Heading: "一", Text: text}}
		dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.XLSX}}, r, fullReport(t))
		book, err := excelize.OpenFile(filepath.Join(dir, "dataset.xlsx"))
		require.NoError(t, err)
		rows, err := book.GetRows("sections")
		require.NoError(t, err)
		require.NoError(t, book.Close())
		longest := ""
		for _, cell := range slices.Concat(rows...) {
			if len(cell) > len(longest) {
				longest = cell
			}
		}
		require.Equal(t, whole, longest == text, "%d bytes", len(text))
		require.LessOrEqual(t, len(utf16.Encode([]rune(longest))), 32767)
		require.Greater(t, len(utf16.Encode([]rune(longest))), 32765)
	}
}
