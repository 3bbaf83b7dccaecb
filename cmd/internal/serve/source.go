package serve

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
)

// source is a report as it came.
type source struct {
	name string
	data []byte
}

// formOverhead is what a form may take beside the report in it.
const formOverhead = 64 << 10

// source returns the report in a request: the body, or the file of a form. Its name comes from the query, the form or
// the header Content-Disposition; without a name it is "-", as standard input is for the command line.
func (s *server) source(w http.ResponseWriter, r *http.Request, room *hold) (source, *Problem) {
	if e := r.Header.Get("Content-Encoding"); e != "" && e != "identity" {
		return source{}, problem(http.StatusUnsupportedMediaType, "a body with a content encoding is not read; send it plain")
	}
	if r.ContentLength > s.MaxSize+formOverhead {
		return source{}, s.tooLarge()
	}
	body := &arrival{ReadCloser: r.Body, control: http.NewResponseController(w), room: room, rate: s.Rate,
		end: time.Now().Add(s.BodyTimeout)}
	r.Body = http.MaxBytesReader(w, body, s.MaxSize+formOverhead)
	read := s.body
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		read = s.form
	}
	src, err := read(r, room)
	if err != nil {
		return source{}, err
	}
	body.arrived()
	if name := r.URL.Query().Get("name"); name != "" {
		src.name = name
	}
	src.name = base(src.name)
	return src, nil
}

// body returns the report that a request consists of.
func (s *server) body(r *http.Request, room *hold) (source, *Problem) {
	data, err := s.readAll(r.Body, room)
	_, disposition, _ := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
	return source{disposition["filename"], data}, err
}

// form returns the one file of a form. It is never written to a disk.
func (s *server) form(r *http.Request, room *hold) (source, *Problem) {
	parts, err := r.MultipartReader()
	if err != nil {
		return source{}, s.broken(err)
	}
	var src source
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return source{}, s.broken(err)
		}
		if part.FileName() == "" {
			continue
		}
		if src.data != nil {
			return source{}, problem(http.StatusBadRequest, "there is more than one file in the form; send them one by one")
		}
		data, refused := s.readAll(part, room)
		if refused != nil {
			return source{}, refused
		}
		src = source{part.FileName(), data}
	}
	if src.data == nil {
		return source{}, problem(http.StatusBadRequest, "there is no file in the form")
	}
	return src, nil
}

// broken says why the body of a request could not be read.
func (s *server) broken(err error) *Problem {
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		return s.tooLarge()
	case errors.Is(err, errNoRoom):
		return problem(http.StatusServiceUnavailable, "too many requests at the same time; try again in a moment")
	case errors.Is(err, errSlow):
		return problem(http.StatusRequestTimeout, "the request arrives at less than "+humanize.IBytes(uint64(s.Rate))+" in a second")
	case errors.Is(err, os.ErrDeadlineExceeded):
		return problem(http.StatusRequestTimeout, "the request did not arrive within "+s.BodyTimeout.String())
	case errors.Is(err, io.ErrUnexpectedEOF):
		return problem(http.StatusBadRequest, "the body ends early")
	}
	return problem(http.StatusBadRequest, "the body cannot be read; send the bytes of a report, or a form (multipart/form-data) with one file")
}

// base returns the last element of a path of either sort of separator.
func base(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if name == "" {
		return "-"
	}
	return name
}
