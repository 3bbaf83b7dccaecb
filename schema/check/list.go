package check

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"duban/internal/clause"
	"duban/internal/exact"
	"duban/internal/message"
	"duban/schema"
)

// This file counts the names of enumerations: A、B、C等7个.

// mostListed is the largest count that is checked: nobody lists more.
const mostListed = 60

// mostListText is how long an enumeration may be, in characters.
const mostListText = 1000

// list reports an enumeration in front of count i, or behind it, that names more things than it says, or fewer where no word says that
// there are more.
func (p *place) list(t *passage, i int) {
	f := t.figures[i]
	if !f.canCountList() || t.isCountedOn(i) { // 2所高校1家院所: the list may name both
		return
	}
	p.listBehind(t, f)
	l, ok := t.listBefore(i)
	if !ok {
		return
	}
	switch n, _ := f.whole(); {
	case l.more && n < l.least:
		p.add(listFinding(t, f, l.least, "the list in front of %s names at least %d"))
	case l.more, !l.names(f):
	case n < l.least:
		p.add(listFinding(t, f, l.least, "the list in front of %s names at least %d"))
	case n > l.most:
		p.add(listFinding(t, f, l.most, "the list in front of %s names %d"))
	}
}

// listBehind reports what a count is said to be, each by its name: 新建学校2所，分别为：甲小学、乙小学.
func (p *place) listBehind(t *passage, f *figure) {
	l, ok := t.namesIn(t.enumerated(t.tree.Clauses[f.clause].After))
	switch n, _ := f.whole(); {
	case !ok:
	case n < l.least:
		p.add(listFinding(t, f, l.least, "the list behind %s names at least %d"))
	case n > l.most && !l.more:
		p.add(listFinding(t, f, l.most, "the list behind %s names %d"))
	}
}

// enumerated returns the clause with the names that a clause leads to: itself, behind the word for that, or the one behind its colon; or None.
func (t *passage) enumerated(id int32) int32 {
	if id == clause.None {
		return id
	}
	c, next := &t.tree.Clauses[id], id+1
	words := t.slice(c.Start, min(c.End, c.Start+mostWords))
	switch {
	case namesNext.is(words) && int(next) < len(t.tree.Clauses) && t.tree.Clauses[next].Head == id:
		return next
	case namesNext.begins(words):
		return id
	}
	return clause.None
}

// namesIn reads the enumeration that a clause is, if it holds no figure and its sentence ends with it.
func (t *passage) namesIn(id int32) (l list, ok bool) {
	if id == clause.None {
		return l, false
	}
	c := &t.tree.Clauses[id]
	if c.After != clause.None || c.End-c.Start > mostListText || t.figureFrom(c.Start) != t.figureFrom(c.End) {
		return l, false
	}
	words := namesNext.cutFront(t.slice(c.Start, c.End))
	if front, others := andOthers.cutLast(words); others {
		words, l.more = front, true
	}
	l.items = strings.FieldsFunc(words, func(r rune) bool { return clause.Kind(r) == clause.Item })
	l.least = len(l.items)
	l.most = l.least + joints(l.items)
	return l, l.least > 1 && !slices.ContainsFunc(l.items, isNoName)
}

// isNoName reports an item that is no name of one thing.
func isNoName(item string) bool {
	n := utf8.RuneCountInString(item)
	return n < 3 || n > longestName || isProcess(item) || strings.ContainsFunc(item, clause.PartsWords)
}

const longestName = 20 // characters

// canCountList reports an exact count of as many things as somebody lists.
func (f *figure) canCountList() bool {
	if f.rounded || !f.counts() || !f.exact() {
		return false
	}
	return f.value.Cmp(one) > 0 && f.value.Cmp(longest) <= 0
}

var longest = exact.NewRat(mostListed, 1)

// isCountedOn reports a figure with another behind it in its clause.
func (t *passage) isCountedOn(i int) bool {
	return i+1 < len(t.figures) && t.figures[i+1].clause == t.figures[i].clause
}

