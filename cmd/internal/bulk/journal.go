package bulk

import (
	"bytes"
	"crypto/sha256"
	"duban/internal/message"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// journalNames are the two copies of the journal: what one has lost, the other has.
var journalNames = []string{"files.ndjson", "files-copy.ndjson"}

// oldMark is a file that the first form of the store had: then the journal had no checksums, and no copy.
const oldMark = "made-by"

// journal is what notes the entries of files, as they come.
type journal struct {
	copies     []*os.File
	of         string // which journal it is; see identity.go
	generation int    // how often it was written anew
	lines      int
	first      int // lines when it was written anew
}

// isShort reports whether it has one line for each of so many files, and says so in its head.
func (j *journal) isShort(files int) bool { return j.lines == files && j.first == files }

// journalLine is a line of the journal. Within a generation they are numbered from 1. Before them stands a head, of number
// 0, which says how many there were when the journal was written anew: so that no end of it is lost unseen.
type journalLine struct {
	Of         string          `json:"of,omitempty"` // none in former versions
	Generation int             `json:"generation"`
	Number     int             `json:"number"`
	Lines      int             `json:"lines,omitempty"` // of a head
	Sum        string          `json:"sum"`
	Entry      json.RawMessage `json:"entry,omitempty"`
}

func (l journalLine) sum() string {
	data := fmt.Appendf(nil, "%s%d %d %s", l.Of, l.Generation, l.Number, l.Entry)
	if l.isHead() {
		data = fmt.Appendf(nil, "%s%d of %d", l.Of, l.Generation, l.Lines)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

func (l journalLine) isHead() bool { return l.Number == 0 }

func (l journalLine) json() []byte {
	l.Sum = l.sum()
	data, err := json.Marshal(l)
	if err != nil {
		panic(fmt.Sprintf("line has no JSON: %v", err))
	}
	return append(data, '\n')
}

// line returns the next line, of an entry.
func (j *journal) line(e Entry) []byte {
	j.lines++
	entry, err := json.Marshal(e)
	if err != nil {
		panic(fmt.Sprintf("entry has no JSON: %v", err))
	}
	return journalLine{Of: j.of, Generation: j.generation, Number: j.lines, Entry: entry}.json()
}

// next returns the lines of a new generation, which is another journal.
func (j *journal) next(entries []Entry, of string) []byte {
	j.of = of
	j.generation++
	j.lines, j.first = 0, len(entries)
	var all bytes.Buffer
	all.Write(journalLine{Of: of, Generation: j.generation, Lines: len(entries)}.json())
	for _, e := range entries {
		all.Write(j.line(e))
	}
	return all.Bytes()
}

func (j *journal) open(dir string) error {
	for _, name := range journalNames {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			return err
		}
		j.copies = append(j.copies, f)
	}
	return nil
}

func (j *journal) write(e Entry) error {
	line := j.line(e)
	for _, f := range j.copies {
		if _, err := f.Write(line); err != nil {
			return err
		}
	}
	return nil
}

func (j *journal) close() {
	for _, f := range j.copies {
		f.Close()
	}
}

// linePlace is where an entry stands in the journal; of two for a path the later one holds.
type linePlace struct{ generation, number int }

func (p linePlace) before(q linePlace) bool {
	return p.generation < q.generation || p.generation == q.generation && p.number < q.number
}

// journalCopy is what could be read of one copy.
type journalCopy struct {
	data    []byte
	exists  bool
	headed  bool
	of      map[string]bool // the journals whose lines it has
	foreign int             // lines that are whole, and of another dataset
	lines   map[linePlace]Entry
	last    linePlace
	least   int  // lines that there were once
	damaged int  // lines
	torn    bool // its last line is a part of one
}

// whole reports whether no line is missing.
func (c *journalCopy) whole() bool {
	return c.exists && c.damaged == 0 && len(c.lines) == c.count()
}

// count returns how many lines there have to be.
func (c *journalCopy) count() int { return max(c.last.number, c.least) }

// isEmpty reports a copy that tells nothing, not even that there were no files.
func (c *journalCopy) isEmpty() bool { return !c.headed && len(c.lines) == 0 }

// readJournal reads the entries of earlier imports. It reports whether both copies are as they should be; an error
// means that it is not known which files there were.
func (s *store) readJournal() (whole bool, err error) {
	_, err = os.Stat(filepath.Join(s.dir, oldMark))
	old := err == nil
	s.journals = s.readIdentity()
	var copies [2]*journalCopy
	for i, name := range journalNames {
		if copies[i], err = s.readCopy(filepath.Join(s.dir, name), old); err != nil {
			return false, err
		}
	}
	a, b := copies[0], copies[1]
	last := s.merge(copies[:])
	s.journal.generation, s.journal.lines, s.journal.first = last.generation, last.number, min(a.least, b.least)
	switch {
	case old:
		s.journals = nil
		return false, s.lost(!a.whole())
	case !s.isOne(copies[:]) || isConflicting(a, b):
		return false, s.foreign()
	case a.isEmpty() && b.isEmpty() && a.foreign+b.foreign > 0:
		return false, s.foreign()
	case a.isEmpty() && b.isEmpty():
		return false, s.lost(s.hasReports() || a.damaged+b.damaged > 0)
	}
	s.adopt(copies[:])
	s.journal.of = s.journals[len(s.journals)-1]
	if a.whole() && b.whole() && isSame(a, b) {
		return s.isSettled(), nil
	}
	for i, c := range copies {
		s.noteDamage(filepath.Join(s.dir, journalNames[i]), c, last)
	}
	return false, s.lost(!a.whole() && !b.whole() && missing(copies[:], last))
}

// merge takes the last entry for each path from the copies, and returns the place of the very last.
func (s *store) merge(copies []*journalCopy) (last linePlace) {
	places := map[string]linePlace{}
	for _, c := range copies {
		for place, e := range c.lines {
			if had, ok := places[e.Path]; !ok || had.before(place) {
				places[e.Path] = place
				s.entries[e.Path] = e
			}
		}
		if last.before(c.last) {
			last = c.last
		}
	}
	return last
}

// missing reports whether a line is in neither copy. All lines of a copy are of one generation.
func missing(copies []*journalCopy, last linePlace) bool {
	numbers := map[int]bool{}
	lines := last.number
	for _, c := range copies {
		lines = max(lines, c.least, len(c.lines)+c.damaged)
		for place := range c.lines {
			numbers[place.number] = numbers[place.number] || place.generation == last.generation
		}
	}
	for n := 1; n <= lines; n++ {
		if !numbers[n] {
			return true
		}
	}
	return false
}

// noteDamage says what is wrong with a copy, unless that is what a killed import leaves: one line less than the
// other.
func (s *store) noteDamage(name string, c *journalCopy, last linePlace) {
	missing := 0
	if c.last.generation == last.generation {
		missing = max(last.number, c.least) - len(c.lines) - c.damaged
	}
	what := message.New("it was gone")
	switch {
	case !c.exists:
	case c.foreign > 0:
		what = message.New("lines were of another dataset or another time (%d)", c.foreign)
	case c.damaged > 0:
		what = message.New("lines were damaged (%d)", c.damaged)
	case missing > 1:
		what = message.New("lines were missing (%d)", missing)
	default:
		return
	}
	s.notes = append(s.notes, message.New("%s: %s; it is written anew from its copy; check the disk", name, what))
}

func (s *store) lost(is bool) error {
	if !is {
		return nil
	}
	return UsageError{message.New("%s: the journal is damaged, and so is its copy: which files the dataset has is not known any more; "+
		"use --fresh with all sources, and check the disk", filepath.Join(s.dir, journalNames[0]))}
}

// readCopy reads one copy of the journal. What stands behind its last line end is the line that was being written
// when an import was killed.
func (s *store) readCopy(name string, old bool) (*journalCopy, error) {
	c := &journalCopy{lines: map[linePlace]Entry{}, of: map[string]bool{}}
	data, err := readRegular(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNoFile) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	c.data, c.exists = data, true
	for line := range bytes.Lines(data) {
		if line[len(line)-1] != '\n' {
			c.torn = true
			break
		}
		if !old || !c.takeOld(line) {
			c.take(line, s.mayHave)
		}
	}
	return c, nil
}

// take takes a line. One that is whole, but of a journal that the store cannot have, is as bad as one that is damaged.
func (c *journalCopy) take(line []byte, mayHave func(string) bool) {
	l, ok := parseLine(line)
	if ok && !mayHave(l.Of) {
		c.foreign++
		ok = false
	}
	e, isEntry := l.entry()
	switch {
	case !ok || !l.isHead() && !isEntry:
		c.damaged++
		return
	case l.isHead():
		c.headed, c.least = true, l.Lines
	default:
		c.lines[l.place()] = e
	}
	c.of[l.Of] = true
	if c.last.before(l.place()) {
		c.last = l.place()
	}
}

// takeOld takes a line of the first form of the store, if it is one.
func (c *journalCopy) takeOld(line []byte) bool {
	var e Entry
	if json.Unmarshal(line, &e) != nil || e.Path == "" {
		return false
	}
	c.last.number = len(c.lines) + 1
	c.lines[c.last] = e
	return true
}

func (l journalLine) place() linePlace { return linePlace{l.Generation, l.Number} }

// parseLine returns a line that proves to be as it was written.
func parseLine(line []byte) (l journalLine, ok bool) {
	return l, json.Unmarshal(line, &l) == nil && l.Sum == l.sum()
}

// entry returns the entry of a line, if it has one that an import can have written.
func (l journalLine) entry() (e Entry, ok bool) {
	if l.isHead() || json.Unmarshal(l.Entry, &e) != nil {
		return Entry{}, false
	}
	return e, e.valid()
}

// valid reports whether an entry is one that an import can have written.
func (e Entry) valid() bool {
	isDigest := len(e.SHA256) == hex.EncodedLen(sha256.Size)
	return e.Path != "" && (isDigest || e.Status != OK)
}
