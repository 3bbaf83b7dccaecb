package pdfium

import (
	"bytes"
	"image/png"
	"math"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"duban/parse/page"
)

// How many dots an inch an image of a page has: as many as the pictures on it, since dots that are made anew are harder to
// recognise, but within bounds; without a picture finest.
const (
	coarsest = 150
	finest   = 300
)

// mostDots is how many dots an image may have; that of a larger page is coarser. A3 has half as many.
const mostDots = 40_000_000

const inch = 72 * page.Unit

// learnDots notes how fine a picture is that takes this place.
func (s *sheet) learnDots(picture references.FPDF_PAGEOBJECT, at page.Box) {
	if !s.Images || !at.IsLarge() {
		return
	}
	size, err := s.pdfium.FPDFImageObj_GetImagePixelSize(&requests.FPDFImageObj_GetImagePixelSize{ImageObject: picture})
	if err != nil {
		return
	}
	long := max(size.Width, size.Height) // it may be turned
	s.dots = max(s.dots, int(long)*inch/max(at.Right-at.Left, at.Bottom-at.Top))
}

// image draws the page in shades of grey.
func (s *sheet) image() error {
	dpi := finest
	if s.dots > 0 {
		dpi = min(max(s.dots, coarsest), finest)
	}
	area := float64(s.Width) / inch * float64(s.Height) / inch
	dpi = int(min(float64(dpi), math.Sqrt(mostDots/max(area, 1))))
	if dpi < 1 {
		return nil // a page of no use
	}
	drawn, err := s.pdfium.RenderPageInDPI(&requests.RenderPageInDPI{Page: s.handle, DPI: dpi,
		ImageFormat: requests.RenderImageFormatGrayscale})
	if err != nil {
		return err
	}
	defer drawn.Cleanup()
	var b bytes.Buffer
	fast := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := fast.Encode(&b, drawn.Result.RenderedImage); err != nil {
		return err
	}
	s.Image = b.Bytes()
	return nil
}
