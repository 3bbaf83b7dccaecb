package dataset

import (
	"io/fs"
	"time"
)

// Stamp is what tells, without reading it, that a file is as it was: it changes whenever the file is written to, or
// another takes its place. Two stamps are compared with ==.
type Stamp struct {
	Size    int64 `json:"size"`
	Written int64 `json:"written"` // in nanoseconds, as Changed
	Changed int64 `json:"changed,omitempty"`
	Device  int64 `json:"device,omitempty"`
	Inode   int64 `json:"inode,omitempty"`
}

// StampOf returns the stamp of a file; none where that is no regular file. Changed, Device and Inode are 0 where the
// system has none.
func StampOf(info fs.FileInfo) (Stamp, bool) {
	s := Stamp{Size: info.Size(), Written: info.ModTime().UnixNano()}
	s.ofSystem(info)
	return s, info.Mode().IsRegular()
}

// settling is how long after the last change of a file the clock of any file system has surely moved on.
const settling = 2 * time.Second

// IsSettled reports whether a file that is changed after that time, at which it was read, would have another stamp.
// Clocks of file systems move in steps.
func (s Stamp) IsSettled(read time.Time) bool {
	return max(s.Written, s.Changed) <= read.Add(-settling).UnixNano()
}
