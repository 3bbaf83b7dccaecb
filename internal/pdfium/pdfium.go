// Package pdfium reads the pages of PDF files with PDFium, compiled to WebAssembly: what glyphs and strokes they show, and where.
package pdfium

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"unicode/utf8"

	engine "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"duban/parse/page"
	"duban/parse/pdf"
)

// Reader reads PDF files, one at a time.
type Reader struct {
	Images bool // hand over images of the pages whose text cannot be had

	folder string // that keeps the engine compiled
	pool   engine.Pool
	pdfium engine.Pdfium
	memory *memory
}

// New starts the engine. The folder keeps it compiled, which else takes seconds each time; "" for none. What it keeps is thrown
// away where it cannot be used, and the engine compiled without it: a full disk or a file that was cut off stops nothing.
func New(ctx context.Context, folder string) (*Reader, error) {
	r := &Reader{folder: folder}
	if err := r.start(ctx); err != nil {
		return nil, err
	}
	return r, nil
}

func (r *Reader) start(ctx context.Context) error {
	taken, folder := &memory{}, r.folder
	ctx = experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(taken.allocate))
	pool, err := start(ctx, folder)
	if err != nil && folder != "" && ctx.Err() == nil {
		kept, _ := filepath.Glob(filepath.Join(folder, "wazero-*"))
		for _, name := range kept {
			_ = os.RemoveAll(name)
		}
		pool, err = start(ctx, "")
	}
	if err != nil {
		return err
	}
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return errors.Join(err, pool.Close())
	}
	r.pool, r.pdfium, r.memory = pool, instance, taken
	return nil
}

func start(ctx context.Context, folder string) (engine.Pool, error) {
	// The engine's module handles errors by exceptions of WebAssembly. It is not watched whether the context ends within a call, which
	// would cost a third of the time: there are many, all short but for those that open a file or a page.
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if folder != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(folder); err == nil { // without a cache it is slow, and no worse
			config = config.WithCompilationCache(cache)
		}
	}
	return webassembly.Init(webassembly.Config{Context: ctx, MinIdle: 1, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig()}) // it sees no file: what is shown does not depend on the machine, and no fault in it reaches one
}

// Close ends the engine, if it has not ended. The next call of Pages starts another.
func (r *Reader) Close() error {
	if r.pool == nil {
		return nil
	}
	err := errors.Join(r.pdfium.Close(), r.pool.Close())
	r.pool, r.pdfium = nil, nil
	return err
}

// Pages hands over the pages of a file in order, with the reason of those that cannot be read. What yield returns ends it.
func (r *Reader) Pages(ctx context.Context, data []byte, yield func(page.Page) error) error {
	if r.pool == nil { // or it could not be started anew
		if err := r.start(ctx); err != nil {
			return err
		}
	}
	from := 0
	for range mostRestarts {
		err := r.pagesFrom(ctx, from, data, yield)
		var broken *brokenPage
		if !errors.As(err, &broken) {
			return err
		}
		if err := yield(failed(broken.error)); err != nil {
			return err
		}
		if err := r.restart(ctx); err != nil {
			return err
		}
		from = broken.index + 1
	}
	return r.pagesFrom(ctx, from, data, yield)
}

// pagesFrom hands over the pages from one on.
func (r *Reader) pagesFrom(ctx context.Context, from int, data []byte, yield func(page.Page) error) error {
	r.memory.allow(len(data))
	return r.memory.why(r.pages(ctx, from, data, yield))
}

func (r *Reader) pages(ctx context.Context, from int, data []byte, yield func(page.Page) error) error {
	opened, err := r.pdfium.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return pdf.ErrPassword
	case errors.Is(err, pdferrors.ErrFormat), errors.Is(err, pdferrors.ErrFile):
		return errors.New("what it consists of cannot be found in it")
	case err != nil:
		return err
	}
	defer func() { _, _ = r.pdfium.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document}) }()
	count, err := r.pdfium.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return err
	}
	for i := from; i < count.PageCount; i++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		p, err := r.page(opened.Document, i)
		if err != nil && r.isBroken(err) {
			return &brokenPage{r.memory.why(err), i}
		}
		if err != nil {
			p = failed(err)
		}
		if err := yield(p); err != nil {
			return err
		}
	}
	return nil
}

func (r *Reader) page(doc references.FPDF_DOCUMENT, index int) (page.Page, error) {
	loaded, err := r.pdfium.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index})
	if err != nil {
		return page.Page{}, err
	}
	if r.showsNotes(loaded.Page) { // they become a part of the page, which then has to be loaded anew
		_, _ = r.pdfium.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: requests.Page{ByReference: &loaded.Page}})
		_, _ = r.pdfium.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
		if loaded, err = r.pdfium.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: index}); err != nil {
			return page.Page{}, err
		}
	}
	defer func() { _, _ = r.pdfium.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}) }()
	s := sheet{Reader: r, handle: requests.Page{ByReference: &loaded.Page}}
	if err := s.place(); err != nil {
		return page.Page{}, err
	}
	if err := s.text(); err != nil {
		return page.Page{}, err
	}
	if err := s.drawings(); err != nil {
		return page.Page{}, err
	}
	if r.Images && pdf.IsUnread(&s.Page) {
		if err := s.image(); err != nil {
			return page.Page{}, err
		}
	}
	return s.Page, nil
}

