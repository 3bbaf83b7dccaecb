//go:build darwin || freebsd || linux

package pdfium

import "syscall"

// reserve returns so many bytes of zeros, of which no page takes room before it is used, and what gives them back. Go's own memory is
// filled with zeros first where a part of it was in use before, and then takes up all its room.
func reserve(size int) (bytes []byte, free func()) {
	bytes, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return make([]byte, size), func() {}
	}
	return bytes, func() { _ = syscall.Munmap(bytes) }
}
