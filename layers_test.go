// Package duban_test checks what holds for the project as a whole.
package duban_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// mayImport says for each package which others of the project it may import, as ARCHITECTURE.md tells. Packages under
// cmd may import any, and the helpers of tests under internal are imported by tests alone.
var mayImport = map[string][]string{
	"duban/seeds":                 {},
	"duban/schema":                {},
	"duban/parse":                 {"duban/seeds"},
	"duban/extract":               {"duban/parse", "duban/schema", "duban/seeds", "duban/extract/cell", "duban/extract/number", "duban/extract/org"},
	"duban/extract/cell":          {"duban/schema", "duban/seeds", "duban/extract/number", "duban/extract/internal/trie"},
	"duban/extract/number":        {"duban/seeds", "duban/extract/internal/trie"},
	"duban/extract/org":           {},
	"duban/extract/internal/trie": {},
}

// onlyIn says which packages alone may import modules that are easily spread.
var onlyIn = map[string]string{
	"github.com/PuerkitoBio/goquery":  "duban/parse",
	"github.com/nguyenthenguyen/docx": "duban/parse",
	"golang.org/x/net":                "duban/parse",
	"golang.org/x/text":               "duban/parse",
	"github.com/alecthomas/kong":      "duban/cmd",
	"github.com/stretchr/testify":     "", // tests only
	"github.com/invopop/jsonschema":   "",
	"github.com/santhosh-tekuri":      "",
	"github.com/rogpeppe/go-internal": "",
	"duban/internal/testdoc":          "",
}

// outside is what a package imports that does input or output.
var outside = []string{"os", "os/exec", "net", "net/http", "syscall", "io/ioutil", "log", "log/slog"}

func TestLayers(t *testing.T) {
	packages := goList(t)
	require.Contains(t, packages, "duban/extract")
	for path, imports := range packages {
		library := !under(path, "duban/cmd") && !under(path, "duban/internal")
		allowed, known := mayImport[path]
		require.True(t, known || !library, "%s is not in the table of layers", path)
		for _, i := range imports {
			if library && under(i, "duban") {
				require.Contains(t, allowed, i, "%s imports %s", path, i)
			}
			for module, home := range onlyIn {
				require.False(t, under(i, module) && (home == "" || !under(path, home)), "%s imports %s", path, i)
			}
			require.False(t, under(path, "duban/extract") && slices.Contains(outside, i), "%s imports %s", path, i)
		}
	}
}

func TestTableOfLayersHasNoDeadEntry(t *testing.T) {
	packages := goList(t)
	for path, allowed := range mayImport {
		require.Contains(t, packages, path)
		for _, i := range allowed {
			require.Contains(t, packages[path], i, "%s does not import %s", path, i)
		}
	}
}

// goList returns what each package of the module imports, tests aside.
func goList(t *testing.T) map[string][]string {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...").Output()
	require.NoError(t, err)
	packages := map[string][]string{}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		require.NoError(t, err)
		if p.ImportPath != "duban" { // these tests
			packages[p.ImportPath] = p.Imports
		}
	}
}

// under reports whether path is the tree or in it.
func under(path, tree string) bool { return path == tree || strings.HasPrefix(path, tree+"/") }
