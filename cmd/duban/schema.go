package main

import (
	"slices"

	"duban/cmd/internal/serve"
	"duban/internal/message"
	"duban/schema"
	"duban/schema/dataset"
)

type schemaCommand struct {
	SQL     string `name:"sql" placeholder:"DIALECT" help:"Print the statements that make the tables of a dataset: sqlite, postgres or duckdb."`
	OpenAPI bool   `name:"openapi" help:"Print what describes duban serve for other programs (OpenAPI 3.1)."`
}

func (schemaCommand) Help() string {
	return help(`The schema (JSON Schema, draft 2020-12) says for each field of a report what it holds.

With --sql it prints CREATE TABLE and so on for the tables that duban import writes, with their keys, for an empty database; those that others refer to come first. docs/recipes.md has how the rows get in.

Examples:

    duban schema > report.schema.json
    duban schema --sql postgres | psql`)
}

func (s *schemaCommand) Validate() error {
	if s.SQL != "" && !slices.Contains(dataset.Dialects(), dataset.Dialect(s.SQL)) {
		return message.Errorf("--sql: %q is none of sqlite, postgres, duckdb", s.SQL)
	}
	if s.SQL != "" && s.OpenAPI {
		return message.Errorf("--sql and --openapi are two things; ask for one")
	}
	return nil
}

func (s *schemaCommand) Run(c *console) error {
	switch {
	case s.SQL != "":
		return c.write([]byte(dataset.Dialect(s.SQL).DDL()))
	case s.OpenAPI:
		return c.write(serve.Description())
	}
	return c.write(schema.JSONSchema())
}
