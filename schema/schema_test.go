package schema

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/invopop/jsonschema"
	validate "github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write report.schema.json anew")

func TestJSONSchemaIsFresh(t *testing.T) {
	want := generated(t)
	if *update {
		require.NoError(t, os.WriteFile("report.schema.json", want, 0o644))
		return
	}
	if line, there, made := difference(string(JSONSchema()), string(want)); line > 0 {
		require.Failf(t, "report.schema.json is stale; run go generate ./schema", "line %d is %q, and would be %q", line, there, made)
	}
}

// difference returns the first line in which two texts differ, from 1, and what it is in both; 0 where they are the same.
// Both as a whole would be 40 KB of a message.
func difference(a, b string) (line int, inA, inB string) {
	if a == b {
		return 0, "", ""
	}
	linesA, linesB := strings.SplitAfter(a, "\n"), strings.SplitAfter(b, "\n")
	for line < len(linesA) && line < len(linesB) && linesA[line] == linesB[line] {
		line++
	}
	at := func(lines []string) string {
		if line < len(lines) {
			return strings.TrimSpace(lines[line])
		}
		return "missing"
	}
	return line + 1, at(linesA), at(linesB)
}

func TestDifference(t *testing.T) {
	for _, c := range []struct {
		a, b string
		line int
		inA  string
		inB  string
	}{
		{"a\nb\n", "a\nb\n", 0, "", ""}, {"a\nb\nc", "a\nx\nc", 2, "b", "x"}, {"a\n", "a\n b", 2, "", "b"}, {"", "a", 1, "", "a"},
	} {
		line, inA, inB := difference(c.a, c.b)
		require.Equal(t, []any{c.line, c.inA, c.inB}, []any{line, inA, inB})
	}
}

// generated returns the JSON Schema of Report as its types, their tags, constants and comments give it.
func generated(t *testing.T) []byte {
	enums := enums(t)
	r := &jsonschema.Reflector{Mapper: func(t reflect.Type) *jsonschema.Schema {
		switch {
		case t == reflect.TypeFor[Decimal]():
			return &jsonschema.Schema{Type: "number"}
		case enums[t.Name()] != nil:
			return &jsonschema.Schema{Ref: "#/$defs/" + t.Name()}
		}
		return nil
	}}
	require.NoError(t, r.AddGoComments("duban/schema", ".", jsonschema.WithFullComment()))
	s := r.Reflect(&Report{})
	s.ID = "urn:duban:report:" + Version
	s.Title = "Report"
	for _, d := range s.Definitions {
		for p := d.Properties.Oldest(); p != nil; p = p.Next() {
			bound(p.Value, d.Required, p.Key)
		}
	}
	finding := s.Definitions["Finding"]
	finding.DependentRequired = map[string][]string{"field": {"start", "end"}, "start": {"field"}, "end": {"field"}}
	for name, e := range enums {
		e.Description = r.CommentMap["duban/schema."+name] + "\n" + e.Description
		s.Definitions[name] = e
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	require.NoError(t, e.Encode(s))
	return b.Bytes()
}

// bound gives integers their lower bound: none is negative, and one that is left out when it is 0 is never 0. Only
// the start and end of a finding may be 0 although they can be left out.
func bound(p *jsonschema.Schema, required []string, name string) {
	if p.Type != "integer" || p.Minimum != "" {
		return
	}
	p.Minimum = "1"
	for _, r := range append([]string{"start", "end"}, required...) {
		if r == name {
			p.Minimum = "0"
		}
	}
}

// enums returns for each string type of the contract that has constants the schema that allows just these, with what
// their comments say.
func enums(t *testing.T) map[string]*jsonschema.Schema {
	enums := map[string]*jsonschema.Schema{}
	for _, name := range []string{"report.go", "annex.go", "indicator.go", "finding.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		require.NoError(t, err)
		addEnums(t, enums, file)
	}
	return enums
}

func addEnums(t *testing.T, enums map[string]*jsonschema.Schema, file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Type == nil {
			return true
		}
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		require.NoError(t, err)
		name := spec.Type.(*ast.Ident).Name
		if enums[name] == nil {
			enums[name] = &jsonschema.Schema{Type: "string"}
		}
		s := enums[name]
		s.Enum = append(s.Enum, value)
		if comment := strings.TrimSpace(spec.Comment.Text()); comment != "" {
			s.Description += "\n" + value + ": " + comment
		}
		return true
	})
}