func listFinding(t *passage, f *figure, named int, says message.Format) schema.Finding {
	count := decimal(exact.NewRat(int64(named), 1), 0)
	out := t.finding(f, schema.CountList, schema.Warning, says, f.Text, named)
	out.Claimed, out.Computed = &f.Value, count
	return out
}

// list is an enumeration in front of a count.
type list struct {
	items []string
	least int // how many things are named, if 和 and the like join parts of one name
	most  int // if they join two
	more  bool
}

// listBefore reads the enumeration that stands right in front of figure i.
func (t *passage) listBefore(i int) (list, bool) {
	end := t.figures[i].Start
	l := list{}
	for end > 0 && t.runes[end-1] == ' ' {
		end--
	}
	if end > 0 && andOthers.is(string(t.runes[end-1])) {
		l.more = true
		end--
	}
	first := max(0, end-mostListText)
	if i > 0 {
		first = max(first, t.figures[i-1].End)
	}
	var ok bool
	if l.items, ok = t.namesBefore(i, first, end); !ok || len(l.items) < 2 {
		return list{}, false
	}
	last := l.items[len(l.items)-1]
	if making.ends(last) || andOthers.in(last) || slices.ContainsFunc(l.items, isNoThing) { // 听汇报、看现场等方式对12个项目
		return list{}, false
	}
	l.least = len(l.items)
	l.most = l.least + joints(l.items)
	return l, true
}

// isNoThing reports an item that is too short for a name, or a step of work.
func isNoThing(item string) bool { return utf8.RuneCountInString(item) < 2 || isProcess(item) }

// namesBefore returns what stands between the marks of the list in front of figure i, up to a place. It is not ok if the clause
// begins in front of first, where another count stands (道路3条、桥梁2座), or behind the list.
func (t *passage) namesBefore(i, first, end int) (names []string, ok bool) {
	own := int32(t.figures[i].clause)
	from := t.tree.Clauses[own].Start
	if from < first || from > end { // a long sentence is cut in two, maybe behind what the list ends with
		return nil, false
	}
	at := sort.Search(len(t.items), func(k int) bool { return t.items[k].at >= from })
	for _, m := range t.items[at:] {
		if m.at >= end {
			break
		}
		if m.clause == own {
			names = append(names, strings.TrimSpace(t.slice(from, m.at)))
			from = m.at + 1
		}
	}
	return append(names, strings.TrimSpace(t.slice(from, end))), true
}

// joints counts the words in the names that may join two of them.
func joints(items []string) int {
	n := 0
	for _, s := range items {
		for _, joint := range joining {
			if strings.Contains(s, joint) {
				n++
			}
		}
	}
	return n
}

// names reports an enumeration of names, and not of kinds or steps, in front of a count of what they are: 劳动路、滨江路2条道路.
func (l list) names(f *figure) bool {
	letters := 0
	for _, s := range l.items {
		n := len([]rune(s))
		if n < 3 {
			return false
		}
		letters += n
	}
	return letters >= 4*len(l.items) && !l.tellsWhose() && kindAhead(f.after)
}

// tellsWhose reports an enumeration of bodies that what the last item names is of: 市委、市政府交办工作8件.
func (l list) tellsWhose() bool {
	last := len(l.items) - 1
	return !bodies.ends(l.items[last]) && slices.ContainsFunc(l.items[:last], bodies.ends)
}

// kindAhead reports words behind a count that say what was counted: 2所公办幼儿园.
func kindAhead(after string) bool {
	runes := []rune(after)
	ahead := string(runes[:min(len(runes), 10)])
	return listed.in(ahead)
}

// isProcess reports a name that is nothing but steps of work: 可研批复, 方案设计.
func isProcess(s string) bool {
	for s != "" {
		i := slices.IndexFunc(steps, func(w string) bool { return strings.HasPrefix(s, w) })
		if i < 0 {
			return false
		}
		s = s[len(steps[i]):]
	}
	return true
}
