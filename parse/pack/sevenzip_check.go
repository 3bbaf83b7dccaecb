package pack

import (
	"bytes"
	"duban/internal/message"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/ulikunitz/xz/lzma"
)

// What this file checks is what the library takes from a 7z archive on trust: how many things there are, for each of which
// it makes room at once, and how large the dictionaries are. 7zFormat.txt of the LZMA SDK describes the directory.

const (
	mostDirectory = 64 << 20 // bytes of the directory, unpacked
	mostThings    = 1 << 20  // files, streams, folders
)

// The marks of the parts of a directory.
const (
	szEnd, szHeader, szProperties, szAdditional, szMain, szFiles = 0, 1, 2, 3, 4, 5
	szPack, szUnpack, szSub, szSize, szDigest                    = 6, 7, 8, 9, 10
	szFolder, szUnpackSize, szSubCount, szEncoded                = 11, 12, 13, 23
)

// The methods of packing whose memory the archive says, or that unpack a directory.
const (
	szCopy, szLZMA, szLZMA2, szPPMd, szAES = "\x00", "\x03\x01\x01", "\x21", "\x03\x04\x01", "\x06\xF1\x07\x01"
)

var errDirectory = message.Errorf("its directory cannot be read")

// checkSevenZip refuses an archive that would take more memory than it may, and returns which of its folders, in which files
// are packed together, need a password.
func checkSevenZip(r io.ReaderAt, size int64) ([]bool, error) {
	const headSize = 32
	var head [headSize]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return nil, brokenOff(io.ErrUnexpectedEOF)
	}
	at, length := binary.LittleEndian.Uint64(head[12:]), binary.LittleEndian.Uint64(head[20:])
	if at > uint64(size) || length > uint64(size)-at || at+length > uint64(size-headSize) {
		return nil, brokenOff(message.Errorf("it is cut off"))
	}
	if length > mostDirectory {
		return nil, ErrTooMuch
	}
	directory := make([]byte, length)
	if _, err := r.ReadAt(directory, headSize+int64(at)); err != nil {
		return nil, brokenOff(err)
	}
	if length == 0 {
		return nil, nil
	}
	if directory[0] == szEncoded {
		var err error
		if directory, err = unpackDirectory(r, headSize, size, directory[1:]); err != nil {
			return nil, err
		}
	}
	d := &szDirectory{data: directory}
	d.whole()
	return d.locked, d.problem()
}

// unpackDirectory returns a directory that is packed itself, as streams describes.
func unpackDirectory(r io.ReaderAt, start, size int64, streams []byte) ([]byte, error) {
	d := &szDirectory{data: streams}
	d.streams()
	if err := d.problem(); err != nil {
		return nil, err
	}
	if d.encrypted {
		return nil, errEncrypted
	}
	if d.unpacked > mostDirectory {
		return nil, ErrTooMuch
	}
	if d.packedAt > uint64(size) || d.packed > uint64(size) {
		return nil, brokenOff(errDirectory)
	}
	packed := io.NewSectionReader(r, start+int64(d.packedAt), int64(d.packed))
	var unpacked io.Reader = packed
	var err error
	switch d.method {
	case szCopy:
	case szLZMA:
		head := append(bytes.Clone(d.props), make([]byte, 8)...)
		binary.LittleEndian.PutUint64(head[len(d.props):], d.unpacked)
		unpacked, err = lzma.NewReader(io.MultiReader(bytes.NewReader(head), packed))
	case szLZMA2:
		unpacked, err = lzma.Reader2Config{DictCap: lzma2Memory(d.props[0])}.NewReader2(packed)
	default:
		err = message.Errorf("its directory is packed in a way that is not read")
	}
	if err != nil {
		return nil, brokenOff(err)
	}
	directory, err := io.ReadAll(io.LimitReader(unpacked, mostDirectory))
	if err != nil {
		return nil, brokenOff(err)
	}
	return directory, nil
}

func lzma2Memory(prop byte) int {
	return (2 | int(prop)&1) << (min(prop, 40)/2 + 11)
}

// szDirectory goes through a directory, and stops at what is not as it must be.
type szDirectory struct {
	data []byte
	err  error

	packedAt, packed, unpacked uint64 // of the first stream
	method                     string // of the last coder
	props                      []byte
	encrypted                  bool   // the last folder
	locked                     []bool // for each folder, whether it is encrypted
	folders, outs              int    // outs: streams that come out of all coders
	summed                     []bool // the folders that have a sum
}

func (d *szDirectory) problem() error {
	switch {
	case d.err == nil:
		return nil
	case errors.Is(d.err, ErrTooMuch):
		return d.err
	}
	return brokenOff(d.err)
}

func (d *szDirectory) fail(err error) {
	if d.err == nil {
		d.err = err
	}
	d.data = nil
}

func (d *szDirectory) byte() byte {
	b := d.bytes(1)
	if len(b) == 0 {
		return szEnd
	}
	return b[0]
}

