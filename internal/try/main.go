package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"duban/internal/pdfium"
	"duban/parse/block"
	"duban/parse/page"
)

func main() {
	ctx := context.Background()
	t := time.Now()
	r, err := pdfium.New(ctx, "/tmp/pdfcache")
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stderr, "start", time.Since(t))
	t = time.Now()
	data, _ := os.ReadFile(os.Args[1])
	var pages []page.Page
	if err := r.Pages(ctx, data, func(p page.Page) error { pages = append(pages, p); return nil }); err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stderr, len(pages), "pages", time.Since(t))
	t = time.Now()
	if len(os.Args) > 2 {
		p := pages[0]
		fmt.Println(p.Width, p.Height, len(p.Glyphs), len(p.Strokes), len(p.Pictures))
		for _, g := range p.Glyphs[:min(60, len(p.Glyphs))] {
			fmt.Printf("%q %+v base %d size %d\n", g.Text, g.Box, g.Base, g.Size)
		}
		for _, g := range p.Strokes[:min(40, len(p.Strokes))] {
			fmt.Printf("%+v\n", g)
		}
		return
	}
	doc, err := page.Document(block.NewBudget(ctx, block.Limits{}), pages)
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stderr, "blocks", time.Since(t))
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *block.Paragraph:
			fmt.Printf("P%d %s\n", b.Page, strings.ReplaceAll(b.Text, "\n", "⏎"))
		case *block.Table:
			fmt.Printf("T%d\n", b.Page)
			for i, row := range b.Rows {
				var c []string
				for j, cell := range row.Cells {
					switch {
					case cell.Row < i:
						c = append(c, "↑")
					case cell.Col < j:
						c = append(c, "←")
					default:
						c = append(c, strings.ReplaceAll(cell.Text, "\n", "⏎"))
					}
				}
				fmt.Println("  ", row.Page, row.Header, strings.Join(c, "│"))
			}
		}
	}
}
