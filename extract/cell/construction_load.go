package cell

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"duban/internal/message"
	"duban/schema"
	"duban/seeds"
)

const constructionsFile = "constructions.tsv"

// loadConstructions reads the table of constructions from each of fsys in turn. A row with the id of an earlier one takes
// its place.
func loadConstructions(fsys []fs.FS, w *words) (constructions, error) {
	var t constructions
	const usual = 500 // words of patterns
	l := language{classes: w.classNames, parts: map[string]string{}, filled: make(map[string]element, usual), ids: make(map[string]bool, usual)}
	for i, f := range fsys {
		err := eachLine(f, constructionsFile, i > 0, func(line seeds.Line) error { return t.add(&l, line) },
			"id", "pattern", "gives", "priority", "reads", "leaves", "comment")
		if err != nil {
			return t, err
		}
	}
	t.index()
	return t, nil
}

// add takes in a row, or a class that is made of others.
func (t *constructions) add(l *language, line seeds.Line) error {
	f := line.Fields
	if f[0] == "" {
		return message.Errorf("a construction needs an id")
	}
	if isClassName(f[0]) {
		l.parts[f[0]] = f[1]
		_, err := l.parse(f[1])
		return err
	}
	c := &construction{id: f[0], line: line.Number}
	var err error
	if c.pattern, err = l.parse(f[1]); err != nil {
		return err
	}
	if err := c.give(f[2]); err != nil {
		return err
	}
	if f[3] != "" {
		if c.priority, err = strconv.Atoi(f[3]); err != nil {
			return message.Errorf("the priority %q is no number", f[3])
		}
	}
	if c.reads, c.leaves = split(f[4], " / "), split(f[5], " / "); len(c.reads) == 0 || len(c.leaves) == 0 {
		return message.Errorf("%s needs an example that it reads, and a look-alike that it leaves alone", c.id)
	}
	c.needs, c.wide = c.pattern.needs(c.anchor)
	c.units = c.pattern.elements[c.anchor].units
	if l.ids[c.id] {
		t.rows = slices.DeleteFunc(t.rows, func(other *construction) bool { return other.id == c.id })
	}
	l.ids[c.id] = true
	t.rows = append(t.rows, c)
	return nil
}

// split returns the parts of a field, of which an empty one has none.
func split(field, by string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, by)
}

// give reads what a construction says: "PCT kind=completion; NUM state=target". The first figure or word that is named is
// the anchor.
func (c *construction) give(text string) error {
	for i, part := range strings.Split(text, ";") {
		words := strings.Fields(part)
		if len(words) < 2 {
			return message.Errorf("%q does not say what is given to what", part)
		}
		at, err := c.pattern.find(words[0])
		if err != nil {
			return err
		}
		if i == 0 {
			c.anchor = at
			if !c.pattern.elements[at].canAnchor() {
				return message.Errorf("%s is looked for first, and has to be a class of tokens that cannot be missing", words[0])
			}
		}
		for _, w := range words[1:] {
			g := gift{element: at, from: -1}
			if err := c.value(&g, w); err != nil {
				return err
			}
			c.gives = append(c.gives, g)
			switch g.of {
			case saysRole, saysUnit:
				c.early = true
			}
		}
	}
	c.cue = c.cueElement()
	return nil
}

// canAnchor reports an element that a pattern can be looked for at.
func (e *element) canAnchor() bool {
	if e.optional {
		return false
	}
	return e.sort == unitElement || e.sort == tokenElement && len(e.texts) == 0
}

// find returns the element of that name.
func (p *pattern) find(name string) (int, error) {
	if i := slices.Index(p.labels, name); i >= 0 {
		return slices.IndexFunc(p.elements, func(e element) bool { return int(e.label) == i }), nil
	}
	return 0, message.Errorf("%q is not named in the pattern", name)
}

// value reads key=value.
func (c *construction) value(g *gift, text string) error {
	key, value, ok := strings.Cut(text, "=")
	of, known := judgementNames[key]
	if !ok || !known {
		return message.Errorf("%q is no judgement with its value", text)
	}
	g.of, g.value = of, value
	if err := c.complete(g); err != nil {
		return err
	}
	if !g.valid() {
		return message.Errorf("%q cannot be the value of %s", value, key)
	}
	return nil
}

// complete finds the element whose text completes a value.
func (c *construction) complete(g *gift) (err error) {
	before, name, _ := strings.Cut(g.value, ":")
	switch {
	case g.of == saysRelation, g.of == saysPeriod && isClassName(g.value): // AMOUNT:aim, DATE
		g.value = strings.TrimPrefix(g.value, before)
		g.from, err = c.pattern.find(before)
	case g.of == saysBasis && isClassName(g.value): // SAME
		g.value, g.byWord = "", true
		g.from, err = c.pattern.find(before)
	case g.of == saysBasis && isClassName(name): // vs:NAME
		g.value = before + ":"
		g.from, err = c.pattern.find(name)
	case g.of == saysUnit:
		if next := g.element + 1; next < len(c.pattern.elements) && c.pattern.elements[next].saysUnits() {
			g.from = next
		}
	}
	return err
}

// saysUnits reports whether the element can be a unit that is written out.
func (e *element) saysUnits() bool { return len(e.texts)+len(e.units) > 0 }

// valid reports whether the judgement can have the value.
func (g *gift) valid() bool {
	v := g.value
	switch g.of {
	case saysKind:
		return slices.Contains([]schema.IndicatorKind{schema.Growth, schema.Difference, schema.Completion, schema.Ratio, schema.Rank, schema.Quantity}, schema.IndicatorKind(v))
	case saysState:
		return isState(schema.State(v))
	case saysSign:
		return slices.Contains([]string{"+", "-"}, v)
	case saysModifier:
		return v == "none" || isModifier(schema.Modifier(v))
	case saysBasis:
		return g.byWord || isBasis(v)
	case saysRole:
		_, ok := roleNames[v]
		return ok
	case saysStep:
		_, ok := stepNames[v]
		return ok
	case saysPace:
		return slices.Contains([]schema.Pace{schema.Ahead, schema.OnSchedule, schema.Behind, noPace}, schema.Pace(v))
	case saysPeriod:
		return slices.Contains([]string{"none", ""}, v)
	case saysRelation:
		_, ok := relationNames[v]
		return ok
	}
	return v != ""
}

var roleNames = map[string]role{
	"indicator": indicator, "part": part, "code": code, "session": session, "base": base, roundBase: base, "idle": idle, "unexplained": unexplained, "clock": clock,
}

// roundBase is the role of a base that has to be a power of ten: 十万人拥有医生3人.
const roundBase = "round"

var relationNames = map[string]schema.Relation{
	":host": schema.RelationHost, ":whole": schema.RelationWhole, ":aim": schema.RelationAim, ":anchor": schema.RelationAnchor,
}

// cueElement returns the first element of words that has to be there; where there is none, the anchor.
func (c *construction) cueElement() int {
	for i := range c.pattern.elements {
		e := &c.pattern.elements[i]
		if i != c.anchor && e.isWord() {
			return i
		}
	}
	return c.anchor
}

// isBasis reports what a change can be measured against.
func isBasis(v string) bool { return isOneOf(v, yoy, mom) || strings.HasPrefix(v, versus+":") }

// isWord reports an element of words that has to be there.
func (e *element) isWord() bool {
	if e.sort != tokenElement || e.optional {
		return false
	}
	return e.classes&figureClasses == 0
}
