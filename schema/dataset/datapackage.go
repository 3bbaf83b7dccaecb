package dataset

import (
	"duban/internal/message"
	"duban/schema"
)

const packageName = "datapackage.json"

// dataPackage is a descriptor by Frictionless Data Package v2 (https://datapackage.org/standard/data-package/).
type dataPackage struct {
	Schema      string     `json:"$schema"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Version     string     `json:"duban:schema_version"`
	Resources   []resource `json:"resources"`

	language message.Language // of descriptions; titles are in Chinese
}

type resource struct {
	Name      string       `json:"name"`
	Path      string       `json:"path"`
	Profile   string       `json:"type,omitempty"`
	Title     string       `json:"title,omitempty"`
	About     string       `json:"description,omitempty"`
	Format    string       `json:"format"`
	MediaType string       `json:"mediatype"`
	Encoding  string       `json:"encoding,omitempty"`
	Bytes     int64        `json:"bytes"`
	Hash      string       `json:"hash"`
	Dialect   *dialect     `json:"dialect,omitempty"`
	Schema    *tableSchema `json:"schema,omitempty"`
}

type dialect struct {
	LineTerminator string `json:"lineTerminator"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

type tableSchema struct {
	Fields        []fieldSchema `json:"fields"`
	PrimaryKey    []string      `json:"primaryKey,omitempty"`
	UniqueKeys    [][]string    `json:"uniqueKeys,omitempty"`
	ForeignKeys   []foreignKey  `json:"foreignKeys,omitempty"`
	MissingValues []string      `json:"missingValues"`
}

type fieldSchema struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool `json:"required"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

func newPackage(l message.Language) *dataPackage {
	return &dataPackage{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:   "duban",
		Title:  message.Format("Progress reports of local governments: tasks, units, indicators").In(l),
		Description: message.Format("Every table has the same columns in every format; a cell without a value is empty. Decimals are exact. " +
			"In CSV a text that a spreadsheet would take as a formula has an apostrophe before it.").In(l),
		Version:   schema.Version,
		Resources: []resource{},
		language:  l,
	}
}

var mediaTypes = map[Format]string{
	NDJSON:  "application/x-ndjson",
	CSV:     "text/csv",
	Parquet: "application/vnd.apache.parquet",
	SQLite:  "application/vnd.sqlite3",
	XLSX:    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// add adds a file. Tables in files of their own are described one by one: those of CSV are named after the table, those
// of other formats after both ("parquet-tasks").
func (p *dataPackage) add(f Format, file string, d digest) {
	r := resource{Name: string(f), Path: file, Format: string(f), MediaType: mediaTypes[f], Bytes: d.size, Hash: "sha256:" + d.sha256}
	switch f {
	case NDJSON, CSV:
		r.Encoding = "utf-8"
	}
	if f == CSV {
		r.Dialect = &dialect{"\r\n", true}
	}
	for _, t := range tables {
		if file == t.Name+"."+string(f) {
			r.Name = resourceName(f, t.Name)
			r.Title, r.About = t.Title(message.Chinese), t.Description(p.language)
			if f != NDJSON || t.Name != tables[reports].Name { // there reports are whole; see the JSON Schema
				r.Profile, r.Schema = "table", schemaOf(f, t, p.language)
			}
		}
	}
	p.Resources = append(p.Resources, r)
}

func resourceName(f Format, table string) string {
	if f == CSV {
		return table
	}
	return string(f) + "-" + table
}

func schemaOf(f Format, t Table, l message.Language) *tableSchema {
	s := &tableSchema{PrimaryKey: t.Key, MissingValues: []string{""}}
	for _, c := range t.Columns {
		fs := fieldSchema{Name: c.Name, Type: fieldTypes[c.Type], Title: t.ColumnTitle(c, message.Chinese), Description: c.Description(l)}
		if c.Required {
			fs.Constraints = &constraints{true}
		}
		s.Fields = append(s.Fields, fs)
	}
	for _, u := range t.Unique {
		if u.Where == "" {
			s.UniqueKeys = append(s.UniqueKeys, u.Columns)
		}
	}
	for _, k := range t.Foreign {
		if f != NDJSON { // where the tables referred to are no files
			s.ForeignKeys = append(s.ForeignKeys, foreignKey{k.Columns, reference{resourceName(f, k.Table), k.To}})
		}
	}
	return s
}

var fieldTypes = map[Type]string{Text: "string", Integer: "integer", Decimal: "number", Date: "date", List: "array"}

func (p *dataPackage) json() []byte { return append(encodedJSON(p, "  "), '\n') }
