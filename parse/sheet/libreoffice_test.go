package sheet

import (
	"encoding/csv"
	"fmt"
	"html"
	"math"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestFormatsAgainstLibreOffice shows many numbers by many formats, and sets what is shown against what LibreOffice shows. Where
// both are known to differ, Excel is followed: see isKnown.
func TestFormatsAgainstLibreOffice(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("no LibreOffice here, or no time for it")
	}
	codes := strings.Split(strings.TrimSpace(manyFormats), "\n")
	values := []float64{0, 1, -1, 0.5, 1.5, 2.5, -2.5, 0.123, 0.1235, 12.345, 2.675, 1.115, 4.35, 99.995, 0.995, 0.045, 100, 1000, 999.5, 9999, 10000, 12345,
		123456, 1234567.891, 519161, 123456789, 987654321.123, 1e8, 1e9, 0.1 + 0.2, 1.0 / 3, 2.0 / 3, 7.57, 93.83, 43921, 43921.75, 0.75, 1.25, 366, 36526.5}
	random := rand.New(rand.NewSource(1))
	for range 40 {
		values = append(values, math.Round(random.Float64()*1e6)/math.Pow10(random.Intn(6)), -math.Round(random.Float64()*1e5)/math.Pow10(random.Intn(5)))
	}
	var formats, looks, rows strings.Builder
	for i, code := range codes {
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, 200+i, html.EscapeString(code))
		fmt.Fprintf(&looks, `<xf numFmtId="%d" applyNumberFormat="1"/>`, 200+i)
		rows.WriteString(`<row>`)
		for _, v := range values {
			fmt.Fprintf(&rows, `<c s="%d"><v>%s</v></c>`, i, strconv.FormatFloat(v, 'g', 17, 64))
		}
		rows.WriteString(`</row>`)
	}
	p := workbook(`<sheetData>` + rows.String() + `</sheetData>`)
	const spaces = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	p["xl/styles.xml"] = `<styleSheet><numFmts>` + formats.String() + `</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>` +
		`<cellXfs>` + looks.String() + `</cellXfs></styleSheet>`
	const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	p["[Content_Types].xml"] = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="` + kind + `sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + kind + `worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="` + kind + `styles+xml"/></Types>`
	for name, data := range p {
		for _, root := range []string{"workbook", "worksheet", "styleSheet"} {
			data = strings.Replace(data, "<"+root+">", "<"+root+spaces+">", 1)
		}
		p[name] = strings.Replace(data, "<Relationships>", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`, 1)
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "in.xlsx"), p.zipped(t), 0o600))
	run := exec.Command(program, "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to",
		"csv:Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true,true,false,false", "--outdir", dir, filepath.Join(dir, "in.xlsx"))
	output, err := run.CombinedOutput()
	require.NoError(t, err, string(output))
	file, err := os.Open(filepath.Join(dir, "in.csv"))
	require.NoError(t, err)
	defer file.Close()
	shown, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	compared := 0
	for i, code := range codes {
		f := parseFormat(code)
		for k, v := range values {
			got, other := strings.TrimSpace(f.ofNumber(v, false)), strings.TrimSpace(shown[i][k])
			if isKnown(f, v, got, other) {
				continue
			}
			compared++
			require.Equal(t, other, got, "%s of %v", code, v)
		}
	}
	require.Greater(t, compared, len(codes)*len(values)*3/4)
}

// isKnown reports what LibreOffice shows in another way than Excel: no sign before a number that is rounded to 0, none either
// before a negative one in a section with a condition, more digits for General, days before March 1900, and times of what is no
// day.
func isKnown(f *format, v float64, got, other string) bool {
	s, _ := f.sectionFor(v)
	isDate := s != nil && s.isDate
	switch {
	case got != other && strings.TrimPrefix(got, "-") == other:
		return true
	case s != nil && len(s.tokens) > 0 && s.tokens[0].kind == general:
		return len(other) > 11
	case got == hashes, strings.Contains(other, "#FMT"):
		return true
	}
	seconds := isDate && v != math.Trunc(v) // which LibreOffice cuts off and Excel rounds
	return isDate && (v < 61 || seconds)
}

const manyFormats = `
0
0.0
0.00
0.000
#,##0
#,##0.00
0.0%
0.00%
0.00E+00
##0.0E+0
0.00,
0.00,,
#,##0,
0\.0,"万"
0\.00,"万"
0.00"亿元"
0.0_ 
0.00_);[Red]\(0.00\)
#,##0.00_);(#,##0.00)
#,##0;[Red]-#,##0
"¥"#,##0.00
[$¥-804]#,##0.00;[$¥-804]-#,##0.00
_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ 
0.##
#.##
0.0#
000000
00-00
0,000
???0.0??
0.00;-0.00;"—"
0.0;;
[>=100000000]0\.00,,"亿";[>=10000]0\.0,"万";0
[>=10000]0.00,"千";0.0
[<0]0.0;0.00
[<=100]0.0;[>1000]#,##0;0
[Red][>0]"↑"0.0%;[Green][<0]"↓"0.0%;"→"0.0%
"增长"0.0"%";"下降"0.0"%"
+0.0%;-0.0%;0.0%
General
General"元"
yyyy-mm-dd
yyyy"年"m"月"d"日"
yy.m.d
m/d
d-mmm-yy
mmmm d, yyyy
dddd
[$-804]aaaa
yyyy-mm-dd hh:mm
`
