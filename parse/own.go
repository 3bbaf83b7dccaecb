package parse

import (
	"regexp"
	"strings"
	"sync"

	"duban/parse/block"
)

// ownIdentity is how duban names a report in its tables and in JSON. Nobody else writes that.
var ownIdentity = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`sha256:[0-9a-f]{64}\b`) })

func hasOwnIdentity(text string) bool {
	return strings.Contains(text, "sha256:") && ownIdentity().MatchString(text)
}

// ownSheets are the first labels of the sheet for people (schema/dataset/overview.tsv) in each language; it names no report by
// its identity. They stand here once more, as no reader knows the tables.
var ownSheets = [...]string{"Issuer,Period,Period ends,Annex,No.,Task,", "发文单位,报告期,截至日期,附表,序号,任务,"}

// isOwnDocument reports whether a document holds what duban wrote, whatever another program made of it: a table by its labels,
// or any text with the identity of a report.
func isOwnDocument(doc *Document) bool {
	for _, b := range doc.Blocks {
		t, ok := b.(*Table)
		if !ok {
			if hasOwnIdentity(block.TextOf(b)) {
				return true
			}
			continue
		}
		for i, row := range t.Rows {
			if i == 0 && isOwnHeader(row) {
				return true
			}
			for _, c := range row.Cells {
				if hasOwnIdentity(c.Text) {
					return true
				}
			}
		}
	}
	return false
}

func isOwnHeader(row Row) bool {
	var labels []string
	for _, c := range row.Cells {
		labels = append(labels, c.Text)
	}
	header := strings.Join(labels, ",")
	for _, sheet := range ownSheets {
		if strings.HasPrefix(header, sheet) {
			return true
		}
	}
	return ownTable().MatchString(header)
}

// What duban writes: the head of a table as CSV, and the beginnings of reports, of lines of tables and of
// descriptions as JSON.
var (
	ownTable = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:[a-z_0-9]+,)*report_(?:id|before),[a-z_,0-9]+(?:\r?\n|$)`)
	})
	ownJSON = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\{\s*(?:` +
			`"schema_version":\s*"[0-9]+",\s*"id":\s*"sha256:|` +
			`"report_id":\s*"sha256:|` +
			`"task_id":\s*"[0-9a-f]{16}",|` +
			`"path":\s*"[^"\n]*",(?:"sha256":"[0-9a-f]*",)?(?:"size":[0-9]+,)?"status":|` +
			`"journals":\[[^\]\n]*\],"sum":|` +
			`(?:"of":"[^"\n]*",)?"generation":[0-9]+,"number":[0-9]+,(?:"lines":[0-9]+,)?"sum":|` +
			`"name":\s*"[^"\n]*",\s*(?:"(?:format|encoding|size)":[^,\n]*,\s*)*"id":\s*"sha256:|` +
			`"\$schema":[^,\n]*,\s*"\$id":\s*"urn:duban:)`)
	})
	ownLines = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:# facts as they were read from |# 以下是从[^\n]*读出的内容。|` + // duban check --write-facts
			`[^\n]*: [0-9]+ rows? in [0-9]+ annex(?:es)?; |` + // duban check
			`[^\n]*：[0-9]+个附表，共[0-9]+行；|` + // the same in Chinese: words of their own, as the catalogue takes long to read
			`[^\n]* → [^\n]*\n(?:[^\n]*\n){2}(?:[0-9]+ tasks? stayed|保留[0-9]+项，其中)|` + // duban diff
			`duban (?:index|reading|sources) [0-9]+\n|` + // what an import keeps
			`(?:new|known|failed|duplicate|unsupported)\t[^\n]*(?:\n|$)|` + // duban import --dry-run
			`\.th "duban" |usage: duban |用法：duban |` + // duban man, --help
			`create table reports \(\n  "report_id" |` + // duban schema --sql
			`[^\n]*: [a-z0-9]+, [^\n]*[0-9]+ bytes, [0-9]+ paragraphs?, [0-9]+ tables?(?:\r?\n|$)|` + // duban inspect
			`[^\n]*(?:: |：)[a-z0-9]+(?:, |，)[^\n]*[0-9]+字节(?:, |，)[0-9]+个段落(?:, |，)[0-9]+个表格(?:\r?\n|$))`)
	})
	ownPackage = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\{[^{}\[\]]*"duban:schema_version"`)
	})
)

// isOwn takes the lower-case beginning of a source, and reports whether duban wrote it. As a report its figures
// would count twice.
func isOwn(s string) bool {
	isReview := strings.Contains(block.Head(s, 2048), `<meta name="generator" content="duban"`)
	if isReview || strings.HasPrefix(s, "{") || strings.HasPrefix(s, "[") {
		return isReview || ownJSON().MatchString(s) || ownPackage().MatchString(s) || hasOwnKeys(s)
	}
	return ownTable().MatchString(s) || ownLines().MatchString(s)
}

// hasOwnKeys reports JSON that is a part of a report, or describes the service.
func hasOwnKeys(s string) bool {
	isPart := strings.Contains(s, `"indicators":`) && strings.Contains(s, `"comparisons":`)
	return isPart || strings.Contains(s, `"openapi":`) && strings.Contains(s, `"title": "duban"`)
}
