package sheet

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
)

// This file opens workbooks that Excel has encrypted though nobody gave a password for opening: to protect the structure of a workbook
// it does so with a password that it knows. Any other program that reads them opens them without asking.

// decrypt decrypts the stream in place, from the record behind FilePass on; false where another password is needed, or the encryption is
// of another kind: [MS-XLS] 2.2.10 and [MS-OFFCRYPTO] 2.3.6.
func decrypt(stream []byte, from int, filePass record) bool {
	const (
		password = "VelvetSweatshop"
		kind     = "\x01\x00\x01\x00\x01\x00" // RC4, version 1.1
		size     = len(kind) + 3*16
	)
	if len(filePass.data) < size || string(filePass.data[:len(kind)]) != kind {
		return false
	}
	salt, verifier, hash := filePass.data[6:22], bytes.Clone(filePass.data[22:38]), bytes.Clone(filePass.data[38:54])
	c := &blockCipher{base: baseKey(password, salt)}
	c.begin(0)
	c.xor(verifier)
	c.xor(hash)
	if sum := md5.Sum(verifier); !bytes.Equal(sum[:], hash) {
		return false
	}
	c.begin(0)
	s := records{data: stream, pos: from}
	for {
		rec, ok := s.next()
		if !ok {
			return true
		}
		plain := plainBytes(rec.kind, len(rec.data))
		c.skipTo(s.pos - len(rec.data) + plain)
		c.xor(rec.data[plain:])
	}
}

// plainBytes returns how many bytes at the front of a record are not encrypted.
func plainBytes(kind recordKind, size int) int {
	switch kind {
	case recBOF, recFilePass, 0x00E1, 0x0194, 0x0195, 0x0196, 0x0138: // of the interface, of locks and of revisions
		return size
	case recBoundSheet: // where the sheet stands
		return min(4, size)
	}
	return 0
}

// baseKey returns what the keys of all blocks are made of.
func baseKey(password string, salt []byte) [5]byte {
	var text []byte
	for _, c := range password {
		text = binary.LittleEndian.AppendUint16(text, uint16(c))
	}
	h := md5.Sum(text)
	var all []byte
	for range 16 {
		all = append(append(all, h[:5]...), salt...)
	}
	h = md5.Sum(all)
	return [5]byte(h[:5])
}

// blockCipher is RC4 with another key for each 1024 bytes of the stream.
type blockCipher struct {
	base   [5]byte
	stream *rc4.Cipher
	pos    int
}

const cipherBlock = 1024

// begin begins a block.
func (c *blockCipher) begin(block int) {
	key := md5.Sum(binary.LittleEndian.AppendUint32(c.base[:], uint32(block)))
	c.stream, _ = rc4.NewCipher(key[:]) // which fails for keys of other lengths
	c.pos = block * cipherBlock
}

// skipTo goes to a place of the stream.
func (c *blockCipher) skipTo(pos int) {
	if pos/cipherBlock != c.pos/cipherBlock {
		c.begin(pos / cipherBlock)
	}
	var unused [cipherBlock]byte
	c.xor(unused[:pos-c.pos])
}

// xor decrypts what stands at the place.
func (c *blockCipher) xor(data []byte) {
	for len(data) > 0 {
		n := min(len(data), cipherBlock-c.pos%cipherBlock)
		c.stream.XORKeyStream(data[:n], data[:n])
		data = data[n:]
		if c.pos += n; c.pos%cipherBlock == 0 {
			c.begin(c.pos / cipherBlock)
		}
	}
}
