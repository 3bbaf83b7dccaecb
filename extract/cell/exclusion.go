package cell

// role is what a number is found to be. Every number is an indicator, or one of the exclusions below has been shown to
// hold of it; all others are unexplained.
type role uint8

const (
	unexplained role = iota
	indicator
	part    // of a name
	quoted  // in a title or a quotation
	code    // joined to letters, to digits or to other signs
	trait   // says of what sort a thing is: 过亿元企业
	session // of a body, or an anniversary
	base    // of a rate
	mark    // of a list
	clock   // a time of day or a span of years
	idle    // a Chinese numeral that counts nothing: 一个, 几十
	absent  // a numeral without a measure word, of which no count is made
	roles
)

// reasons say why a number is no indicator. Absent is none: what has no measure word is passed over only where it is no
// more than a word, see isSpelled.
var reasons = [roles]string{
	unexplained: "unexplained", part: "part of a name", quoted: "in a title or quotation", code: "a code or type",
	trait: "says of what sort a thing is", session: "a session or anniversary", base: "base of a rate", mark: "mark of a point",
	clock: "span or time of day", idle: "counts nothing", absent: "a word with a numeral",
}

// explains reports a role that accounts for the number.
func (r role) explains() bool { return r != unexplained && r != absent }

// isNamed reports a number that belongs to words around it, and is no amount whatever unit it gets.
func (r role) isNamed() bool { return part <= r && r <= session }

// String returns why a number is no indicator.
func (r role) String() string { return reasons[r] }
