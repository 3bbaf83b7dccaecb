package cell_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestOrderOfFiles holds the calls between the files of the package against the order that its documentation gives.
func TestOrderOfFiles(t *testing.T) {
	fset := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var files []*ast.File
	var order []string
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		require.NoError(t, err)
		files = append(files, f)
		if name == "doc.go" {
			order = filesIn(f.Doc.Text())
		}
	}
	file := func(at token.Pos) string { return strings.TrimSuffix(fset.Position(at).Filename, ".go") }
	for _, f := range files {
		if name := file(f.Pos()); name != "doc" {
			require.Equal(t, 1, strings.Count(" "+strings.Join(order, " ")+" ", " "+name+" "), "doc.go does not give the place of %s.go", name)
		}
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: nothing{}, Error: func(error) {}} // what is imported plays no part
	pkg, _ := conf.Check("cell", fset, files, info)
	calls := 0
	for id, object := range info.Uses {
		f, ok := object.(*types.Func)
		if !ok || f.Pkg() != pkg {
			continue
		}
		calls++
		from, to := file(id.Pos()), file(f.Pos())
		require.LessOrEqual(t, slices.Index(order, from), slices.Index(order, to), "%s.go calls %s of %s.go, which stands before it", from, f.Name(), to)
	}
	require.Greater(t, calls, 1000)
}

// filesIn returns the names of the files in the last table of a comment.
func filesIn(comment string) []string {
	_, table, _ := strings.Cut(comment, "The files follow one another")
	var out []string
	for line := range strings.Lines(table) {
		if list, ok := strings.CutPrefix(line, "\t"); ok {
			list, _, _ = strings.Cut(strings.TrimSpace(list), "   ")
			for name := range strings.SplitSeq(list, ", ") {
				out = append(out, strings.TrimSpace(name))
			}
		}
	}
	return out
}

// nothing is an importer of empty packages.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	pkg := types.NewPackage(path, filepath.Base(path))
	pkg.MarkComplete()
	return pkg, nil
}