func (d *szDirectory) bytes(n uint64) []byte {
	if n > uint64(len(d.data)) {
		d.fail(errDirectory)
		return nil
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

// number reads a number: the ones that its first byte begins with tell how many bytes follow.
func (d *szDirectory) number() uint64 {
	first := d.byte()
	var value uint64
	for i := range 8 {
		mask := byte(0x80) >> i
		if first&mask == 0 {
			return value | uint64(first&(mask-1))<<(8*i)
		}
		value |= uint64(d.byte()) << (8 * i)
	}
	return value
}

// count reads how many things there are.
func (d *szDirectory) count() int {
	n := d.number()
	if n > mostThings {
		d.fail(ErrTooMuch)
		return 0
	}
	return int(n)
}

func (d *szDirectory) numbers(n int) (first uint64) {
	for i := range n {
		if d.err != nil {
			return first
		}
		if v := d.number(); i == 0 {
			first = v
		}
	}
	return first
}

// digests passes over the sums of n things, and returns which of them have one.
func (d *szDirectory) digests(n int) []bool {
	defined := make([]bool, n)
	all := d.byte() != 0
	var bits []byte
	if !all {
		bits = d.bytes(uint64(n+7) / 8)
	}
	count := uint64(0)
	for i := range defined {
		if defined[i] = all || bits != nil && bits[i/8]&(0x80>>(i%8)) != 0; defined[i] {
			count++
		}
	}
	d.bytes(4 * count)
	return defined
}

// whole goes through a directory up to the number of files. What follows is a list for each property, whose length the
// number of files bounds.
func (d *szDirectory) whole() {
	if d.byte() != szHeader {
		d.fail(errDirectory)
	}
	for d.err == nil {
		switch d.byte() {
		case szProperties:
			for d.byte() != szEnd && d.err == nil {
				d.bytes(d.number())
			}
		case szAdditional, szMain:
			d.locked, d.outs = nil, 0
			d.streams()
		case szFiles:
			d.count()
			return
		case szEnd:
			return
		default:
			d.fail(errDirectory)
		}
	}
}

// streams goes through the description of packed streams.
func (d *szDirectory) streams() {
	for d.err == nil {
		switch d.byte() {
		case szPack:
			d.packInfo()
		case szUnpack:
			d.unpackInfo()
		case szSub:
			d.subStreams()
		case szEnd:
			return
		default:
			d.fail(errDirectory)
		}
	}
}

func (d *szDirectory) packInfo() {
	d.packedAt = d.number()
	n := d.count()
	for d.err == nil {
		switch d.byte() {
		case szSize:
			d.packed = d.numbers(n)
		case szDigest:
			d.digests(n)
		case szEnd:
			return
		default:
			d.fail(errDirectory)
		}
	}
}

func (d *szDirectory) unpackInfo() {
	for d.err == nil {
		switch d.byte() {
		case szFolder:
			d.folders = d.count()
			if d.byte() != 0 { // it stands elsewhere, which the library does not read
				d.fail(errDirectory)
			}
			for range d.folders {
				d.folder()
			}
		case szUnpackSize:
			d.unpacked = d.numbers(d.outs)
		case szDigest:
			d.summed = d.digests(d.folders)
		case szEnd:
			return
		default:
			d.fail(errDirectory)
		}
	}
}

// folder goes through the coders of a folder and how they hang together.
func (d *szDirectory) folder() {
	if d.err != nil {
		return
	}
	ins, outs := 0, 0
	d.encrypted = false
	for range d.count() {
		if d.err != nil {
			return
		}
		in, out := d.coder()
		ins, outs = ins+in, outs+out
	}
	if ins > mostThings || outs > mostThings || d.outs+outs > mostThings {
		d.fail(ErrTooMuch)
		return
	}
	d.outs += outs
	d.locked = append(d.locked, d.encrypted)
	d.numbers(2 * max(outs-1, 0))
	if packed := ins - max(outs-1, 0); packed > 1 {
		d.numbers(packed)
	}
}

func (d *szDirectory) coder() (in, out int) {
	const idSize, isComplex, hasProps = 0x0F, 0x10, 0x20
	flags := d.byte()
	d.method = string(d.bytes(uint64(flags & idSize)))
	in, out = 1, 1
	if flags&isComplex != 0 {
		in, out = d.count(), d.count()
	}
	d.props = nil
	if flags&hasProps != 0 {
		d.props = d.bytes(d.number())
	}
	d.encrypted = d.encrypted || d.method == szAES
	if need := d.memory(); need > mostMemory {
		d.fail(message.Errorf("a dictionary of %d MiB, larger than the limit of %d", need>>20, mostMemory>>20))
	}
	return in, out
}

// memory returns what a coder takes.
func (d *szDirectory) memory() uint64 {
	switch {
	case d.method == szLZMA && len(d.props) == 5, d.method == szPPMd && len(d.props) == 5:
		return uint64(binary.LittleEndian.Uint32(d.props[1:]))
	case d.method == szLZMA2 && len(d.props) == 1:
		return uint64(lzma2Memory(d.props[0]))
	case d.method == szLZMA, d.method == szPPMd, d.method == szLZMA2:
		d.fail(errDirectory)
	}
	return 0
}

// subStreams goes through the files of folders. A folder of one file has its size and its sum already.
func (d *szDirectory) subStreams() {
	counts := slices.Repeat([]int{1}, d.folders)
	for d.err == nil {
		switch d.byte() {
		case szSubCount:
			all := 0
			for i := range counts {
				counts[i] = d.count()
				if all += counts[i]; all > mostThings {
					d.fail(ErrTooMuch)
				}
			}
		case szSize:
			for _, n := range counts {
				d.numbers(max(n-1, 0))
			}
		case szDigest:
			open := 0
			for i, n := range counts {
				if n != 1 || i >= len(d.summed) || !d.summed[i] {
					open += n
				}
			}
			d.digests(open)
		case szEnd:
			return
		default:
			d.fail(errDirectory)
		}
	}
}
