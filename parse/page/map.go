package page

import "math"

// Map is an affine map from the places of a format to those of a page as it is shown, in Units:
// x' = A·x + C·y + E, y' = B·x + D·y + F.
type Map struct{ A, B, C, D, E, F float64 }

// Scale returns the map that makes all things larger by a factor.
func Scale(by float64) Map { return Map{A: by, D: by} }

// Apply returns where a point comes to lie.
func (m Map) Apply(x, y float64) (float64, float64) {
	return m.A*x + m.C*y + m.E, m.B*x + m.D*y + m.F
}

// After returns the map that is n first and then m.
func (m Map) After(n Map) Map {
	e, f := m.Apply(n.E, n.F)
	return Map{m.A*n.A + m.C*n.B, m.B*n.A + m.D*n.B, m.A*n.C + m.C*n.D, m.B*n.C + m.D*n.D, e, f}
}

// At returns where a point comes to lie, in whole Units.
func (m Map) At(x, y float64) (int, int) {
	x, y = m.Apply(x, y)
	return Whole(x), Whole(y)
}

// Box returns the box of two opposite corners.
func (m Map) Box(x0, y0, x1, y1 float64) Box {
	x0, y0 = m.Apply(x0, y0)
	x1, y1 = m.Apply(x1, y1)
	return Box{Whole(min(x0, x1)), Whole(min(y0, y1)), Whole(max(x0, x1)), Whole(max(y0, y1))}
}

// Size returns how large a thing that is upright and of a height comes out.
func (m Map) Size(height float64) int { return Whole(height * math.Hypot(m.C, m.D)) }

// Whole returns a place in whole Units. Places far outside of any page are cut; what is no number is 0.
func Whole(v float64) int {
	const far = 1 << 30
	if math.IsNaN(v) {
		return 0
	}
	return int(math.Round(max(-far, min(v, far))))
}
