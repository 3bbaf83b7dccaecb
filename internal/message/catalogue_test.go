package message

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/packages"
)

// TestCatalogue sets the catalogue against the texts that stand in the program: all constants of type Format, and the help
// of options.
func TestCatalogue(t *testing.T) {
	said := saidInProgram(t)
	require.Contains(t, said, "%q is no language that duban speaks; pass zh or en")
	maps.Copy(said, saidInBeam(t, "../../beam"))
	require.Contains(t, said, "%s: no file matches; check the path")
	for text, place := range said {
		told, ok := chinese().texts[text]
		if !ok && regexp.MustCompile(`[\pL]`).MatchString(verb.ReplaceAllString(text, "")) {
			t.Errorf("zh.po has no entry for what %s says; add\n\nmsgid %s\nmsgstr \"\"\n", place, quoted(text))
		}
		if ok && !reflect.DeepEqual(verbs(text), verbs(told)) {
			t.Errorf("zh.po has other verbs for %q: %q", text, told)
		}
	}
	for text := range chinese().texts {
		if said[text] == "" {
			t.Errorf("zh.po has an entry for %q, which nothing says any more", text)
		}
	}
}

// quoted returns a text between quotes, in which Chinese stands as it is.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}

// TestEntriesStandOnce looks for what a merge can leave behind.
func TestEntriesStandOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^(?:msgctxt "(.*)"\n)?msgid "(.+)"$`).FindAllSubmatch(zh, -1) {
		key := string(m[1]) + "\x00" + string(m[2])
		require.False(t, seen[key], "zh.po has %q twice (context %q)", m[2], m[1])
		seen[key] = true
	}
	require.Greater(t, len(seen), 1000)
}

// saidInProgram returns all texts of the module, each with a place where it stands, and fails where what is passed with one
// are not as many things as its verbs are.
func saidInProgram(t *testing.T) map[string]string {
	const mode = packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo |
		packages.NeedImports | packages.NeedExportFile
	loaded, err := packages.Load(&packages.Config{Mode: mode}, "duban/...")
	require.NoError(t, err)
	said := map[string]string{}
	add := func(text, place string) {
		for p := range strings.SplitSeq(text, "\n\n") {
			if !strings.HasPrefix(p, "    ") { // no example
				said[p] = place
			}
		}
	}
	for _, p := range loaded {
		require.Empty(t, p.Errors, p.Name)
		for _, f := range p.Syntax {
			ast.Inspect(f, func(n ast.Node) bool {
				place := func() string { return p.Fset.Position(n.Pos()).String() }
				switch n := n.(type) {
				case *ast.CallExpr:
					checkCall(t, p.TypesInfo, n, place)
					return !isCount(p.TypesInfo, n, func(one string) { add(one, place()) })
				case *ast.Field:
					if help := helpOf(n); help != "" {
						add(help, place())
					}
				case ast.Expr:
					if text, ok := format(p.TypesInfo, n); ok && text != "" {
						add(text, place())
						return false
					}
				}
				return true
			})
		}
	}
	return said
}

// saidInBeam returns the texts of the module that stands in a folder, whose libraries need not be there: what its functions for
// texts are called with, and its constants of type Format.
func saidInBeam(t *testing.T, dir string) map[string]string {
	said, files := map[string]string{}, token.NewFileSet()
	add := func(e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, err := strconv.Unquote(lit.Value)
			require.NoError(t, err)
			for p := range strings.SplitSeq(text, "\n\n") {
				if !strings.HasPrefix(p, "    ") { // no example
					said[p] = files.Position(lit.Pos()).String()
				}
			}
		}
	}
	require.NoError(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, name, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if says := []string{"message.New", "message.Errorf", "output.Usage", "Usage", "t.say", "p.say", "about"}; slices.Contains(says, types.ExprString(n.Fun)) {
					add(n.Args[0])
				}
			case *ast.ValueSpec:
				if n.Type != nil && types.ExprString(n.Type) == "message.Format" {
					add(n.Values[0])
				}
			}
			return true
		})
		return nil
	}))
	return said
}

// helpOf returns the help of an option, which stands in the tag of its field.
func helpOf(f *ast.Field) string {
	if f.Tag == nil {
		return ""
	}
	tag, _ := strconv.Unquote(f.Tag.Value)
	return reflect.StructTag(tag).Get("help")
}

// format returns the text of an expression that is a constant of type Format.
func format(info *types.Info, e ast.Expr) (string, bool) {
	tv := info.Types[e]
	if tv.Value == nil || !isFormat(tv.Type) {
		return "", false
	}
	return constant.StringVal(tv.Value), true
}

func isFormat(t types.Type) bool {
	named, ok := t.(*types.Named)
	return ok && named.Obj().Name() == "Format" && named.Obj().Pkg().Path() == "duban/internal/message"
}

// isCount reports whether a call is of Count with constants, and tells its singular, by which the text is found.
func isCount(info *types.Info, call *ast.CallExpr, tell func(one string)) bool {
	name, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || name.Sel.Name != "Count" || len(call.Args) != 3 {
		return false
	}
	one, ok := format(info, call.Args[1])
	if ok {
		tell(one)
	}
	return ok
}

// checkCall fails where a call passes other than what its texts ask for.
func checkCall(t *testing.T, info *types.Info, call *ast.CallExpr, place func() string) {
	signature, ok := info.TypeOf(call.Fun).(*types.Signature)
	if !ok || !signature.Variadic() || call.Ellipsis.IsValid() {
		return
	}
	fixed := signature.Params().Len() - 1
	rest := signature.Params().At(fixed).Type().(*types.Slice).Elem()
	if any, ok := rest.Underlying().(*types.Interface); !ok || !any.Empty() || len(call.Args) < fixed {
		return
	}
	n, said := 0, false
	for _, arg := range call.Args[:fixed] {
		if text, ok := format(info, arg); ok {
			n, said = n+len(verbs(text)), true
		}
	}
	require.True(t, !said || n == len(call.Args)-fixed, "%s: other than %d arguments", place(), n)
}

var verb = regexp.MustCompile(`%[-+# 0]*\d*(?:\.\d+)?(?:\[(\d+)\])?([a-zA-Z%])`)

// verbs returns which verb a text has for each argument, from 1.
func verbs(text string) map[int]string {
	out := map[int]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		out[next] = strings.NewReplacer("w", "v", "s", "v", "q", "v").Replace(m[2])
		next++
	}
	return out
}
