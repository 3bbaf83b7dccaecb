package dataset

import (
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"duban/internal/message"
)

// rowRange are rows of a table that belong to one part: they are numbered one after the other.
type rowRange struct {
	table        int
	first, count int64
}

// rowMarks are the rows of each part in the database.
type rowMarks struct {
	ranges [][]rowRange // of each part, by table
	sums   []uint64     // of what stands in them; 0 for reports, which their keys tell apart
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
	m.ranges, m.sums = append(m.ranges, ranges), append(m.sums, sumOf(r))
}

// sumOf returns what tells rows of tables on many reports from others; 0 for a report.
func sumOf(r *Report) uint64 {
	if len(r.Rows[reports]) > 0 {
		return 0
	}
	sum := sha256.Sum256(r.Append(nil))
	return binary.BigEndian.Uint64(sum[:]) | 1
}

func (m *rowMarks) marks() []byte {
	var data []byte
	for i, ranges := range m.ranges {
		data = binary.LittleEndian.AppendUint64(data, m.sums[i])
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
		sum := append([]byte(in.take(8)), make([]byte, 8)...)
		m.sums = append(m.sums, binary.LittleEndian.Uint64(sum))
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
	spot
	old    rowMarks
	kept   []int   // place of each part among the old ones; -1 for new ones
	fresh  []*part // the new ones, in their places
	held   int     // bytes of text of those that are held in memory
	now    rowMarks
	digest digest
}

// mostHeld is how many bytes of text of new parts are held until the end; others are loaded again.
const mostHeld = 16 << 20

// newSQLiteChange returns nil where the database has to be written anew.
func newSQLiteChange(at spot) *sqliteChange {
	if !at.isThere(databaseFile) || !at.bulk {
		return nil
	}
	old, ok := readRowMarks(at.marks(), len(at.index.parts))
	if !ok {
		return nil
	}
	return &sqliteChange{spot: at, old: old}
}

func (s *sqliteChange) part(p *part) error {
	s.kept = append(s.kept, p.old)
	if p.old >= 0 {
		s.fresh = append(s.fresh, nil)
		return nil
	}
	if s.held += p.size; s.held > mostHeld {
		p = &part{Part: p.Part, old: -1, size: p.size}
	}
	s.fresh = append(s.fresh, p)
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
		return message.Errorf("%s: changed by another program while the tables were written; run the same command again", old.name)
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
	if err := s.findKept(); err != nil {
		return err
	}
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
	for i, was := range s.kept {
		if was >= 0 {
			s.now.ranges, s.now.sums = append(s.now.ranges, s.old.ranges[was]), append(s.now.sums, s.old.sums[was])
			continue
		}
		r, err := s.fresh[i].load()
		if err != nil {
			return err
		}
		if err := s.now.insert(r, inserts); err != nil {
			return err
		}
	}
	return nil
}

// findKept finds the new parts whose rows an old one has that is not there under its key any more: of the panel of an
// issuer with a new report most is as it was.
func (s *sqliteChange) findKept() error {
	gone := map[uint64]int{}
	isKept := s.isKept()
	for i, sum := range s.old.sums {
		if sum != 0 && !isKept[i] {
			gone[sum] = i
		}
	}
	for i, p := range s.fresh {
		if p == nil {
			continue
		}
		r, err := p.load()
		if err != nil {
			return err
		}
		sum := sumOf(r)
		if was, ok := gone[sum]; ok {
			s.kept[i] = was
			delete(gone, sum)
		}
	}
	return nil
}

// isKept reports which of the old parts are kept.
func (s *sqliteChange) isKept() []bool {
	isKept := make([]bool, len(s.old.ranges))
	for _, was := range s.kept {
		if was >= 0 {
			isKept[was] = true
		}
	}
	return isKept
}

// delete deletes the rows of parts that are gone, those first that refer to others.
func (s *sqliteChange) delete(db *sql.DB) error {
	isKept := s.isKept()
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
			return errors.Join(err, message.Errorf("%s: %d of %d rows are there; remove the file and run the same command again",
				tables[r.table].Name, n, r.count))
		}
	}
	return nil
}
