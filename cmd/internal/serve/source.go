package serve

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"
)

// source is a report as it came.
type source struct {
	name    string
	data    []byte
	refused *Problem // why it cannot be one
}

// formOverhead is what a form may take beside the reports in it.
const formOverhead = 64 << 10

// sources returns the reports in a request: the body, or the files of a form, all of which together are no larger than
// one may be. The name of a report comes from the query, the form or the header Content-Disposition; without a name it
// is "-", as standard input is for the command line.
func (s *server) sources(w http.ResponseWriter, r *http.Request, room *hold) ([]source, *Problem) {
	if e := r.Header.Get("Content-Encoding"); e != "" && e != "identity" {
		return nil, problem(http.StatusUnsupportedMediaType, "a body with a content encoding is not read; send it plain")
	}
	if r.ContentLength > s.MaxSize+formOverhead {
		return nil, s.tooLarge()
	}
	body := &arrival{ReadCloser: r.Body, control: http.NewResponseController(w), room: room, rate: s.Rate,
		end: time.Now().Add(s.BodyTimeout)}
	r.Body = http.MaxBytesReader(innermost(w), body, s.MaxSize+formOverhead)
	read := s.body
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		read = s.form
	}
	list, refused := read(r, room)
	if refused != nil {
		return nil, refused
	}
	body.arrived()
	return named(list, r.URL.Query().Get("name"))
}

// named gives the reports of a request the names that answers show.
func named(list []source, name string) ([]source, *Problem) {
	if name != "" && len(list) > 1 {
		return nil, problem(http.StatusBadRequest, "the name in the query is for one report; leave it out where there are several files")
	}
	for i := range list {
		if name != "" {
			list[i].name = name
		}
		list[i].name = base(list[i].name)
	}
	return list, nil
}

// body returns the report that a request consists of.
func (s *server) body(r *http.Request, room *hold) ([]source, *Problem) {
	data, err := collect(r.Body, s.MaxSize, room)
	if err != nil {
		return nil, s.broken(err)
	}
	_, disposition, _ := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
	src := source{disposition["filename"], data, s.unfit(data)}
	return []source{src}, src.refused
}

// form returns the files of a form. They are never written to a disk.
func (s *server) form(r *http.Request, room *hold) ([]source, *Problem) {
	var end tail
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.TeeReader(r.Body, &end), r.Body}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, s.broken(err)
	}
	var list []source
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) && end.holds(r) {
			break
		}
		if err != nil {
			return nil, s.broken(err)
		}
		if part.FileName() == "" {
			continue
		}
		if len(list) == s.MaxFiles {
			return nil, problem(http.StatusBadRequest, "there are more than %d files in the form; send them in several requests", s.MaxFiles)
		}
		data, err := collect(part, s.MaxSize, room)
		if err != nil {
			return nil, s.broken(err)
		}
		list = append(list, source{part.FileName(), data, s.unfit(data)})
	}
	if len(list) == 0 {
		return nil, problem(http.StatusBadRequest, "there is no file in the form")
	}
	return list, nil
}

// tail keeps the last bytes that were written to it, more than the reader of a form reads ahead. That reader gives io.EOF
// also where a form was cut off between its files.
type tail struct{ last []byte }

func (t *tail) Write(p []byte) (int, error) {
	const most = 16 << 10
	t.last = append(t.last, p...)
	if len(t.last) > most {
		t.last = slices.Clone(t.last[len(t.last)-most/2:])
	}
	return len(p), nil
}

// holds reports whether the line that ends the form of a request is there.
func (t *tail) holds(r *http.Request) bool {
	_, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return bytes.Contains(t.last, []byte("--"+params["boundary"]+"--"))
}

// unfit says why bytes cannot be a report; nil if they can.
func (s *server) unfit(data []byte) *Problem {
	switch {
	case int64(len(data)) > s.MaxSize:
		return s.tooLarge()
	case len(data) == 0:
		return problem(http.StatusBadRequest, "there is no report in the request; send its bytes as the body, or as a file of a form")
	}
	return nil
}

// broken says why the body of a request could not be read.
func (s *server) broken(err error) *Problem {
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		return s.tooLarge()
	case errors.Is(err, errNoRoom):
		return problem(http.StatusServiceUnavailable, "too many requests at the same time; try again in a moment")
	case errors.Is(err, errSlow):
		return problem(http.StatusRequestTimeout, "the request arrives at less than %s in a second", humanize.IBytes(uint64(s.Rate)))
	case errors.Is(err, os.ErrDeadlineExceeded):
		return problem(http.StatusRequestTimeout, "the request did not arrive within %s", s.BodyTimeout)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return problem(http.StatusBadRequest, "the body ends early")
	}
	return problem(http.StatusBadRequest, "the body cannot be read; send the bytes of a report, or a form (multipart/form-data) with files")
}

// base returns the last element of a path of either sort of separator.
func base(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if name == "" {
		return "-"
	}
	return name
}
