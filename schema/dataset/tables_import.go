package dataset

import (
	"strconv"

	"duban/schema/change"
)

// The tables on many files and reports, which an import fills.

// Link says that a task stands in several reports of one issuer.
type Link = change.Link

// File is a source file and what became of it.
type File struct {
	Path     string
	SHA256   string // hex digest; "" where the file could not be read
	Size     int64  // in bytes; of no meaning without a digest
	Status   string // ok, failed, duplicate, unsupported
	ReportID string // of ok and duplicate files
	Error    string
	Warnings string // one a line
}

var panelTable = Table{Name: "panel", About: "tasks that stand in several reports of one issuer", Key: rowKey,
	AcrossReports: true,
	Foreign:       []Foreign{toTask}, Indexes: [][]string{{"task_id"}},
	Columns: []Column{
		{"report_id", Text, true, reportID.About,
			func(l *line) string { return l.link.ReportID }},
		{"annex", Integer, true, annex.About,
			func(l *line) string { return strconv.Itoa(l.link.Annex) }},
		{"row", Integer, true, row.About,
			func(l *line) string { return strconv.Itoa(l.link.Row) }},
		{"task_id", Text, true, "the same for the same task",
			func(l *line) string { return l.link.TaskID }},
		{"similarity", Decimal, false, "to the row before it, from 0 to 1; absent for the first",
			func(l *line) string { return l.link.Similarity }},
	}}

var fileTable = Table{Name: "files", About: "the manifest: one line a source file", Key: []string{"path"},
	AcrossReports: true,
	Foreign:       []Foreign{toReport}, Indexes: [][]string{{"status"}},
	Columns: []Column{
		{"path", Text, true, "as found; what is in an archive stands below the archive's path",
			func(l *line) string { return l.file.Path }},
		{"sha256", Text, false, "hex digest, where the file could be read",
			func(l *line) string { return l.file.SHA256 }},
		{"size", Integer, false, "in bytes", func(l *line) string {
			if l.file.SHA256 == "" {
				return ""
			}
			return strconv.FormatInt(l.file.Size, 10)
		}},
		{"status", Text, true, "ok, failed, duplicate (of the first file of the same content), unsupported",
			func(l *line) string { return l.file.Status }},
		{"report_id", Text, false, "of ok and duplicate files",
			func(l *line) string { return l.file.ReportID }},
		{"error", Text, false, "what was wrong and what to do",
			func(l *line) string { return l.file.Error }},
		{"warnings", Text, false, "what could not be read as it stood, one a line",
			func(l *line) string { return l.file.Warnings }},
	}}
