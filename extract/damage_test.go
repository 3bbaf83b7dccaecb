package extract_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"duban/extract"
	"duban/internal/testdoc"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// requireFollowsSchema reads a source the whole way, and checks that what is written follows the schema.
func requireFollowsSchema(t *testing.T, compiled *jsonschema.Schema, name string, data []byte) (*schema.Report, error) {
	doc, err := parse.Bytes(name, data)
	if err != nil {
		return nil, err
	}
	report := extract.Report(doc, extract.Options{})
	check.Report(report)
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.Line(report)))
	require.NoError(t, err)
	require.NoError(t, compiled.Validate(v))
	return report, nil
}

func compiledSchema(t *testing.T) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.JSONSchema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("report", doc))
	compiled, err := c.Compile("report")
	require.NoError(t, err)
	return compiled
}

// figures are the texts of all indicators, with the values read.
func figures(r *schema.Report) string {
	var all []string
	add := func(indicators []schema.Indicator) {
		for _, x := range indicators {
			all = append(all, x.Value.String()+x.Unit)
		}
	}
	for _, s := range r.Sections {
		add(s.Indicators)
	}
	for _, a := range r.Annexes {
		for _, row := range a.Rows {
			add(row.Indicators)
		}
	}
	return strings.Join(all, " ")
}

// TestDamagedCharacters gives figures with characters in and beside them that nobody sees, or that mean something else
// than they seem to. What is read must be what the author wrote; where that is not sure, the figure is unexplained.
func TestDamagedCharacters(t *testing.T) {
	compiled := compiledSchema(t)
	for _, tt := range []struct{ name, text, want, unexplained string }{
		{"zero-width space", "建成12\u200b34家", "1234家", ""},
		{"zero-width joiner", "建成12\u200d34家", "1234家", ""},
		{"word joiner", "建成12\u206034家", "1234家", ""},
		{"byte order mark inside", "建成12\ufeff34家", "1234家", ""},
		{"soft hyphen", "建成1\u00ad000家", "1000家", ""},
		{"zero-width space in front", "建成\u200b34家", "34家", ""},
		{"full width", "建成１２３４家，增长５．２％", "1234家 5.2%", ""},
		{"full-width comma of thousands", "投资１，２３４万元", "12340000元", ""},
		{"invisible times", "建成12\u206234家", "", "12 34家"},
		{"left-to-right mark", "建成12\u200e34家", "", "12 34家"},
		{"right-to-left override", "建成\u202e12\u202c家", "", "12"},
		{"first strong isolate", "建成\u206812\u2069家", "", "12"},
		{"NUL", "建成12\x0034家", "", "12 34家"},
		{"escape", "建成12\x1b34家", "", "12 34家"},
		{"private use", "建成12\ue00034家", "", "12 34家"},
		{"combining stroke", "建成12\u033834家", "", "12 34家"},
		{"keycap", "建成5\ufe0f\u20e3家", "", "5"},
		{"replacement character", "建成12\ufffd34家", "", "12 34家"},
		{"object replacement character", "建成12\ufffc34家", "", "12 34家"},
		{"superscript", "投资10⁴元", "", "10"},
		{"area with superscript", "建成10m²", "10平方米", ""},
		{"subscript", "建成H₂O处理厂5座", "5座", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			report, err := requireFollowsSchema(t, compiled, "报告.txt", []byte("关于一季度进展情况的报告\n一、总体情况\n"+tt.text+"。\n"))
			require.NoError(t, err)
			require.Equal(t, tt.want, figures(report))
			var unexplained []string
			for _, u := range report.Coverage.Unexplained {
				unexplained = append(unexplained, u.Text)
			}
			require.Equal(t, tt.unexplained, strings.Join(unexplained, " "))
		})
	}
}

const damagedText = "关于一季度进展情况的报告\n序号\t年度任务\t责任单位\t进展情况\n1\t新建学校5所\t区教委\t已建成3所\n2\t新建公园8个\t区城管局\t已建成6个\n"