// showsNotes reports whether something was written onto a page: a text, what a form was filled in with, a line through what it says.
func (r *Reader) showsNotes(loaded references.FPDF_PAGE) bool {
	const most = 1000
	handle := requests.Page{ByReference: &loaded}
	count, err := r.pdfium.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: handle})
	if err != nil {
		return false
	}
	for i := range min(count.Count, most) {
		note, err := r.pdfium.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: handle, Index: i})
		if err != nil {
			continue
		}
		kind, err := r.pdfium.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: note.Annotation})
		_, _ = r.pdfium.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: note.Annotation})
		if err != nil {
			continue
		}
		switch kind.Subtype {
		case enums.FPDF_ANNOT_SUBTYPE_FREETEXT, enums.FPDF_ANNOT_SUBTYPE_WIDGET, enums.FPDF_ANNOT_SUBTYPE_STRIKEOUT:
			return true
		}
	}
	return false
}

// sheet is a page that is being read.
type sheet struct {
	*Reader
	page.Page
	handle requests.Page
	shown  page.Map // from the page's own points to how it is shown
	most   int      // objects that may still be looked at
	texts  int      // objects that are text
	unseen int      // those of them that do not show
	dots   int      // an inch, of the finest large picture
}

// place finds out how the page is turned, and where it begins.
func (s *sheet) place() error {
	width, err := s.pdfium.FPDF_GetPageWidthF(&requests.FPDF_GetPageWidthF{Page: s.handle})
	if err != nil {
		return err
	}
	height, err := s.pdfium.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: s.handle})
	if err != nil {
		return err
	}
	s.Width, s.Height = page.Whole(float64(width.PageWidth)*page.Unit), page.Whole(float64(height.PageHeight)*page.Unit)
	const far = 1 << 14 // of whose images the map follows exactly enough
	var x, y [3]float64
	for i, at := range [3][2]float64{{0, 0}, {far, 0}, {0, far}} {
		to, err := s.pdfium.FPDF_PageToDevice(&requests.FPDF_PageToDevice{Page: s.handle, SizeX: s.Width, SizeY: s.Height,
			PageX: at[0], PageY: at[1]})
		if err != nil {
			return err
		}
		x[i], y[i] = float64(to.DeviceX), float64(to.DeviceY)
	}
	s.shown = page.Map{A: (x[1] - x[0]) / far, B: (y[1] - y[0]) / far, C: (x[2] - x[0]) / far, D: (y[2] - y[0]) / far, E: x[0], F: y[0]}
	return nil
}

// text reads the characters of the page.
func (s *sheet) text() error {
	loaded, err := s.pdfium.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: s.handle})
	if err != nil {
		return err
	}
	text := loaded.TextPage
	defer func() { _, _ = s.pdfium.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text}) }()
	count, err := s.pdfium.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil {
		return err
	}
	if count.Count > page.MostGlyphs {
		return fmt.Errorf("%w: %d characters on a page, more than the limit of %d", pdf.ErrLimit, count.Count, page.MostGlyphs)
	}
	for i := range count.Count {
		s.character(text, i)
	}
	return nil
}

// character reads a character. Those that stand nowhere, as the engine puts them between words and lines, are left out.
func (s *sheet) character(text references.FPDF_TEXTPAGE, i int) {
	code, err := s.pdfium.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
	if err != nil || code.Unicode == '\r' || code.Unicode == '\n' {
		return
	}
	if code.Unicode == ' ' {
		made, err := s.pdfium.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: text, Index: i})
		if err != nil || made.IsGenerated {
			return
		}
	}
	loose, err := s.pdfium.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
	if err != nil {
		return
	}
	origin, err := s.pdfium.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: i})
	if err != nil {
		return
	}
	r := loose.Rect
	box := s.shown.Box(float64(r.Left), float64(r.Bottom), float64(r.Right), float64(r.Top))
	x, y := s.shown.At(origin.X, origin.Y)
	g := page.Glyph{Text: string(rune(code.Unicode)), Box: box, X: x, Base: y}
	g.Size, g.Turn = s.looks(text, i)
	if g.Size == 0 {
		g.Size = box.Bottom - box.Top
	}
	switch {
	case code.Unicode == hyphen:
		g.Text = "-"
	case code.Unicode == 0 || code.Unicode > utf8.MaxRune:
		g.Text = string(utf8.RuneError)
	}
	s.Glyphs = append(s.Glyphs, g)
}

// hyphen is what the engine makes of a hyphen at the end of a line, be it a sign of minus or between years.
const hyphen = 2

