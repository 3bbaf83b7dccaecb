package main

import (
	"archive/zip"
	"context"
	"fmt"
	"html"
	"os"

	"duban/internal/pdfium"
	"duban/parse/page"
)

func mm(v int) float64 { return float64(v) / 100 / 72 * 25.4 }

func main() {
	ctx := context.Background()
	r, err := pdfium.New(ctx, "/tmp/pdfcache")
	if err != nil {
		panic(err)
	}
	data, _ := os.ReadFile(os.Args[1])
	out, _ := os.Create(os.Args[2])
	z := zip.NewWriter(out)
	put := func(name, s string) { w, _ := z.Create(name); fmt.Fprint(w, s) }
	put("OFD.xml", `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`)
	pages := ""
	n := 0
	if err := r.Pages(ctx, data, func(p page.Page) error {
		s := fmt.Sprintf(`<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Area><ofd:PhysicalBox>0 0 %.2f %.2f</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="1">`, mm(p.Width), mm(p.Height))
		for i := 0; i < len(p.Glyphs); {
			j := i + 1
			for j < len(p.Glyphs) && p.Glyphs[j].Base == p.Glyphs[i].Base && p.Glyphs[j].Left >= p.Glyphs[j-1].Left && p.Glyphs[j].Left-p.Glyphs[j-1].Right < 300 && p.Glyphs[j].Size == p.Glyphs[i].Size {
				j++
			}
			g := p.Glyphs[i]
			t, d := "", ""
			for k := i; k < j; k++ {
				t += p.Glyphs[k].Text
				if k > i {
					d += fmt.Sprintf("%.3f ", mm(p.Glyphs[k].Left-p.Glyphs[k-1].Left))
				}
			}
			s += fmt.Sprintf(`<ofd:TextObject ID="2" Font="1" Size="%.3f" Boundary="%.3f %.3f 100 10"><ofd:TextCode X="0" Y="%.3f" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`, mm(g.Size), mm(g.Left), mm(g.Base-g.Size), mm(g.Size), d, html.EscapeString(t))
			i = j
		}
		for _, k := range p.Strokes {
			s += fmt.Sprintf(`<ofd:PathObject ID="3" Boundary="%.3f %.3f 1 1"><ofd:AbbreviatedData>M 0 0 L %.3f %.3f</ofd:AbbreviatedData></ofd:PathObject>`, mm(k.X0), mm(k.Y0), mm(k.X1-k.X0), mm(k.Y1-k.Y0))
		}
		put(fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", n), s+`</ofd:Layer></ofd:Content></ofd:Page>`)
		pages += fmt.Sprintf(`<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, n+10, n)
		n++
		return nil
	}); err != nil {
		panic(err)
	}
	put("Doc_0/Document.xml", `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>`+pages+`</ofd:Pages></ofd:Document>`)
	z.Close()
	out.Close()
}
