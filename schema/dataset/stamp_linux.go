package dataset

import (
	"io/fs"
	"syscall"
)

func (s *Stamp) ofSystem(info fs.FileInfo) {
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.Changed, s.Device, s.Inode = sys.Ctim.Nano(), int64(sys.Dev), int64(sys.Ino)
	}
}
