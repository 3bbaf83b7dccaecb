package extract

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"duban/extract/cell"
	"duban/extract/org"
	"duban/extract/place"
	"duban/extract/table"
	"duban/internal/char"
	"duban/internal/message"
	"duban/seeds"
)

// Vocabulary is all words that reading a report needs. It is not changed by use, so that several goroutines may
// share it.
type Vocabulary struct {
	labels   *table.Labels
	measures map[string]string // kinds of units of what is measured
	paces    []paceWord
	organs   org.Words
	words    map[wordKind][]string // longest first
	residue  []residue
	cells    *cell.Reader
	places   func() *place.Reader // which most readings of a vocabulary never need
}

// wordKind is the kind of a word in report_words.tsv.
type wordKind string

const (
	wordTargets    wordKind = "targets"
	wordLivelihood wordKind = "livelihood"
	wordTasks      wordKind = "tasks"
	wordTotal      wordKind = "total"
	wordFootnote   wordKind = "footnote"
	wordCaption    wordKind = "caption"
	wordUnit       wordKind = "unit"
	wordSource     wordKind = "source"
	wordFilled     wordKind = "filled"
	wordFiller     wordKind = "filler"
	wordContinued  wordKind = "continued"
	wordMeasure    wordKind = "measure"
	wordWhole      wordKind = "whole"
	wordSum        wordKind = "sum"
	wordPart       wordKind = "part"
	wordProjects   wordKind = "projects"
	wordProject    wordKind = "project"
	wordPlan       wordKind = "plan"
	wordOutturn    wordKind = "outturn"
	wordFunds      wordKind = "funds"
	wordYes        wordKind = "yes"
	wordNo         wordKind = "no"
	wordMetadata   wordKind = "metadata"
	wordLoose      wordKind = "loose"
	wordSummary    wordKind = "summary"
	wordIssuer     wordKind = "issuer"
	wordPublished  wordKind = "published"
	wordWritten    wordKind = "written"
	wordTimed      wordKind = "timed"
	wordNumber     wordKind = "number"
	wordName       wordKind = "name"
	wordCount      wordKind = "count"
	wordSite       wordKind = "site"
	wordMasthead   wordKind = "masthead"
	wordWork       wordKind = "work"
	wordSitting    wordKind = "sitting"
	wordSpeaker    wordKind = "speaker"
	wordReview     wordKind = "review"
	wordReport     wordKind = "report"
	wordOffice     wordKind = "office"
	wordAnnounce   wordKind = "announce"
	wordTable      wordKind = "table"
	wordListing    wordKind = "listing" // of lines that may be read as a table; see parse/words
	wordAbout      wordKind = "about"
	wordBy         wordKind = "by"
	wordTime       wordKind = "time"
	wordDate       wordKind = "date"
	wordAnnex      wordKind = "annex"
	wordAttached   wordKind = "attached"
	wordNews       wordKind = "news"
)

var wordKinds = []wordKind{
	wordTargets, wordLivelihood, wordTasks, wordProjects, wordProject, wordFunds, wordPlan, wordOutturn, wordMeasure,
	wordWhole, wordSum, wordPart, wordYes, wordNo, wordTotal, wordFootnote, wordCaption, wordUnit, wordFilled, wordFiller,
	wordContinued, wordMetadata, wordLoose, wordSummary, wordIssuer, wordPublished, wordWritten, wordTimed, wordNumber, wordName, wordCount,
	wordSite, wordMasthead, wordWork, wordSitting, wordSpeaker, wordReview, wordReport, wordOffice, wordAnnounce, wordTable, wordListing,
	wordAbout, wordBy, wordTime, wordDate, wordAnnex, wordAttached, wordNews, wordSource,
}

// Builtin returns the words that ship with the program. The first call reads them; a program can make it in a goroutine
// of its own while it waits for a report. The files are part of the program and checked by a test: an error, which names the
// file and the line, comes of a program that was built with others.
func Builtin() (*Vocabulary, error) { return builtin() }

var builtin = sync.OnceValues(func() (*Vocabulary, error) {
	v, err := LoadVocabulary()
	if err != nil {
		return nil, message.Errorf("built-in words: %w", err)
	}
	return v, nil
})