// validator returns the compiled schema, with formats asserted.
func validator(t *testing.T) *validate.Schema {
	doc, err := validate.UnmarshalJSON(bytes.NewReader(JSONSchema()))
	require.NoError(t, err)
	c := validate.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource("report", doc))
	s, err := c.Compile("report")
	require.NoError(t, err)
	return s
}

func TestSchemaAcceptsTheFullReport(t *testing.T) {
	data, r := full(t)
	s := validator(t)
	for _, out := range [][]byte{data, Indented(r), Line(r)} {
		v, err := validate.UnmarshalJSON(bytes.NewReader(out))
		require.NoError(t, err)
		require.NoError(t, s.Validate(v))
	}
}

func TestSchemaRefuses(t *testing.T) {
	data, _ := full(t)
	s := validator(t)
	for _, c := range []struct{ name, from, to, place string }{
		{"a field that is not in the contract", `"issuer": "区政府督查办"`, `"author": "区政府督查办"`, ""},
		{"null", `"issuer": "区政府督查办"`, `"issuer": null`, "/issuer"},
		{"another version", `"schema_version": "2"`, `"schema_version": "1"`, "/schema_version"},
		{"an id that is no digest", `"id": "sha256:0`, `"id": "md5:0`, "/id"},
		{"a day that is not in the calendar", `"date": "2021-04-08"`, `"date": "2021-04-31"`, "/date"},
		{"a period without its lists", `"sections": [`, `"section": [`, ""},
		{"null for a list", `"support_units": []`, `"support_units": null`, "/annexes/0/rows/0/support_units"},
		{"a missing list", `"support_units": [],`, ``, "/annexes/0/rows/0"},
		{"a number as text", `"value": -17.45`, `"value": "-17.45"`, "/annexes/0/rows/0/indicators/2/value"},
		{"a kind that is not known", `"kind": "growth"`, `"kind": "increase"`, "/annexes/0/rows/0/indicators/2/kind"},
		{"an empty modifier", `"modifier": "at_least"`, `"modifier": ""`, "/annexes/0/rows/0/indicators/0/modifier"},
		{"a basis that is not known", "\"period\": \"一季度\",\n              \"basis\": \"yoy\"", `"basis": "同比"`, "/annexes/0/rows/0/indicators/2/basis"},
		{"an offset below 0", `"start": 29`, `"start": -1`, "/annexes/0/rows/0/indicators/2/cues/0/start"},
		{"an index from 0", `"index": 1`, `"index": 0`, "/annexes/0/index"},
		{"a date in words", `"value": "2021-02-03"`, `"value": "2月3日"`, "/annexes/0/rows/0/dates/0/value"},
		{"a finding with half a place", "\"start\": 0,\n              \"end\": 18", `"start": 0`, "/annexes/0/rows/0/findings/0"},
		{"a code that is not known", `"code": "row/shape"`, `"code": "row/strange"`, "/annexes/0/rows/0/findings/1/code"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, string(data), c.from)
			v, err := validate.UnmarshalJSON(strings.NewReader(strings.Replace(string(data), c.from, c.to, 1)))
			require.NoError(t, err)
			var invalid *validate.ValidationError
			require.ErrorAs(t, s.Validate(v), &invalid)
			for len(invalid.Causes) > 0 {
				invalid = invalid.Causes[0]
			}
			require.Equal(t, c.place, strings.TrimSuffix("/"+strings.Join(invalid.InstanceLocation, "/"), "/"))
		})
	}
}
