package cell

// These read what stands within a year: halves, quarters, months, days.

// withinYear reads a half, a quarter, months or a day.
func (d *dateReader) withinYear() bool {
	from := d.at
	ok := d.half() || d.quarter() || d.months()
	if !ok {
		d.at = from
	}
	return ok
}

func (d *dateReader) half() bool {
	switch {
	case d.has("上半年"):
		d.n = 1
	case d.has("下半年"):
		d.n = 2
	default:
		return false
	}
	d.shape = halfShape
	d.readEdge()
	return true
}

func (d *dateReader) quarter() bool {
	from := d.at
	if d.otherQuarter() {
		return true
	}
	several := d.has("前")
	d.has("第")
	n, width := d.int(1)
	if width == 0 || n < 1 || n > 4 || !d.has("季度") && !(several && d.has("个季度")) {
		d.at = from
		return false
	}
	d.shape, d.n = quarterShape, n
	if several {
		d.shape = quartersShape
	}
	d.readEdge()
	return true
}

// otherQuarter reads a quarter beside that of the report: 上一季度, 本季度.
func (d *dateReader) otherQuarter() bool {
	for i, word := range []string{"上", "本", "下"} {
		from := d.at
		if d.has(word) {
			if d.has("一"); d.has("季度") {
				d.shape, d.quarters, d.byReport = quarterShape, i-1, true
				d.readEdge()
				return true
			}
		}
		d.at = from
	}
	return false
}

func (d *dateReader) readEdge() {
	switch {
	case d.has("末"), d.has("底"), d.has("月末"), d.has("月底"):
		d.edge = late
	case d.has("初"):
		d.edge = early
		return
	}
	d.before()
}

// months reads 1-2月, 前8个月, 4月, 4月中旬, 4月10日.
func (d *dateReader) months() bool {
	from := d.at
	if d.has("前") {
		if m, width := d.int(2); width > 0 && 1 <= m && m <= 12 && (d.has("个月") || d.has("月")) {
			d.shape, d.n, d.m = monthsShape, 1, m
			return true
		}
		d.at = from
		return false
	}
	m, width := d.int(2)
	if width == 0 && d.has("元") { // 元月, 元至3月
		m, width = 1, 1
	}
	if width == 0 || m < 1 || m > 12 {
		return false
	}
	monthSaid := d.has("月份") || d.has("月")
	at := d.at
	if d.joins() {
		if to, w := d.int(2); w > 0 && m < to && to <= 12 && (d.has("月份") || d.has("月")) && !d.dayFollows() {
			d.shape, d.n, d.m = monthsShape, m, to
			return true
		}
	}
	d.at = at
	if !monthSaid {
		return false
	}
	d.shape, d.n = monthShape, m
	d.inMonth()
	return d.shape != monthShape || d.text[from] != '一' || d.at == len(d.text) || d.text[d.at] != '一' // 一月一调度
}

func (d *dateReader) dayFollows() bool {
	from := d.at
	_, width := d.int(2)
	is := width > 0 && (d.has("日") || d.has("号"))
	d.at = from
	return is
}

// inMonth reads what follows a month.
func (d *dateReader) inMonth() {
	at := d.at
	d.spaces()
	for i, w := range []string{"上旬", "中旬", "下旬"} {
		if d.has(w) {
			d.shape, d.day, d.last = tenDaysShape, 10*i+1, 10*i+10
			if i == 2 {
				d.last = 31
			}
			d.before()
			return
		}
	}
	if day, width := d.int(2); width > 0 && 1 <= day && day <= 31 {
		said := d.has("日") || d.has("号")
		mark := d.at
		if d.joins() {
			if to, w := d.int(2); w > 0 && day < to && to <= 31 && (d.has("日") || d.has("号")) {
				d.shape, d.day, d.last = dayShape, day, to
				return
			}
		}
		d.at = mark
		if said {
			d.shape, d.day, d.last = dayShape, day, day
			d.before()
			return
		}
	}
	d.at = at
	switch {
	case d.has("中"), d.has("初"):
		d.edge = early
	case d.has("内"):
	default:
		d.readEdge()
	}
}
