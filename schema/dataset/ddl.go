package dataset

import (
	"fmt"
	"strings"
)

// Dialect is one of the languages of databases.
type Dialect string

// The dialects.
const (
	ForSQLite   Dialect = "sqlite"
	ForPostgres Dialect = "postgres"
	ForDuckDB   Dialect = "duckdb"
)

// Dialects returns all dialects.
func Dialects() []Dialect { return []Dialect{ForSQLite, ForPostgres, ForDuckDB} }

// DDL returns the statements that make the tables of a dataset, with their keys and indexes, in an empty database;
// those that others refer to come first, and the views that answer what people ask come last. For SQLite it is what
// dataset.sqlite has, where decimals are exact texts; the others have decimals of 38 digits, 10 of them behind the
// point, and say what each table and column holds. Keys that DuckDB does not know are left out there.
func (d Dialect) DDL() string {
	var out strings.Builder
	for _, t := range tables {
		out.WriteString(d.createTable(t))
		if d != ForSQLite {
			out.WriteString(createIndexes(t) + comments(t))
		}
		out.WriteString("\n")
	}
	if d == ForSQLite {
		out.WriteString(sqliteEnd())
	} else {
		out.WriteString(views)
	}
	return out.String()
}

// columnTypes has the type of columns in each dialect.
var columnTypes = map[Dialect]map[Type]string{
	ForSQLite:   {Text: "TEXT", Integer: "INTEGER", Decimal: "TEXT", Date: "TEXT", List: "TEXT"},
	ForPostgres: {Text: "text", Integer: "bigint", Decimal: "numeric(38, 10)", Date: "date", List: "jsonb"},
	ForDuckDB:   {Text: "VARCHAR", Integer: "BIGINT", Decimal: "DECIMAL(38, 10)", Date: "DATE", List: "JSON"},
}

// createTable returns the statements that make a table with its keys.
func (d Dialect) createTable(t Table) string {
	var lines []string
	for _, c := range t.Columns {
		line := identifier(c.Name) + " " + columnTypes[d][c.Type]
		if c.Required {
			line += " NOT NULL"
		}
		lines = append(lines, line)
	}
	if t.Key != nil {
		lines = append(lines, "PRIMARY KEY ("+identifiers(t.Key)+")")
	}
	for _, u := range t.Unique {
		if u.Where == "" {
			lines = append(lines, "UNIQUE ("+identifiers(u.Columns)+")")
		}
	}
	for _, f := range t.Foreign {
		lines = append(lines, "FOREIGN KEY ("+identifiers(f.Columns)+") REFERENCES "+f.Table+" ("+identifiers(f.To)+")")
	}
	end := "\n);\n"
	if d == ForSQLite {
		end = "\n) STRICT;\n"
	}
	return "CREATE TABLE " + t.Name + " (\n  " + strings.Join(lines, ",\n  ") + end + d.partialKeys(t)
}

// partialKeys returns the statements that make the keys of some rows of a table.
func (d Dialect) partialKeys(t Table) string {
	statements := ""
	for i, u := range t.Unique {
		if u.Where != "" && d != ForDuckDB {
			statements += fmt.Sprintf("CREATE UNIQUE INDEX %s_key_%d ON %s (%s) WHERE %s;\n",
				t.Name, i+1, t.Name, identifiers(u.Columns), u.Where)
		}
	}
	return statements
}

func createIndexes(t Table) string {
	statements := ""
	for _, columns := range t.Indexes {
		statements += fmt.Sprintf("CREATE INDEX %s_%s ON %s (%s);\n",
			t.Name, strings.Join(columns, "_"), t.Name, identifiers(columns))
	}
	return statements
}

// comments returns the statements that say what a table and its columns hold.
func comments(t Table) string {
	statements := "COMMENT ON TABLE " + t.Name + " IS " + quoted(t.About) + ";\n"
	for _, c := range t.Columns {
		if c.About != "" {
			statements += "COMMENT ON COLUMN " + t.Name + "." + identifier(c.Name) + " IS " + quoted(c.About) + ";\n"
		}
	}
	return statements
}

// sqliteEnd returns what goes faster, or can only be made, when all rows are there: views and indexes.
func sqliteEnd() string {
	statements := views
	for _, t := range tables {
		statements += createIndexes(t) + numericView(t)
	}
	return statements
}

// numericView returns a view of a table in which decimals, which the table has as exact texts, are numbers.
func numericView(t Table) string {
	var columns []string
	decimals := false
	for _, c := range t.Columns {
		name := identifier(c.Name)
		if c.Type == Decimal {
			decimals = true
			name = "CAST(" + name + " AS NUMERIC) AS " + name
		}
		columns = append(columns, name)
	}
	if !decimals {
		return ""
	}
	return "CREATE VIEW " + t.Name + "_numeric AS SELECT " + strings.Join(columns, ", ") + " FROM " + t.Name + ";\n"
}

func identifier(name string) string { return `"` + name + `"` }

func identifiers(names []string) string { return `"` + strings.Join(names, `", "`) + `"` }

func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
