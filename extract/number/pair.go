package number

import (
	"slices"

	"duban/internal/exact"
)

// pair is what two digits in a row say, where they bound a number between them: 三四个, 七八百人, 一二十户, 十七八条. The
// coefficient is read as the second digit; gap is how much the first one is below it.
type pair struct {
	gap  int64
	exp  int32 // of the gap
	open bool
}

// isPair reports whether the two digits at text[j] follow one another, or are 三五.
func (p *parser) isPair(j int) bool {
	low, high := digit(p.text[j]), digit(p.text[j+1])
	return low > 0 && (high == low+1 || low == 3 && high == 5)
}

// bounds reads the pair at text[j] as a coefficient.
func (p *parser) bounds(j int, t term) bool {
	low, high := digit(p.text[j]), digit(p.text[j+1])
	p.pair = pair{gap: int64(high - low), open: true}
	t.value.SetFinite(int64(high), 0)
	t.open = true
	p.term, p.at = t, j+2
	return true
}

// spread makes a number that ends in a pair a range. Behind a hundred the digits can be tens or ones (一百三四), and what
// goes on behind the pair is no number.
func (p *parser) spread() {
	if !p.pair.open || p.n.Form != Plain {
		return
	}
	if p.term.implies(p.last) || p.at < len(p.text) && isNumeral(p.text[p.at]) && !isTwo(p.text[p.at]) {
		p.end(Vague)
		p.n.End, p.n.Bare = p.at, p.at
		return
	}
	p.n.Max = p.n.Value
	add(&p.n.Value, -p.pair.gap, int(p.pair.exp))
	p.n.Range, p.n.About = true, true
}

// settlePair lets a pair name no number where nothing says that it counts: 三四线城市, 三四季度, 五六年级.
func (n *Number) settlePair(text []rune) {
	if !n.About || power(text[n.Bare-1]) > 0 || isKind(n.UnitKind) {
		return
	}
	n.Value, n.Max, n.Range, n.About, n.Form = exact.Decimal{}, exact.Decimal{}, false, false, Vague
}

// isKind reports a kind of units that mean the same whatever the text is about.
func isKind(kind string) bool { return kind != "" && !slices.Contains(Ambiguous, kind) }
