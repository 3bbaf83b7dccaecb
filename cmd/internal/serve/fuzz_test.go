package serve

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"duban/schema"

	"github.com/stretchr/testify/require"
)

// FuzzForm sends forms of any bytes: they are refused, or give a line for each file of them that has a name, as the
// standard library counts them.
func FuzzForm(f *testing.F) {
	const file = "--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\n关于进展\r\n"
	for _, body := range []string{file + "--x--\r\n", file + file + "--x--", file, "--x--", "", "--x\r\n\r\n--x--",
		"--x\r\nContent-Disposition: form-data; name=file; filename=\"\"\r\n\r\na\r\n" + file + "--x--",
		"--x\r\nContent-Disposition: form-data; filename=a\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=41\r\n--x--"} {
		f.Add(body)
	}
	o := options()
	o.Read = func(_ context.Context, name string, data []byte) (*schema.Report, error) {
		if len(data) == 0 {
			return nil, errors.New("an empty file is read")
		}
		return &schema.Report{Source: schema.Source{Name: name}}, nil
	}
	h := Handler(o)
	f.Fuzz(func(t *testing.T, body string) {
		w := httptest.NewRecorder()
		r := with(post("/v1/extract", body), "Content-Type", "multipart/form-data; boundary=x")
		h.ServeHTTP(w, with(r, "Accept", "application/x-ndjson"))
		if w.Code != http.StatusOK {
			require.Contains(t, []int{400, 413}, w.Code, w.Body)
			return
		}
		lines := strings.Split(strings.TrimSuffix(w.Body.String(), "\n"), "\n")
		require.Len(t, lines, filesIn(body))
		for _, line := range lines {
			require.True(t, json.Valid([]byte(line)), line)
		}
	})
}

// filesIn counts the files with a name in a form.
func filesIn(body string) int {
	n := 0
	for parts := multipart.NewReader(strings.NewReader(body), "x"); ; {
		part, err := parts.NextPart()
		if err != nil {
			return n
		}
		if part.FileName() != "" {
			n++
		}
		io.Copy(io.Discard, part)
	}
}
