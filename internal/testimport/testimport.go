// Package testimport makes reports for the tests of imports.
package testimport

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/testdoc"
	"duban/parse"
	"duban/parse/charset/charsettest"
	"duban/seeds"
)

// Generated is a source file made from the sample, and what must come of it.
type Generated struct {
	Name   string
	Data   []byte
	Status string
	Rows   int
	Spaces int // parking spaces that its progress says are built
	Yuan   int // and what they cost
}

// Generator makes reports out of the sample: other districts, quarters and figures, rows in another order, as text in
// UTF-8 and GBK, as HTML and as DOCX. 3 of 100 are broken, 1 of 100 is the one before once more.
type Generator struct {
	sample string
}

// New returns a generator.
func New(t testing.TB) *Generator {
	data, err := seeds.FS.ReadFile("reports/000_756023d8918cde28.txt")
	require.NoError(t, err)
	return &Generator{string(data)}
}

// report makes the report of that number, always the same.
func (g *Generator) report(t testing.TB, n int) Generated {
	r := rand.New(rand.NewPCG(uint64(n), 6))
	switch n % 100 {
	case 17, 48, 81:
		return g.broken(t, n)
	case 60:
		again := g.report(t, n-1)
		again.Name, again.Status = "again-"+again.Name, "duplicate"
		return again
	}
	out := Generated{Status: "ok"}
	text := g.text(r, &out)
	out.Rows = 157
	switch n % 4 {
	case 0:
		out.Name, out.Data = "report-%05d.txt", []byte(text)
	case 1:
		out.Name, out.Data = "report-%05d.gbk.txt", charsettest.Encodings["GB18030"](text)
	case 2:
		out.Name, out.Data = "report-%05d.html", testdoc.HTML(g.shuffled(t, r, text, &out), 1)
	case 3:
		out.Name, out.Data = "report-%05d.docx", testdoc.Report(g.shuffled(t, r, text, &out), 1)
	}
	out.Name = fmt.Sprintf(out.Name, n)
	return out
}

var figure = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d+(` + strings.Join(several("units"), "|") + `)`) })

// text is the sample with other names and figures. Where it says that a target will be met, it says something that can
// be counted.
func (g *Generator) text(r *rand.Rand, out *Generated) string {
	quarter := 1 + r.IntN(4)
	districts, quarters := several("districts"), several("quarters")
	text := strings.NewReplacer(word("district"), districts[r.IntN(len(districts))],
		quarters[0], quarters[quarter-1],
		word("issue"), fmt.Sprintf(word("issues"), 1+r.IntN(90)),
		word("day"), fmt.Sprintf(word("days"), 3*quarter, 1+r.IntN(28)),
	).Replace(g.sample)
	text = figure().ReplaceAllStringFunc(text, func(s string) string {
		unit := strings.TrimLeft(s, "0123456789")
		return strconv.Itoa(2+r.IntN(900)) + unit
	})
	met := word("met") + "\n"
	for strings.Contains(text, met) {
		spaces, wan := 1+r.IntN(5000), 1+r.IntN(90000)
		out.Spaces += spaces
		out.Yuan += wan * 10_000
		text = strings.Replace(text, met, fmt.Sprintf(word("built")+"\n", spaces, wan), 1)
	}
	return text
}

// shuffled is the text as a document, with the rows of its last table in another order and some of them gone.
func (g *Generator) shuffled(t testing.TB, r *rand.Rand, text string, out *Generated) *parse.Document {
	doc, err := parse.Bytes("text", []byte(text))
	require.NoError(t, err)
	var last *parse.Table
	for _, b := range doc.Blocks {
		if table, ok := b.(*parse.Table); ok {
			last = table
		}
	}
	rows := last.Rows[1:]
	r.Shuffle(len(rows), func(i, k int) { rows[i], rows[k] = rows[k], rows[i] })
	gone := r.IntN(60)
	last.Rows = last.Rows[:len(last.Rows)-gone]
	out.Rows -= gone
	return doc
}

// broken makes a file that gives no report.
func (g *Generator) broken(t testing.TB, n int) Generated {
	whole := testdoc.Package{Body: "<w:p><w:r><w:t>" + word("heading") + "</w:t></w:r></w:p>"}
	switch (n/100*3 + n%100/30) % 8 {
	case 0:
		return Generated{Name: fmt.Sprintf("broken-%05d.docx", n), Data: []byte(fmt.Sprintf("PK\x03\x04 cut off %d", n)), Status: "failed"}
	case 1:
		return Generated{Name: fmt.Sprintf("broken-%05d.ps", n), Data: []byte(fmt.Sprintf("%%!PS-1.7 %d", n)), Status: "unsupported"}
	case 2:
		return Generated{Name: fmt.Sprintf("empty-%05d.txt", n), Status: "unsupported"}
	case 3:
		files := whole.Files()
		files["word/document.xml"] = fmt.Sprintf("no xml %d", n)
		return Generated{Name: fmt.Sprintf("broken-%05d.docx", n), Data: testdoc.Zip(files), Status: "failed"}
	case 4:
		return Generated{Name: fmt.Sprintf("table-%05d.xlsx", n), Data: testdoc.Zip(map[string]string{"_rels/.rels": testdoc.Relations("officeDocument", "xl/workbook.xml"),
			"xl/workbook.xml": fmt.Sprintf("<workbook n='%d'/>", n)}), Status: "unsupported"}
	case 5:
		return Generated{Name: fmt.Sprintf("old-%05d.doc", n), Data: []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 512) + fmt.Sprint(n)), Status: "unsupported"}
	case 6:
		data := bytes.Replace(whole.Bytes(), []byte("PK\x01\x02"), []byte("PK\x01\x09"), 1)
		return Generated{Name: fmt.Sprintf("broken-%05d.docx", n), Data: append(data, fmt.Sprint(n)...), Status: "failed"}
	}
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 600)
	return Generated{Name: fmt.Sprintf("deep-%05d.docx", n), Data: testdoc.Package{Body: fmt.Sprintf("<w:p/><!--%d-->", n) + deep}.Bytes(), Status: "failed"}
}

// Write writes the first reports into folders and archives of dir, and returns them by path.
func (g *Generator) Write(t testing.TB, dir string, total int) map[string]Generated {
	all := map[string]Generated{}
	packed := map[string]string{}
	for n := range total {
		made := g.report(t, n)
		folder := fmt.Sprintf("%02d", n/100)
		if n%10 == 3 { // every tenth lies in an archive
			packed[folder+"/"+made.Name] = string(made.Data)
			all["packed.zip/"+folder+"/"+made.Name] = made
			continue
		}
		require.NoError(t, os.MkdirAll(filepath.Join(dir, folder), 0o777))
		require.NoError(t, os.WriteFile(filepath.Join(dir, folder, made.Name), made.Data, 0o666))
		all[folder+"/"+made.Name] = made
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "packed.zip"), testdoc.Zip(packed), 0o666))
	return all
}