// LoadVocabulary returns the built-in words, extended by the .tsv files in the directories given: a file there has
// the name and the columns of a built-in one, and of two lines for the same word the later holds. An error names the
// file and the line.
func LoadVocabulary(dirs ...fs.FS) (*Vocabulary, error) {
	v := &Vocabulary{
		measures: map[string]string{},
		organs: org.Words{Endings: map[string]org.Ending{}, Always: map[string]string{}, Both: map[string][]string{},
			Areas: map[rune]bool{}, Joints: map[rune]bool{}},
		words: map[wordKind][]string{},
	}
	for _, dir := range dirs {
		if err := checkNames(dir); err != nil {
			return nil, err
		}
	}
	for _, f := range v.files() {
		for i, dir := range append([]fs.FS{seeds.FS}, dirs...) {
			if err := f.load(dir); err != nil && (i == 0 || !errors.Is(err, fs.ErrNotExist)) {
				return nil, err
			}
		}
	}
	for _, words := range v.words {
		slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	}
	var err error
	if v.places, err = loadPlaces(dirs); err != nil {
		return nil, err
	}
	if v.labels, err = table.LoadLabels(seeds.FS, dirs...); err != nil {
		return nil, err
	}
	v.cells, err = cell.Load(seeds.FS, dirs...)
	return v, err
}

// loadPlaces puts off reading the built-in places, which are many, until the first is asked for. Those of others are read
// at once, so that what is wrong with them is said.
func loadPlaces(dirs []fs.FS) (func() *place.Reader, error) {
	adds := func(dir fs.FS) bool {
		return slices.ContainsFunc(place.Files, func(name string) bool { _, err := fs.Stat(dir, name); return err == nil })
	}
	if !slices.ContainsFunc(dirs, adds) {
		return builtinPlaces, nil
	}
	places, err := place.Load(append([]fs.FS{seeds.FS}, dirs...)...)
	return func() *place.Reader { return places }, err
}

var builtinPlaces = sync.OnceValue(func() *place.Reader {
	places, err := place.Load(seeds.FS)
	if err != nil {
		panic(err) // the files are part of the program and checked by a test
	}
	return places
})

// notOfUsers are the vocabularies that are read as they are built in.
var notOfUsers = []string{"page_words.tsv", "forms.tsv"}

// checkNames refuses .tsv files that no reader of words would look at.
func checkNames(dir fs.FS) error {
	known, _ := fs.Glob(seeds.FS, "*.tsv")
	known = slices.DeleteFunc(known, func(name string) bool { return slices.Contains(notOfUsers, name) })
	names, err := fs.Glob(dir, "*.tsv")
	if err != nil {
		return err
	}
	for _, name := range names {
		if info, err := fs.Stat(dir, name); err == nil && !info.Mode().IsRegular() {
			return message.Errorf("%s: this is no file, but a folder, a pipe or a device; take it out", name)
		}
		if !slices.Contains(known, name) {
			return message.Errorf("%s: no vocabulary has this name; there are %s", name, strings.Join(known, ", "))
		}
	}
	return nil
}

// vocabularyFile is one file of words: its columns, and what is done with a line.
type vocabularyFile struct {
	name    string
	columns []string
	take    func(fields []string) error
}

func (f vocabularyFile) load(dir fs.FS) error {
	return seeds.Each(dir, f.name, func(l seeds.Line, _ int) error {
		if err := f.take(l.Fields); err != nil {
			return message.Errorf("%s:%d: %w", f.name, l.Number, err)
		}
		return nil
	}, f.columns...)
}

func (v *Vocabulary) files() []vocabularyFile {
	return []vocabularyFile{
		{"measure_kinds.tsv", []string{"word", "kind", "comment"}, v.takeMeasure},
		{"pace.tsv", []string{"word", "where", "yes", "no", "comment"}, v.takePace},
		{"organ_ends.tsv", []string{"word", "kind", "comment"}, v.takeEnding},
		{"organs.tsv", []string{"form", "name", "when", "comment"}, v.takeOrgan},
		{"report_words.tsv", []string{"word", "kind", "comment"}, v.takeWord},
		{"residue.tsv", []string{"open", "close", "text", "comment"}, v.takeResidue},
	}
}

