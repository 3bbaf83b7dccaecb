package main

import (
	"duban/cmd/internal/serve"
	"duban/schema"
)

type schemaCommand struct {
	OpenAPI bool `name:"openapi" help:"Print what describes duban serve for other programs (OpenAPI 3.1)."`
}

func (schemaCommand) Help() string {
	return help(`The schema (JSON Schema, draft 2020-12) says for each field of a report what it holds.

Example:

    duban schema > report.schema.json`)
}

func (s schemaCommand) Run(c *console) error {
	if s.OpenAPI {
		return c.write(serve.Description())
	}
	return c.write(schema.JSONSchema())
}
