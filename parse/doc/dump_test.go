package doc

import (
	"context"
	"fmt"
	"os"
	"testing"

	"duban/parse/block"
)

func TestDump(t *testing.T) {
	data, _ := os.ReadFile(os.Getenv("DOC"))
	f, _, err := open(block.NewBudget(context.Background(), block.Limits{}), data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := newReader(f)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("lengths", f.lengths, "pieces", len(r.text.pieces), "version", f.version, "lang", f.lang)
	for i, l := range r.lists.inUse {
		if l == nil {
			fmt.Println(i+1, nil)
			continue
		}
		fmt.Printf("list %d scheme %p starts %v own", i+1, l.Scheme, l.Starts)
		for j := range l.Levels {
			if l.Levels[j] != nil {
				fmt.Printf(" %d:%+v", j, *l.Levels[j])
			}
		}
		for j := range 9 {
			if lv := l.Level(j); lv != nil && j < 2 {
				fmt.Printf(" L%d:%+v", j, *lv)
			}
		}
		fmt.Println()
	}
	from, to := r.story(bodyStory)
	for _, p := range r.paragraphsOf(from, to) {
		fmt.Printf("%d-%d mark %x style %d num %v out %d depth %d end %v %v\n", p.from, p.to, p.mark, p.style, p.num, p.outline, p.depth, p.rowEnd, p.cellEnd)
		if p.rowEnd {
			fmt.Printf("   %v\n", readRow(p.row, 0))
		}
	}
}

func TestDump2(t *testing.T) {
	data, _ := os.ReadFile(os.Getenv("DOC"))
	f, _, err := open(block.NewBudget(context.Background(), block.Limits{}), data)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := newReader(f)
	for i, u := range r.text.units {
		if u < 32 && u != 13 && u != 7 {
			_, p := r.propsOf(i, i+1)
			fmt.Printf("%d: %x %+v\n", i, u, p)
		}
	}
	for i := range r.drawings.anchors.n {
		fmt.Println("anchor", r.drawings.anchors.at(i), i32(r.drawings.anchors.of(i), 0), r.drawings.anchors.of(i))
	}
	fmt.Println(r.drawings.shapes, r.drawings.byShape, r.drawings.boxes, len(r.data))
	_, to := r.story(headerBoxStory)
	for i := 0; i < min(to, 3000); i++ {
		if r.text.units[i] < 32 {
			fmt.Printf("<%x>", r.text.units[i])
		} else {
			fmt.Printf("%c", r.text.units[i])
		}
	}
	fmt.Println()
}
