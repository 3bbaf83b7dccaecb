package extract

import (
	"cmp"
	"strings"

	"duban/extract/internal/text"
	"duban/internal/char"
)

// This file tells what an item is called without what only orders the rows of a table.

// measuredItem returns the name of a row without what only orders it, with the measure that another column names; "" where it is no more than
// the item.
func (r *sheetReader) measuredItem(d *draft) string {
	name := r.plainItem(d.Item)
	c := r.measureColumn()
	if c < 0 || d.Item == "" || text.Len(d.texts[c]) > longestName || strings.IndexByte(d.texts[c], '\n') >= 0 {
		return name
	}
	measure := cmp.Or(r.plainItem(d.texts[c]), d.texts[c])
	if measure == "" || measure == d.Item {
		return name
	}
	return cmp.Or(name, d.Item) + measure
}

// plainItem returns the name in an item without the mark of a point, the words for a part and the unit in brackets: the 增值税 of 其中：增值税,
// the 税收收入 of （一）税收收入（万元）; "" where the item is no more than its name.
func (r *sheetReader) plainItem(item string) string {
	if strings.IndexByte(item, '\n') >= 0 {
		return ""
	}
	name := strings.TrimSpace(item)
	runes := []rune(name)
	if len(runes) == 0 {
		return ""
	}
	if style, _, end := pointAt(runes, 0); style != noPoint {
		name = strings.TrimSpace(string(runes[end:]))
	}
	for _, word := range r.words[wordPart] {
		if rest, ok := strings.CutPrefix(name, word); ok {
			name = strings.TrimLeft(rest, char.Colons+char.Commas+char.Pause+" "+string(char.Space))
		}
	}
	if r.unitIn(name).Base != "" {
		name, _ = text.WithoutBrackets(name)
	}
	if name == item {
		return ""
	}
	return name
}
