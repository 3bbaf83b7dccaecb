package dataset

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// rowRange are rows of a table that belong to one part: they are numbered one after the other.
type rowRange struct {
	table        int
	first, count int64
}

// rowMarks are the rows of each part in the database.
type rowMarks struct {
	ranges [][]rowRange // of each part, by table
	last   [tableCount]int64
}

// note notes that the rows of a part follow those before it.
func (m *rowMarks) note(r *Report) {
	var ranges []rowRange
	for t, rows := range r.Rows {
		if len(rows) > 0 {
			ranges = append(ranges, rowRange{t, m.last[t] + 1, int64(len(rows))})
			m.last[t] += int64(len(rows))
		}
	}
	m.ranges = append(m.ranges, ranges)
}

func (m *rowMarks) marks() []byte {
	var data []byte
	for _, ranges := range m.ranges {
		data = binary.AppendUvarint(data, uint64(len(ranges)))
		for _, r := range ranges {
			data = binary.AppendUvarint(data, uint64(r.table))
			data = binary.AppendUvarint(data, uint64(r.first))
			data = binary.AppendUvarint(data, uint64(r.count))
		}
	}
	return data
}

// readRowMarks reads what marks returned.
func readRowMarks(in *input, parts int) (m rowMarks, ok bool) {
	for range parts {
		var ranges []rowRange
		for range in.number(tableCount) {
			r := rowRange{in.number(tableCount - 1), int64(in.size()), int64(in.size())}
			m.last[r.table] = max(m.last[r.table], r.first+r.count-1)
			ranges = append(ranges, r)
		}
		m.ranges = append(m.ranges, ranges)
	}
	return m, !in.short
}

// sqliteChange changes the database that is there, in one transaction and all at the end: the rows of parts that are
// gone go, and those of new ones come. SQLite sees to it that the database is the old one or the new one, whatever
// happens meanwhile.
type sqliteChange struct {
	place
	old    rowMarks
	kept   []int  // place of each part among the old ones; -1 for new ones
	fresh  []Part // the new ones
	now    rowMarks
	digest digest
}

// newSQLiteChange returns nil where the database has to be written anew.
func newSQLiteChange(at place) *sqliteChange {
	if !at.isThere(databaseFile) || !at.bulk {
		return nil
	}
	old, ok := readRowMarks(at.marks(), len(at.index.parts))
	if !ok {
		return nil
	}
	return &sqliteChange{place: at, old: old}
}

func (s *sqliteChange) part(p *part) error {
	if s.kept = append(s.kept, p.old); p.old < 0 {
		s.fresh = append(s.fresh, p.Part)
	}
	return nil
}

func (s *sqliteChange) close() error { return nil }

func (s *sqliteChange) abort() {}

func (s *sqliteChange) outputs() map[string]digest { return map[string]digest{databaseFile: s.digest} }

func (s *sqliteChange) marks() []byte { return s.now.marks() }

// apply changes the database, which is held in a transaction and released.
func (s *sqliteChange) apply(old *oldDatabase) error {
	defer old.release()
	if old.held == nil || !s.isThere(databaseFile) {
		return fmt.Errorf("%s: changed by another program while the tables were written; run the same command again", old.name)
	}
	if err := s.change(old.held); err != nil {
		return fmt.Errorf("%s: %w", databaseFile, err)
	}
	if _, err := old.held.Exec("COMMIT"); err != nil {
		return fmt.Errorf("%s: %w", databaseFile, err)
	}
	old.stays = true
	old.release() // before the file is opened otherwise, which would end locks
	var err error
	s.digest, err = readDigest(old.name)
	return err
}

// change deletes and inserts. The keys that tables refer to each other by are not checked again: all rows are those of
// a database that has passed.
func (s *sqliteChange) change(db *sql.DB) error {
	if err := s.delete(db); err != nil {
		return err
	}
	inserts := make([]*sql.Stmt, tableCount)
	for i, t := range tables {
		var err error
		if inserts[i], err = db.Prepare(insertInto(t)); err != nil {
			return err
		}
		defer inserts[i].Close()
	}
	s.now.last = s.old.last
	fresh := s.fresh
	for _, was := range s.kept {
		if was >= 0 {
			s.now.ranges = append(s.now.ranges, s.old.ranges[was])
			continue
		}
		r, err := fresh[0].Load()
		if err != nil {
			return err
		}
		fresh = fresh[1:]
		if err := s.now.insert(r, inserts); err != nil {
			return err
		}
	}
	return nil
}

// delete deletes the rows of parts that are gone, those first that refer to others.
func (s *sqliteChange) delete(db *sql.DB) error {
	isKept := make([]bool, len(s.old.ranges))
	for _, was := range s.kept {
		if was >= 0 {
			isKept[was] = true
		}
	}
	var gone []rowRange
	for i, ranges := range s.old.ranges {
		if !isKept[i] {
			gone = append(gone, ranges...)
		}
	}
	slices.SortStableFunc(gone, func(a, b rowRange) int { return b.table - a.table })
	for _, r := range gone {
		result, err := db.Exec("DELETE FROM "+tables[r.table].Name+" WHERE rowid BETWEEN ? AND ?", r.first, r.first+r.count-1)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n != r.count {
			return errors.Join(err, fmt.Errorf("%s: %d of %d rows are there; remove the file and run the same command again",
				tables[r.table].Name, n, r.count))
		}
	}
	return nil
}
