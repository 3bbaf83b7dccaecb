package bulk

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"duban/internal/message"
)

// A journal has a name that no other has, in each of its lines, and gets another whenever it is written anew. Which one the
// dataset has stands in a file of its own: so a journal, or a line of one, that came from another dataset, from a copy of this
// one that has gone its own way, or from another time, is told from one that was written here, and never joined in.

// identity is the file with the names of the journals that the store may have: one, or more while it is written anew.
const identity = "identity"

// journalOf is what the file says.
type journalOf struct {
	Journals []string `json:"journals"` // the newest last
	Sum      string   `json:"sum"`
}

func (of journalOf) sum() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "journals %q", of.Journals))
	return hex.EncodeToString(sum[:16])
}

// readIdentity returns the names of the journals that the store may have; none if the file is gone or damaged, or there was
// none yet.
func (s *store) readIdentity() []string {
	data, err := readRegular(filepath.Join(s.dir, identity))
	if err != nil {
		return nil
	}
	var of journalOf
	if json.Unmarshal(data, &of) != nil || of.Sum != of.sum() {
		return nil
	}
	return of.Journals
}

func (s *store) writeIdentity(journals ...string) error {
	s.isNameless = false
	of := journalOf{Journals: journals}
	of.Sum = of.sum()
	data, err := json.Marshal(of)
	if err != nil {
		return err
	}
	s.journals = journals
	return s.replace(filepath.Join(s.dir, identity), append(data, '\n'))
}

// rewrite writes both copies of the journal anew, with one line for each file, under a new name. Killed at any moment it
// leaves copies of journals that the store may have.
func (s *store) rewrite() error {
	name := rand.Text()
	err := s.writeIdentity(append(slices.Clip(s.journals), name)...)
	if err != nil {
		return err
	}
	all := s.journal.next(s.sorted(), name)
	for _, copied := range journalNames {
		if err := s.replace(filepath.Join(s.dir, copied), all); err != nil {
			return err
		}
	}
	if err := s.writeIdentity(name); err != nil {
		return err
	}
	return removed(filepath.Join(s.dir, oldMark))
}

// mayHave reports whether a line may be of a journal of that name.
func (s *store) mayHave(name string) bool {
	return len(s.journals) == 0 || slices.Contains(s.journals, name)
}

// journalsOf returns the names of the journals whose lines were read.
func journalsOf(copies []*journalCopy) []string {
	names := map[string]bool{}
	for _, c := range copies {
		maps.Copy(names, c.of)
	}
	return slices.Sorted(maps.Keys(names))
}

// isOne reports whether the lines that were read are of journals that the store may have.
func (s *store) isOne(copies []*journalCopy) bool {
	return len(s.journals) > 0 || len(journalsOf(copies)) <= 1
}

// adopt takes the name that the copies have where the file with it is gone or damaged, or there was none in former versions.
func (s *store) adopt(copies []*journalCopy) {
	if len(s.journals) > 0 {
		return
	}
	s.journals = journalsOf(copies)
	s.isNameless = true
	if !slices.Contains(s.journals, "") {
		s.notes = append(s.notes, message.New("%s: damaged or gone; it is written anew; check the disk", filepath.Join(s.dir, identity)))
	}
}

// isSettled reports whether the journal has one name, which is in its place.
func (s *store) isSettled() bool { return len(s.journals) == 1 && !s.isNameless }

// foreign is the error of a store with the journal of another.
func (s *store) foreign() error {
	return UsageError{message.New("%s: the journal is not the one that was written here, but of another dataset or another time: "+
		"which files the dataset has is not known; put back what belongs together (remove %s if that file alone came from elsewhere), "+
		"or use --fresh with all sources", filepath.Join(s.dir, journalNames[0]), filepath.Join(s.dir, identity))}
}

// hasOtherNames reports whether a file of the store has another name, as in a copy of the dataset that is made of links:
// who adds to it adds to both.
func (s *store) hasOtherNames(name string) bool {
	info, err := os.Lstat(filepath.Join(s.dir, name))
	return err == nil && links(info) > 1
}

// ownJournal sees to it that the copies of the journal are files of this store alone.
func (s *store) ownJournal() error {
	if slices.ContainsFunc(journalNames, s.hasOtherNames) {
		return s.rewrite()
	}
	return nil
}

// isConflicting reports whether copies have other entries in one place, as those have that went their own ways.
func isConflicting(a, b *journalCopy) bool {
	for place, e := range a.lines {
		if other, ok := b.lines[place]; ok && !e.equal(other) {
			return true
		}
	}
	return false
}

// isSame reports whether two copies have the same bytes, and those are whole lines behind a head.
func isSame(a, b *journalCopy) bool {
	return bytes.Equal(a.data, b.data) && a.headed && !a.torn
}
