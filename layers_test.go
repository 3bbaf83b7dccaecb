// Package duban_test checks what holds for the project as a whole.
package duban_test

import (
	"errors"
	"go/build"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// mayImport says for each package which others of the project it may import, as ARCHITECTURE.md tells. Packages under
// cmd and examples may import any, any may import internal/char and internal/message, and the helpers of tests under internal
// are imported by tests alone.
var mayImport = map[string][]string{
	"duban":                           {"duban/extract", "duban/parse", "duban/schema", "duban/schema/check"},
	"duban/seeds":                     {},
	"duban/schema":                    {"duban/internal/exact", "duban/internal/parallel"},
	"duban/schema/check":              {"duban/schema", "duban/internal/clause", "duban/internal/exact", "duban/internal/parallel"},
	"duban/schema/facts":              {"duban/schema"},
	"duban/extract/extracttest":       {"duban/extract", "duban/parse", "duban/schema", "duban/schema/check", "duban/schema/facts"},
	"duban/schema/review":             {"duban/schema", "duban/schema/facts", "duban/internal/shown"},
	"duban/schema/dataset":            {"duban/schema", "duban/schema/change"},
	"duban/schema/change":             {},
	"duban/parse":                     {"duban/parse/block", "duban/parse/charset", "duban/parse/compound", "duban/parse/converted", "duban/parse/doc", "duban/parse/docx", "duban/parse/furniture", "duban/parse/html", "duban/parse/markdown", "duban/parse/mend", "duban/parse/odt", "duban/parse/ofd", "duban/parse/outlook", "duban/parse/pack", "duban/parse/pdf", "duban/parse/rtf", "duban/parse/sheet", "duban/parse/text"},
	"duban/parse/block":               {},
	"duban/parse/charset":             {"duban/parse/block"},
	"duban/parse/charset/charsettest": {},
	"duban/parse/compound":            {"duban/parse/block"},
	"duban/parse/doc":                 {"duban/parse/block", "duban/parse/charset", "duban/parse/compound", "duban/parse/flow", "duban/parse/grid", "duban/parse/numbering", "duban/parse/symbol"},
	"duban/parse/docx":                {"duban/parse/block", "duban/parse/charset", "duban/parse/numbering", "duban/parse/pack", "duban/parse/symbol"},
	"duban/parse/furniture":           {"duban/parse/block", "duban/parse/words", "duban/seeds"},
	"duban/parse/grid":                {"duban/parse/block"},
	"duban/parse/html":                {"duban/parse/block", "duban/parse/charset", "duban/parse/furniture", "duban/parse/numbering", "duban/parse/pack", "duban/parse/text", "duban/parse/words"},
	"duban/parse/converted":           {"duban/parse/block", "duban/parse/charset", "duban/parse/grid", "duban/parse/markdown", "duban/parse/symbol"},
	"duban/parse/markdown":            {"duban/parse/block", "duban/parse/html", "duban/parse/text"},
	"duban/parse/mend":                {"duban/parse/block", "duban/parse/words"},
	"duban/parse/numbering":           {"duban/parse/block"},
	"duban/parse/flow":                {"duban/parse/block", "duban/parse/numbering", "duban/parse/symbol"},
	"duban/parse/odt":                 {"duban/parse/block", "duban/parse/flow", "duban/parse/grid", "duban/parse/numbering", "duban/parse/pack"},
	"duban/parse/rtf":                 {"duban/parse/block", "duban/parse/charset", "duban/parse/flow", "duban/parse/grid", "duban/parse/numbering", "duban/parse/symbol"},
	"duban/parse/sheet":               {"duban/parse/block", "duban/parse/charset", "duban/parse/compound", "duban/parse/grid", "duban/parse/pack"},
	"duban/parse/symbol":              {},
	"duban/parse/ofd":                 {"duban/parse/block", "duban/parse/pack", "duban/parse/page"},
	"duban/parse/page":                {"duban/parse/block", "duban/parse/grid", "duban/parse/words"},
	"duban/parse/pdf":                 {"duban/parse/block", "duban/parse/page"},
	"duban/parse/outlook":             {"duban/parse/block", "duban/parse/compound"},
	"duban/parse/pack":                {"duban/parse/block", "duban/parse/charset"},
	"duban/parse/text":                {"duban/parse/block", "duban/parse/charset", "duban/parse/words"},
	"duban/parse/words":               {"duban/parse/block", "duban/seeds"},
	"duban/extract":                   {"duban/parse", "duban/schema", "duban/seeds", "duban/extract/cell", "duban/extract/table", "duban/extract/org", "duban/extract/place", "duban/extract/internal/text", "duban/extract/internal/forms", "duban/internal/exact", "duban/internal/parallel"},
	"duban/extract/cell":              {"duban/schema", "duban/seeds", "duban/extract/number", "duban/extract/internal/trie", "duban/internal/clause", "duban/internal/exact"},
	"duban/internal/char":             {},
	"duban/internal/clause":           {},
	"duban/internal/exact":            {},
	"duban/internal/parallel":         {},
	"duban/extract/table":             {"duban/schema", "duban/seeds", "duban/parse/block", "duban/extract/internal/text", "duban/extract/internal/forms"},
	"duban/extract/number":            {"duban/seeds", "duban/extract/internal/trie", "duban/internal/exact"},
	"duban/extract/org":               {},
	"duban/extract/place":             {"duban/seeds"},
	"duban/extract/internal/trie":     {},
	"duban/extract/internal/text":     {"duban/extract/number"},
	"duban/extract/internal/forms":    {"duban/seeds", "duban/extract/internal/text"},
}

// onlyIn says which packages alone may import modules that are easily spread.
var onlyIn = map[string]string{
	"github.com/PuerkitoBio/goquery":    "duban/parse/html",
	"github.com/nguyenthenguyen/docx":   "duban/parse/docx",
	"golang.org/x/net":                  "duban/parse/html",
	"golang.org/x/text":                 "duban/parse",
	"github.com/alecthomas/kong":        "duban/cmd",
	"github.com/stretchr/testify":       "duban/internal", // tests only
	"github.com/gofrs/flock":            "duban/cmd/internal/bulk",
	"github.com/leonelquinteros/gotext": "duban/internal/message",
	"github.com/bodgit/sevenzip":        "duban/parse/pack",
	"github.com/nwaples/rardecode/v2":   "duban/parse/pack",
	"github.com/therootcompany/xz":      "duban/parse/pack",
	"github.com/ulikunitz/xz":           "duban/parse/pack",
	"github.com/parquet-go":             "duban/schema/dataset",
	"github.com/vbauerster/mpb/v8":      "duban/cmd",
	"github.com/klippa-app/go-pdfium":   "duban/internal/pdfium",
	"github.com/tetratelabs/wazero":     "duban/internal/pdfium",
	"github.com/richardlehane/mscfb":    "duban/parse/compound",
	"github.com/xuri/excelize/v2":       "duban/schema/dataset", // tests, which read what is written
	"github.com/cockroachdb/apd/v3":     "duban/internal/exact", // tests, which calculate the same with it
	"modernc.org/sqlite":                "duban/schema/dataset",
	"database/sql":                      "duban/schema/dataset",
	"github.com/invopop/jsonschema":     "",
	"github.com/santhosh-tekuri":        "",
	"github.com/rogpeppe/go-internal":   "",
	"github.com/chromedp":               "duban/internal", // tests only
	"duban/internal/testbrowser":        "duban/internal", // tests
	"duban/internal/testpostgres":       "duban/internal", // tests
	"duban/internal/testblocks":         "duban/internal", // tests
	"duban/internal/testdoc":            "duban/internal", // tests and benchmarks
	"duban/internal/testtables":         "duban/internal", // tests
	"duban/internal/testfields":         "duban/internal", // tests
	"github.com/VictoriaMetrics":        "duban/cmd/internal/serve",
	"github.com/modelcontextprotocol":   "duban/cmd/internal/mcp",
	"log/slog":                          "duban/cmd",
}

// programs are the trees of packages that may import any.
var programs = []string{"duban/cmd", "duban/examples", "duban/internal"}

// everywhere are the packages that any may import.
var everywhere = []string{"duban/internal/char", "duban/internal/message"}

// outside is what a package imports that does input or output.
var outside = []string{"os", "os/exec", "net", "net/http", "syscall", "io/ioutil", "log", "log/slog"}

func TestLayers(t *testing.T) {
	packages := importsOf(t)
	require.Contains(t, packages, "duban/extract")
	for name, imports := range packages {
		library := !slices.ContainsFunc(programs, func(tree string) bool { return under(name, tree) })
		allowed, known := mayImport[name]
		require.True(t, known || !library, "%s is not in the table of layers", name)
		for _, i := range imports {
			if library && under(i, "duban") && !slices.Contains(everywhere, i) {
				require.Contains(t, allowed, i, "%s imports %s", name, i)
			}
			for module, home := range onlyIn {
				require.False(t, under(i, module) && (home == "" || !under(name, home)), "%s imports %s", name, i)
			}
			require.False(t, under(name, "duban/extract") && name != "duban/extract/extracttest" && slices.Contains(outside, i), "%s imports %s", name, i)
		}
	}
}

func TestTableOfLayersHasNoDeadEntry(t *testing.T) {
	packages := importsOf(t)
	for name, allowed := range mayImport {
		require.Contains(t, packages, name)
		for _, i := range allowed {
			require.Contains(t, packages[name], i, "%s does not import %s", name, i)
		}
	}
}

// isModule reports whether a folder is a module of its own.
func isModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}

// importsOf returns what each package of the module imports, tests aside.
func importsOf(t *testing.T) map[string][]string {
	packages := map[string][]string{}
	err := filepath.WalkDir(".", func(dir string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return err
		case dir != "." && strings.HasPrefix(d.Name(), "."), d.Name() == "testdata", dir != "." && isModule(dir):
			return fs.SkipDir
		}
		p, err := build.ImportDir(dir, 0)
		if err == nil {
			packages[path.Join("duban", filepath.ToSlash(dir))] = p.Imports
		}
		if errors.As(err, new(*build.NoGoError)) {
			return nil
		}
		return err
	})
	require.NoError(t, err)
	return packages
}

// under reports whether path is the tree or in it.
func under(path, tree string) bool { return path == tree || strings.HasPrefix(path, tree+"/") }
