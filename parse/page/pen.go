package page

// Pen follows a path and makes strokes of it. The zero value is at the start of a path of which only the ground is filled.
type Pen struct {
	Drawn   bool // the outline is drawn, too
	Strokes []Stroke

	points [][2]int
	curved bool
}

// Move begins a part of the path.
func (p *Pen) Move(x, y int) {
	p.Lift()
	p.points = append(p.points, [2]int{x, y})
}

// Line goes straight on.
func (p *Pen) Line(x, y int) { p.points = append(p.points, [2]int{x, y}) }

// Curve goes on in a curve, of which no stroke is made.
func (p *Pen) Curve(x, y int) {
	p.curved = true
	p.Line(x, y)
}

// Lift ends a part of the path.
func (p *Pen) Lift() {
	points, curved := p.points, p.curved
	p.points, p.curved = nil, false
	if len(points) < 2 || curved {
		return
	}
	box := Box{points[0][0], points[0][1], points[0][0], points[0][1]}
	for _, at := range points {
		box = box.around(Box{at[0], at[1], at[0], at[1]})
	}
	if lines := Rect(box, false); !p.Drawn || len(lines) > 0 {
		p.Strokes = append(p.Strokes, lines...)
		return
	}
	for i := 1; i < len(points); i++ {
		p.stroke(points[i-1], points[i])
	}
	if first, last := points[0], points[len(points)-1]; len(points) > 2 && first != last {
		p.stroke(last, first)
	}
}

func (p *Pen) stroke(from, to [2]int) {
	p.Strokes = append(p.Strokes, Stroke{from[0], from[1], to[0], to[1]})
}
