package main

import "duban/schema"

type schemaCommand struct{}

func (schemaCommand) Help() string {
	return help(`The schema (JSON Schema, draft 2020-12) says for each field of a report what it holds.

Example:

    duban schema > report.schema.json`)
}

func (schemaCommand) Run(c *console) error { return c.write(schema.JSONSchema()) }