// TestDamagedSources reads sources that are broken in the ways that files break. What can be read is read, and what
// could not is said; the rest is an error that says what to do.
func TestDamagedSources(t *testing.T) {
	compiled := compiledSchema(t)
	sample := testdoc.Report(sampleDocument(t), 1)
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(damagedText))
	require.NoError(t, err)
	surrogates := utf16.Encode([]rune("\ufeff" + damagedText))
	surrogates[len(surrogates)-4] = 0xD800 // without its other half
	var utf16le []byte
	for _, u := range surrogates {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	table := `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>序号</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>年度任务</w:t></w:r></w:p></w:tc></w:tr>` +
		`<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>新建学校5所</w:t></w:r></w:p></w:tc></w:tr>`
	whole := testdoc.Package{Body: table + `</w:tbl>`}
	main := whole.Files()["word/document.xml"]
	with := func(parts map[string]string) []byte { return testdoc.Package{Body: whole.Body, Parts: parts}.Bytes() }
	checksum := bytes.Clone(sample)
	at := bytes.LastIndex(checksum, []byte("word/document.xml")) - 46 + 16
	checksum[at] ^= 0xFF
	for _, tt := range []struct {
		name  string
		data  []byte
		wrong error  // that there is no document
		want  string // figures
	}{
		{"a text as it should be", []byte(damagedText), nil, "5所 3所 8个 6个"},
		{"GBK behind UTF-8", append([]byte(damagedText), gbk...), nil, "5所 3所 8个 6个"},
		{"cut in a character", []byte(damagedText)[:len(damagedText)-3], nil, "5所 3所 8个"},
		{"UTF-16 with half a surrogate", utf16le, nil, "5所 3所 8个"},
		{"padded with NULs", append([]byte(damagedText), make([]byte, 4096)...), nil, "5所 3所 8个 6个"},
		{"NULs inside", bytes.ReplaceAll([]byte(damagedText), []byte("新建"), []byte("新\x00建")), nil, "5所 3所 8个 6个"},
		{"half a ZIP", sample[:len(sample)/2], parse.ErrDamaged, ""},
		{"a ZIP without its last bytes", sample[:len(sample)-30], parse.ErrDamaged, ""},
		{"wrong checksum", checksum, parse.ErrDamaged, ""},
		{"no relationships", with(map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": ""}), nil, "5所"},
		{"no content types", with(map[string]string{"[Content_Types].xml": ""}), nil, "5所"},
		{"main part of another name", with(map[string]string{"word/document.xml": "", "word/document2.xml": main, "_rels/.rels": testdoc.Relations("officeDocument", "word/document2.xml")}), nil, "5所"},
		{"relationships to nowhere", with(map[string]string{"_rels/.rels": testdoc.Relations("officeDocument", "word/gone.xml")}), nil, "5所"},
		{"relationships out of the package", with(map[string]string{"_rels/.rels": testdoc.Relations("officeDocument", "../../../../etc/passwd")}), nil, "5所"},
		{"XML that is not closed", with(map[string]string{"word/document.xml": strings.TrimSuffix(main, "</w:tbl></w:body></w:document>")}), nil, "5所"},
		{"an entity that names a file", with(map[string]string{"word/document.xml": `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + strings.Replace(main, "学校", "&x;", 1)}), parse.ErrDamaged, ""},
		{"no main part", with(map[string]string{"word/document.xml": ""}), parse.ErrDamaged, ""},
		{"HTML that is not closed", []byte("<html><body><table><tr><td>序号<td>年度任务<tr><td>1<td>新建学校5所"), nil, "5所"},
		{"HTML with entities of numbers", []byte("<html><body><table><tr><td>序号<td>年度任务<tr><td>1<td>新建学校&#49;&#50;所，&#0;&#xD800;&#x110000;"), nil, "12所"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			report, err := requireFollowsSchema(t, compiled, "报告", tt.data)
			if tt.wrong != nil {
				require.ErrorIs(t, err, tt.wrong)
				require.ErrorContains(t, err, "; ", "says what to do")
				return
			}
			require.NoError(t, err)
			require.True(t, strings.HasPrefix(figures(report), tt.want), figures(report))
		})
	}
}

// TestExternalIsNotFollowed has a document whose parts, images and links point to a file and to a server: none is opened,
// and the text stands alone.
func TestExternalIsNotFollowed(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.xml")
	require.NoError(t, os.WriteFile(secret, []byte(`<w:styles><w:style w:styleId="a"><w:name w:val="机密9999件"/></w:style></w:styles>`), 0o600))
	rels := strings.Replace(testdoc.Relations("styles", "file://"+secret, "numbering", "http://127.0.0.1:1/x.xml", "attachedTemplate", secret), `Target="file`, `TargetMode="External" Target="file`, 1)
	doc, err := parse.Bytes("报告.docx", testdoc.Package{Body: `<w:p><w:hyperlink w:anchor="x"><w:r><w:t>建成5所</w:t></w:r></w:hyperlink></w:p>`,
		Parts: map[string]string{"word/_rels/document.xml.rels": rels}}.Bytes())
	require.NoError(t, err)
	report := extract.Report(doc, extract.Options{})
	require.NotContains(t, string(schema.Line(report)), "9999件")
	require.Len(t, doc.Blocks, 1)
}

// TestCorpusToReport reads documents of many makers the whole way.
func TestCorpusToReport(t *testing.T) {
	const collected = "../../shared/corpus/docx"
	compiled := compiledSchema(t)
	for _, folder := range []string{"../parse/docx/testdata", "../testdata/reports", collected} {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			if _, err := os.Stat(folder); err != nil && folder == collected {
				t.Skip("no ../shared/corpus here")
			}
			files, err := filepath.Glob(filepath.Join(folder, "*.docx"))
			require.NoError(t, err)
			require.NotEmpty(t, files)
			for _, file := range files {
				data, err := os.ReadFile(file)
				require.NoError(t, err)
				_, err = requireFollowsSchema(t, compiled, filepath.Base(file), data)
				require.NoError(t, err, file)
			}
		})
	}
}

// TestShortRow: a row of a DOCX or a page that lacks a cell says how it was read.
func TestShortRow(t *testing.T) {
	row := func(texts ...string) string {
		s := "<w:tr>"
		for _, text := range texts {
			s += "<w:tc><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>"
		}
		return s + "</w:tr>"
	}
	body := "<w:p><w:r><w:t>附件1 重点任务进展情况表</w:t></w:r></w:p><w:tbl>" + row("序号", "具体任务", "责任单位", "进展情况") +
		row("1", "建设停车位1300个", "区住建委", "已建成500个") + row("2", "改造老旧小区70个", "已完工5个") + "</w:tbl>"
	page := strings.NewReplacer("w:tbl>", "table>", "w:tr>", "tr>", "w:tc>", "td>", "<w:r>", "", "</w:r>", "", "<w:t>", "", "</w:t>", "", "w:p>", "p>").Replace(body)
	for name, data := range map[string][]byte{"docx": testdoc.Package{Body: body}.Bytes(), "html": []byte(page)} {
		doc, err := parse.Bytes(name, data)
		require.NoError(t, err)
		require.Equal(t, name, string(doc.Format))
		rows := extract.Report(doc, extract.Options{}).Annexes[0].Rows
		require.Len(t, rows, 2)
		require.Empty(t, rows[0].Findings)
		require.Len(t, rows[1].Findings, 1)
		require.Equal(t, schema.RowShape, rows[1].Findings[0].Code)
		require.Contains(t, rows[1].Findings[0].Message, "3 cells under a header of 4 columns, read as ")
	}
}
