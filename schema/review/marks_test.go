package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"duban/internal/testtables"
	"duban/schema"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
)

// Whatever the shape of a table, each number, date and unexplained number of a row is marked once, in the cell in which
// it stands.
func TestMarksOfTheTables(t *testing.T) {
	figures := 0
	for file, r := range testtables.Reports(t) {
		doc := document(t, page(t, r))
		for _, a := range r.Annexes {
			for i := range a.Rows {
				want := standing(&a, &a.Rows[i])
				require.Equal(t, want, marked(&a, &a.Rows[i], doc), "%s, annex %d, row %d", file, a.Index, a.Rows[i].Index)
				figures += len(want)
			}
		}
	}
	require.Greater(t, figures, 500)
}

// standing returns what a row states, behind the header of the column or the role of the field in which it stands.
func standing(a *schema.Annex, row *schema.Row) []string {
	out := []string{}
	add := func(field schema.Field, column *int, text string) {
		place := string(field)
		if field == schema.FieldCell {
			place = a.Columns[*column].Header
		}
		out = append(out, place+": "+text)
	}
	for _, x := range row.Indicators {
		add(x.Field, x.Column, x.Text)
	}
	for _, d := range row.Dates {
		add(d.Field, d.Column, d.Text)
	}
	for _, u := range row.Coverage.Unexplained {
		add(u.Field, u.Column, u.Text)
	}
	slices.Sort(out)
	return out
}

// marked returns the marks of a row in the same form.
func marked(a *schema.Annex, row *schema.Row, doc *goquery.Document) []string {
	cells := map[string]bool{} // the headers of those without a field of their own
	for _, c := range row.Cells {
		cells[a.Columns[c.Column].Header] = true
	}
	out := []string{}
	labels := doc.Find(fmt.Sprintf("#a%d thead .label", a.Index)).Map(textOfElement)
	doc.Find("#" + rowID(a, row.Index) + " td .m").Each(func(_ int, mark *goquery.Selection) {
		cell := mark.Closest("td")
		place := labels[cell.Index()-1] // behind the head of the row
		if !cells[place] {
			place, _, _ = strings.Cut(cell.AttrOr("class", ""), " ")
		}
		out = append(out, place+": "+mark.Text())
	})
	slices.Sort(out)
	return out
}
