package ocr

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/parse/page"
)

// table returns rows as the program writes them, with its labels above.
func table(rows ...string) string {
	const labels = "level page_num block_num par_num line_num word_num left top width height conf text"
	return strings.ReplaceAll(strings.Join(append([]string{labels}, rows...), "\n")+"\n", " ", "\t")
}

func TestGlyphs(t *testing.T) {
	// The word 2019 is said to reach over the two that follow, as happens; 22 is said to be narrower than a digit is.
	p, err := parse(table("1 1 0 0 0 0 0 0 800 600 -1 ",
		"2 1 1 0 0 0 10 10 700 200 -1 ",
		"4 1 1 1 1 0 100 50 400 42 -1 ", "5 1 1 1 1 1 100 50 160 40 96.5 2019", "5 1 1 1 1 2 180 50 40 40 96 年",
		"5 1 1 1 1 3 222 50 6 42 90 22", "5 1 1 1 1 4 300 50 80 36 90 公里",
		"4 1 1 1 2 0 100 150 400 42 -1 ", "5 1 1 1 2 1 100 150 40 40 12 ", "5 1 1 1 2 2 200 150 40 40 12 一"))
	require.NoError(t, err)
	require.Equal(t, [2]int{800, 600}, [2]int{p.width, p.height})
	glyphs := p.glyphs()
	texts := ""
	for i, g := range glyphs {
		texts += g.Text
		if i > 0 && g.Base == glyphs[i-1].Base {
			require.Greater(t, g.Left, glyphs[i-1].Left+g.Size/5, "%s would be taken for the one before, or stand in front of it", g.Text)
		}
	}
	require.Equal(t, "2019年22公里一", texts)
	require.Equal(t, page.Glyph{Text: "2", Box: page.Box{Left: 100, Top: 52, Right: 120, Bottom: 92}, X: 100, Base: 92, Size: 40}, glyphs[0])
	require.Equal(t, page.Box{Left: 340, Top: 52, Right: 380, Bottom: 92}, glyphs[8].Box)
	require.Equal(t, 192, glyphs[9].Base)
}

func TestStrangeTables(t *testing.T) {
	for name, text := range map[string]string{
		"empty":                 "",
		"no page":               table("4 1 1 1 1 0 100 50 400 42 -1 "),
		"word outside of lines": table("1 1 0 0 0 0 0 0 800 600 -1 ", "5 1 1 1 1 1 100 50 160 40 96 甲"),
		"no number":             table("1 1 0 0 0 0 0 0 800 x -1 "),
		"no level":              table("x 1 0 0 0 0 0 0 800 600 -1 "),
		"negative":              table("1 1 0 0 0 0 0 0 -800 600 -1 "),
		"no end of page":        table("1 1 0 0 0 0 0 0 800 99999999 -1 "),
	} {
		_, err := parse(text)
		require.ErrorIs(t, err, errTable, name)
	}
	p, err := parse(table("1 1 0 0 0 0 0 0 800 600 -1 "))
	require.NoError(t, err)
	require.Empty(t, p.glyphs(), "a page without words")
}

// TestFind looks for the program where there is none, and where one of that name does not do.
func TestFind(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PATH", folder)
	_, err := Find(t.Context())
	require.ErrorIs(t, err, ErrNone)
	require.ErrorContains(t, err, "there is no program tesseract: install tesseract with its data for simplified Chinese, chi_sim")
	for script, want := range map[string]string{
		"echo eng":                "has no chi_sim",
		"echo broken >&2\nexit 1": "ended with exit status 1 broken",
	} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, program), []byte("#!/bin/sh\n"+script+"\n"), 0o755))
		_, err := Find(t.Context())
		require.ErrorIs(t, err, ErrNone)
		require.ErrorContains(t, err, want)
		require.ErrorContains(t, err, "apt-get install")
	}
}

// TestMade exchanges the data of the program, the program, and what it says of its libraries: each is another recogniser.
func TestMade(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PATH", folder+":/usr/bin:/bin")
	words := filepath.Join(folder, "data with blanks", language+".traineddata")
	require.NoError(t, os.Mkdir(filepath.Dir(words), 0o777))
	made := func(said, data, folderSaid string) string {
		script := "#!/bin/sh\nif [ \"$1\" = --version ]; then echo tesseract 5.0.0; echo '" + said + "'; else echo 'List of available languages in " +
			folderSaid + " (1):'; echo chi_sim; fi\n"
		require.NoError(t, os.WriteFile(filepath.Join(folder, program), []byte(script), 0o755))
		require.NoError(t, os.WriteFile(words, []byte(data), 0o666))
		r, err := Find(t.Context())
		require.NoError(t, err)
		require.Equal(t, "tesseract 5.0.0 chi_sim", r.By)
		return r.Made
	}
	there := `"` + filepath.Dir(words) + `/"`
	first := made("leptonica-1.82.0", "words", there)
	require.Equal(t, first, made("leptonica-1.82.0", "words", there))
	require.NotEqual(t, first, made("leptonica-1.83.0", "words", there))
	require.NotEqual(t, first, made("leptonica-1.82.0", "other words", there))
	require.NotEqual(t, made("", "words", "nowhere"), made("", "words", "nowhere"), "where it is not told it is another each time")
	require.NotEqual(t, made("", "words", `"/nowhere/"`), made("", "words", `"/nowhere/"`))
}

// TestOneThatIsThere reads a picture of a title and three lines, which was made from their text.
func TestOneThatIsThere(t *testing.T) {
	if _, err := exec.LookPath(program); err != nil {
		t.Skip("no program tesseract to test with")
	}
	r, err := Find(t.Context())
	if err != nil {
		t.Skip(err)
	}
	require.Regexp(t, `^tesseract \S+ chi_sim$`, r.By)
	picture, err := os.ReadFile("testdata/report.png")
	require.NoError(t, err)
	glyphs, width, height, err := r.Glyphs(t.Context(), picture)
	require.NoError(t, err)
	require.Equal(t, [2]int{1240, 330}, [2]int{width, height})
	texts := ""
	bases := map[int]bool{}
	for _, g := range glyphs {
		texts += g.Text
		bases[g.Base] = true
	}
	require.Len(t, bases, 4)
	for _, want := range []string{"2023年第一季度", "全区完成投资21.5亿元", "新增就业1300人", "泊位453个"} {
		require.Contains(t, texts, want)
	}
	_, _, _, err = r.Glyphs(t.Context(), []byte("no picture"))
	require.Error(t, err)
}
