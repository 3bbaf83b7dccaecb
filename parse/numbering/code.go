package numbering

// codes are the formats of ST_NumberFormat by the numbers that Word 97 and RTF (\levelnfc) have for them; "" is
// decimal.
var codes = [...]string{
	1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal",
	10: "ideographDigital", 11: "japaneseCounting", 14: "decimalFullWidth", 17: "japaneseDigitalTenThousand",
	18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 22: "decimalZero", 23: "bullet",
	26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
	29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac",
	33: "taiwaneseCounting", 34: "ideographLegalTraditional", 35: "taiwaneseCountingThousand", 36: "taiwaneseDigital",
	37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", 57: "numberInDash",
}

// ByCode returns the format of ST_NumberFormat that Word 97 and RTF have a number for. What Word cannot write with
// signs of its own is decimal, as in Word.
func ByCode(code int) string {
	const none = 255
	switch {
	case code == none:
		return "none"
	case code < 0 || code >= len(codes) || codes[code] == "":
		return "decimal"
	}
	return codes[code]
}
