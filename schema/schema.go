package schema

import _ "embed"

//go:generate go test -run ^TestJSONSchemaIsFresh$ . -update

//go:embed report.schema.json
var reportSchema string

// JSONSchema returns the JSON Schema (draft 2020-12) of a Report. It is generated from the types of this package.
func JSONSchema() []byte { return []byte(reportSchema) }
