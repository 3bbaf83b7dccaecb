package docx

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"duban/parse/block"

	"github.com/stretchr/testify/require"
)

func scan(data string) *xmlScanner {
	return newXMLScanner(block.NewBudget(context.Background(), block.Limits{}), "part.xml", []byte(data))
}

func TestXMLScanner(t *testing.T) {
	const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	s := scan(`<?xml version="1.0"?><!-- <x> --><a:document xmlns:a="` + word + `" xmlns='` + word + `'>` +
		`<a:p one = "1&lt;2" a:two='"' xmlns:a="urn:x" ><a:r/></a:p >text<p a:val="3" c:id="4" xmlns:c="urn:x"/><b:p/><!----><a:t xml:space="preserve"> x&amp;&#x4E00;<![CDATA[<&amp;>]]><u>y</u>z` + "\r\n\r" + `</a:t></a:document>`)
	require.True(t, s.child(0))
	require.True(t, s.is("document"))
	depth := s.depth()

	require.True(t, s.child(depth))
	require.Equal(t, "p", string(s.name))
	require.False(t, s.is("p"), "its prefix stands for another namespace")
	require.Equal(t, "1<2", string(s.attr("one")))
	require.Equal(t, `"`, string(s.attr("two")))
	require.Nil(t, s.attr("wo"))

	require.True(t, s.child(depth), "what was not entered is skipped")
	require.True(t, s.is("p"), "the default namespace")
	require.Equal(t, "3", string(s.attr("val")), "another prefix of the same namespace")
	require.Nil(t, s.attr("id"), "of another namespace")

	require.True(t, s.child(depth))
	require.False(t, s.is("p"), "no such prefix")

	require.True(t, s.child(depth))
	require.True(t, s.is("t"))
	require.True(t, s.keepsSpace())
	require.Equal(t, " x&一<&amp;>z\n\n", string(s.text(nil)))
	require.False(t, s.child(depth))
	require.False(t, s.child(0))
	require.NoError(t, s.err)
}

// event is what both scanners report of a document.
type event struct {
	open string // the name of an element that opens
	text string
}

// events runs the scanner over a whole document.
func events(s *xmlScanner) (all []event) {
	var down func()
	down = func() {
		for d := s.depth(); s.child(d); {
			e := event{open: string(s.name)}
			for _, name := range []string{"id", "val"} {
				e.text += string(s.attr(name)) + "|"
			}
			all = append(all, e)
			if e.open == "t" {
				all = append(all, event{text: string(s.text(nil))})
			} else {
				down()
			}
		}
	}
	down()
	return all
}

// oracle reports the same by encoding/xml, and whether it takes the document at all.
func oracle(data []byte) (all []event, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("not read") }
	depth, within, roots := 0, 0, 0 // within: depth of the t around, or 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all, roots == 1
		}
		if err != nil {
			return nil, false
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth++; depth == 1 {
				roots++
			}
			if within > 0 {
				continue
			}
			e := event{open: token.Name.Local}
			for _, name := range []string{"id", "val"} {
				for _, a := range token.Attr {
					if a.Name.Local == name && a.Name.Space == "" {
						e.text += a.Value
						break
					}
				}
				e.text += "|"
			}
			all = append(all, e)
			if e.open == "t" {
				within = depth
				all = append(all, event{})
			}
		case xml.EndElement:
			if within == depth {
				within = 0
			}
			depth--
		case xml.CharData:
			if within == depth && depth > 0 {
				all[len(all)-1].text += string(token)
			}
		case xml.Directive:
			return nil, false
		}
	}
}

// FuzzXML compares the scanner with encoding/xml on what that takes.
func FuzzXML(f *testing.F) {
	for _, s := range []string{
		`<a/>`, `<a><b id="1" val='2'/><t>x<i>y</i>&lt;<![CDATA[z]]></t></a>`, `<a><t/><t></t>x<!-- <t> --></a>`,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<w:a xmlns:w=\"urn:w\"><w:t xml:space=\"preserve\">\r\n &#13;&#x4E00;</w:t></w:a>",
		`<a><b></a></b>`, `<a`, `<a b="`, `<a>&nbsp;</a>`, `<!DOCTYPE a><a/>`, `<a><?b c?></a>`, `</a>`, `<a></a ><b/>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		s := scan(data)
		got := events(s)
		want, ok := oracle([]byte(data))
		if !ok || !utf8.ValidString(data) || strings.Contains(data, ":") {
			return // names with colons are cut in another way
		}
		require.NoError(t, s.err)
		require.Equal(t, want, got)
	})
}