// looks returns the size of a character as it is shown, as some programs give all fonts the size 1 and scale them, and how it is
// turned.
func (s *sheet) looks(text references.FPDF_TEXTPAGE, i int) (size int, turn page.Turn) {
	font, err := s.pdfium.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: i})
	if err != nil {
		return 0, 0
	}
	got, err := s.pdfium.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: i})
	if err != nil {
		return 0, 0
	}
	m := page.Map{A: float64(got.Matrix.A), B: float64(got.Matrix.B), C: float64(got.Matrix.C), D: float64(got.Matrix.D)}
	if font.FontSize < 0 { // the font is turned round, as the matrix is
		font.FontSize, m = -font.FontSize, page.Map{A: -m.A, B: -m.B, C: -m.C, D: -m.D}
	}
	shown := s.shown.After(m)
	return m.Size(font.FontSize * page.Unit), page.TurnOf(shown.A, shown.B)
}

// drawings reads the lines and pictures of the page.
func (s *sheet) drawings() error {
	s.most = page.MostStrokes
	count, err := s.pdfium.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: s.handle})
	if err != nil {
		return err
	}
	for i := range count.Count {
		object, err := s.pdfium.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: s.handle, Index: i})
		if err != nil {
			return err
		}
		if err := s.object(object.PageObject, s.shown, 0); err != nil {
			return err
		}
	}
	s.Unseen = 2*s.unseen > s.texts
	return nil
}

const (
	objectText  = 1
	objectPath  = 2
	objectImage = 3
	objectForm  = 5
)

// object reads a path, a picture, or what a form has of these. shown is the map of what it stands in.
func (s *sheet) object(object references.FPDF_PAGEOBJECT, shown page.Map, depth int) error {
	const deepest = 12
	if depth > deepest {
		return nil
	}
	if err := s.take(); err != nil {
		return err
	}
	kind, err := s.pdfium.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil {
		return err
	}
	switch int(kind.Type) {
	case objectText:
		s.texts++
		mode, err := s.pdfium.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: object})
		if err == nil && mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE {
			s.unseen++
		}
	case objectPath:
		return s.path(object, shown)
	case objectImage:
		if at, err := s.pdfium.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object}); err == nil {
			box := shown.Box(float64(at.Left), float64(at.Bottom), float64(at.Right), float64(at.Top))
			s.Pictures = append(s.Pictures, box)
			s.learnDots(object, box)
		}
	case objectForm:
		return s.form(object, shown, depth)
	}
	return nil
}

// take accounts for an object or a part of a path. A page is not read in part: lines that are left out would join cells.
func (s *sheet) take() error {
	if s.most--; s.most < 0 {
		return fmt.Errorf("%w: more lines and pictures on a page than the limit of %d", pdf.ErrLimit, page.MostStrokes)
	}
	return nil
}

func (s *sheet) form(form references.FPDF_PAGEOBJECT, shown page.Map, depth int) error {
	own, err := s.matrixOf(form)
	if err != nil {
		return err
	}
	count, err := s.pdfium.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: form})
	if err != nil {
		return err
	}
	for i := range count.Count {
		object, err := s.pdfium.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: form, Index: uint64(i)})
		if err != nil {
			return err
		}
		if err := s.object(object.PageObject, shown.After(own), depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) matrixOf(object references.FPDF_PAGEOBJECT) (page.Map, error) {
	got, err := s.pdfium.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return page.Map{}, err
	}
	m := got.Matrix
	return page.Map{A: float64(m.A), B: float64(m.B), C: float64(m.C), D: float64(m.D), E: float64(m.E), F: float64(m.F)}, nil
}

// path reads the lines of a path.
func (s *sheet) path(path references.FPDF_PAGEOBJECT, shown page.Map) error {
	mode, err := s.pdfium.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: path})
	if err != nil {
		return err
	}
	filled := mode.FillMode != enums.FPDF_FILLMODE_NONE
	if !filled && !mode.Stroke {
		return nil
	}
	own, err := s.matrixOf(path)
	if err != nil {
		return err
	}
	count, err := s.pdfium.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: path})
	if err != nil {
		return err
	}
	shown = shown.After(own)
	pen := page.Pen{Drawn: mode.Stroke}
	for i := range count.Count {
		if err := s.take(); err != nil {
			return err
		}
		segment, err := s.pdfium.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: path, Index: i})
		if err != nil {
			return err
		}
		at, err := s.pdfium.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: segment.PathSegment})
		if err != nil {
			return err
		}
		kind, err := s.pdfium.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: segment.PathSegment})
		if err != nil {
			return err
		}
		x, y := shown.At(float64(at.X), float64(at.Y))
		switch kind.Type {
		case enums.FPDF_SEGMENT_MOVETO:
			pen.Move(x, y)
		case enums.FPDF_SEGMENT_BEZIERTO:
			pen.Curve(x, y)
		default:
			pen.Line(x, y)
		}
	}
	pen.Lift()
	s.Strokes = append(s.Strokes, pen.Strokes...)
	return nil
}
