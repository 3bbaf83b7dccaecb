//go:build !(darwin || freebsd || linux)

package pdfium

// reserve returns so many bytes of zeros, and what gives them back.
func reserve(size int) (bytes []byte, free func()) { return make([]byte, size), func() {} }
