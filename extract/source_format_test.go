package extract_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// TestSourceFormats holds the names of formats in the code of the readers against those that the JSON Schema allows, so that
// a new reader cannot give reports that the schema refuses. A reader takes its format from a constant, never from a text.
func TestSourceFormats(t *testing.T) {
	var document struct {
		Defs map[string]struct {
			Properties map[string]struct{ Enum []string }
		} `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(schema.JSONSchema(), &document))
	allowed := document.Defs["Source"].Properties["format"].Enum
	var found []string
	require.NoError(t, fs.WalkDir(os.DirFS("../parse"), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), "../parse/"+path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				found = append(found, formats(n)...)
			case *ast.CompositeLit:
				require.False(t, isDocument(n.Type) && hasLiteralFormat(n), "%s: a format that is no constant", path)
			}
			return true
		})
		return nil
	}))
	require.Subset(t, found, []string{"text", "html", "docx"})
	require.Subset(t, allowed, found)
}

// isDocument reports the type Document, with or without its package.
func isDocument(e ast.Expr) bool {
	if s, ok := e.(*ast.SelectorExpr); ok {
		e = s.Sel
	}
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "Document"
}

func hasLiteralFormat(lit *ast.CompositeLit) bool {
	return slices.ContainsFunc(lit.Elts, func(e ast.Expr) bool {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		key, _ := pair.Key.(*ast.Ident)
		_, text := pair.Value.(*ast.BasicLit)
		return key != nil && key.Name == "Format" && text
	})
}

// formats returns the values of constants of the type Format.
func formats(spec *ast.ValueSpec) (values []string) {
	if name, ok := spec.Type.(*ast.Ident); !ok || name.Name != "Format" {
		return nil
	}
	for _, v := range spec.Values {
		if text, ok := v.(*ast.BasicLit); ok {
			if s, err := strconv.Unquote(text.Value); err == nil {
				values = append(values, s)
			}
		}
	}
	return values
}