func (v *Vocabulary) takeMeasure(f []string) error {
	if f[1] == "" {
		return message.Errorf("no kind of units for %q", f[0])
	}
	v.measures[f[0]] = f[1]
	return nil
}

func (v *Vocabulary) takeEnding(f []string) error {
	if ok, err := v.takeFront(f[0], f[1]); ok || err != nil {
		return err
	}
	kinds := map[string]org.Ending{"name": org.NameEnding, "whole": org.Whole, "bare": org.Bare}
	kind, ok := kinds[f[1]]
	if !ok {
		return message.Errorf("the kind is %q, not name, whole, bare, front, area or joint", f[1])
	}
	v.organs.Endings[f[0]] = kind
	return nil
}

// takeFront takes what stands in front of names and between them, and reports whether the kind is one of these.
func (v *Vocabulary) takeFront(word, kind string) (ok bool, err error) {
	sets := map[string]map[rune]bool{"area": v.organs.Areas, "joint": v.organs.Joints}
	set, ok := sets[kind]
	first, size := utf8.DecodeRuneInString(word)
	switch {
	case kind == "front":
		v.organs.Fronts = append(v.organs.Fronts, word)
		return true, nil
	case !ok:
		return false, nil
	case size != len(word):
		return true, message.Errorf("%q is more than a character", word)
	}
	set[first] = true
	return true, nil
}

func (v *Vocabulary) takeOrgan(f []string) error {
	switch form, name := f[0], f[1]; {
	case name == "":
		return message.Errorf("no name for %q", form)
	case f[2] == "always":
		v.organs.Always[form] = name
	case f[2] == "both":
		if !slices.Contains(v.organs.Both[form], name) {
			v.organs.Both[form] = append(v.organs.Both[form], name)
		}
	default:
		return message.Errorf("when is %q, not always or both", f[2])
	}
	return nil
}

func (v *Vocabulary) takeWord(f []string) error {
	kind := wordKind(f[1])
	if !slices.Contains(wordKinds, kind) {
		return message.Errorf("%q is no kind of word", f[1])
	}
	if !slices.Contains(v.words[kind], f[0]) {
		v.words[kind] = append(v.words[kind], f[0])
	}
	return nil
}

func (v *Vocabulary) takeResidue(f []string) error {
	text, named := map[string]string{"SPACE": " ", "LINE": "\n"}[f[2]]
	if !named {
		text = f[2]
	}
	v.residue = append(v.residue, residue{open: f[0], close: f[1], text: text})
	return nil
}

// is reports whether s is a word of the kind.
func (v *Vocabulary) is(kind wordKind, s string) bool { return slices.Contains(v.words[kind], s) }

// ends reports whether s ends with a word of the kind.
func (v *Vocabulary) ends(kind wordKind, s string) bool {
	return slices.ContainsFunc(v.words[kind], func(w string) bool { return strings.HasSuffix(s, w) })
}

// begins reports whether s begins with a word of the kind.
func (v *Vocabulary) begins(kind wordKind, s string) bool {
	return slices.ContainsFunc(v.words[kind], func(w string) bool { return strings.HasPrefix(s, w) })
}

// cutFront takes a word of the kind off the front of s, if one stands there.
func (v *Vocabulary) cutFront(kind wordKind, s string) string {
	for _, w := range v.words[kind] {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return rest
		}
	}
	return s
}

// contains reports whether a word of the kind stands in s.
func (v *Vocabulary) contains(kind wordKind, s string) bool {
	return slices.ContainsFunc(v.words[kind], func(w string) bool { return strings.Contains(s, w) })
}

// cutLabel returns what stands behind a word of the kind and a colon at the front of s: 来源：区政府办.
func (v *Vocabulary) cutLabel(kind wordKind, s string) (rest string, ok bool) {
	s = strings.TrimLeft(s, char.Opening+char.OpenTag+"[")
	label, rest, found := cutAny(s, char.Colons)
	if !found || !v.is(kind, removeSpace(label)) {
		return "", false
	}
	return strings.TrimRight(trim(rest), char.Closing+char.CloseTag+"]"), true
}
