package cell

// inPlaceName reports a numeral with a measure word that names a place, where no thing is counted: 五里镇, 二道河水库.
func (rd *reading) inPlaceName(f *figure) bool {
	switch {
	case !f.is(chinese, more|ranged), f.digits() != 1, f.End != f.Bare+1, rd.isAt(f.Start, signTwo):
		return false
	}
	return rd.r.words.beside[string(rd.text[f.Bare])]&flankInPlace != 0 && rd.besideAt(f.End, flankPlace)
}

// besideAt reports whether a word of that side begins at i.
func (rd *reading) besideAt(i int, s flank) bool {
	const longest = 4
	for to := i + 1; to <= min(len(rd.text), i+longest); to++ {
		if rd.r.words.beside[string(rd.text[i:to])]&s != 0 {
			return true
		}
	}
	return false
}
