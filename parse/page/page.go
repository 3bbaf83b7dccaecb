// Package page makes the blocks of a document from what its pages show: glyphs and strokes with their positions. It is for
// formats that hold pages as they are printed and know of no paragraphs and no tables.
//
// The strokes of a page are merged to lines, and lines that cross make ruled tables (strokes.go, table.go). The glyphs of a
// table go to its cells, all others become lines of text (lines.go), tables without lines (unruled.go) and paragraphs (document.go).
// What pages repeat at their edges is left out (edges.go), and a table that goes on over pages becomes one (across.go).
package page

import "math"

// Unit is a hundredth of a point, of which an inch has 72: positions are whole numbers, so that they are the same on every machine.
const Unit = 100

// Page is one page as it is shown, upright. Positions count from its left and upper edge, in Units.
type Page struct {
	Width, Height int
	Glyphs        []Glyph
	Strokes       []Stroke
	Pictures      []Box
	Unseen        bool // the text of the page is there to be searched for and does not show: the page itself is a picture
	// Image is the page as a PNG picture, of such whose text cannot be had and where an engine was asked for it; else nil.
	Image []byte
	// Recognized says that Glyphs are what a program has recognised in a picture.
	Recognized bool
	// Unread says that nothing of the page is read, so that what stands before and behind it does not hang together.
	Unread bool
	// Failure is why the page cannot be read, "" where it can. TooMuch says that it holds more than is read of one page.
	Failure string
	TooMuch bool
}

// A page of a report has thousands of characters and hundreds of lines; one with more than this is no report, and whoever reads
// pages is to stop there.
const (
	MostGlyphs  = 200_000
	MostStrokes = 200_000
)

// IsCovered reports whether a picture covers most of the page.
func (p *Page) IsCovered() bool {
	for _, b := range p.Pictures {
		if 2*b.width()*b.height() > p.Width*p.Height {
			return true
		}
	}
	return false
}

// Glyph is a character at its place. Spaces need not be given; they are told by their width as well.
type Glyph struct {
	Text    string // mostly one character
	Box            // from its origin to that of the next, and from its top to its bottom
	X, Base int    // its origin, on its base line
	Size    int    // of its font
	Turn    Turn
}

// Turn is how a glyph is turned, in quarters clockwise: 0 for upright, Slanted for none of the four.
type Turn int8

// Slanted are glyphs in no direction that texts of reports have.
const Slanted Turn = 4

// TurnOf returns how text is turned that runs in a direction, of which y counts downwards.
func TurnOf(x, y float64) Turn {
	const steep = 20 // times as far one way as the other
	switch {
	case x > steep*math.Abs(y):
		return 0
	case y > steep*math.Abs(x):
		return 1
	case -x > steep*math.Abs(y):
		return 2
	case -y > steep*math.Abs(x):
		return 3
	}
	return Slanted
}

// Stroke is a drawn line or the middle of a thin box, from left to right or from top to bottom.
type Stroke struct {
	X0, Y0, X1, Y1 int
}

// Box is a place on a page.
type Box struct {
	Left, Top, Right, Bottom int
}

func (b Box) width() int  { return b.Right - b.Left }
func (b Box) height() int { return b.Bottom - b.Top }

// middle returns the point in the middle of b.
func (b Box) middle() (x, y int) { return (b.Left + b.Right) / 2, (b.Top + b.Bottom) / 2 }

// has reports whether a point is in b.
func (b Box) has(x, y int) bool {
	return b.Left <= x && x < b.Right && b.Top <= y && y < b.Bottom
}

// IsLarge reports a picture in which figures could be read; smaller ones are ornaments.
func (b Box) IsLarge() bool { return b.width() > 72*Unit && b.height() > 36*Unit }

// around returns the smallest box that has both.
func (b Box) around(c Box) Box {
	return Box{min(b.Left, c.Left), min(b.Top, c.Top), max(b.Right, c.Right), max(b.Bottom, c.Bottom)}
}

// Rect returns the strokes of a box that is drawn or filled: its middle line where it is thin, its four edges where it is
// only drawn, nothing where it is the ground of what stands on it.
func Rect(b Box, drawn bool) []Stroke {
	x, y := b.middle()
	switch {
	case b.height() <= thin && b.width() > b.height():
		return []Stroke{{b.Left, y, b.Right, y}}
	case b.width() <= thin && b.height() > b.width():
		return []Stroke{{x, b.Top, x, b.Bottom}}
	case !drawn || b.width() <= thin: // a dot
		return nil
	}
	return []Stroke{{b.Left, b.Top, b.Right, b.Top}, {b.Left, b.Bottom, b.Right, b.Bottom},
		{b.Left, b.Top, b.Left, b.Bottom}, {b.Right, b.Top, b.Right, b.Bottom}}
}

// thin is the height of a filled box up to which it is a line.
const thin = 4 * Unit
