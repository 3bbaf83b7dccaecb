package table

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/internal/message"
	"duban/schema"
	"duban/seeds"
)

// labelsFile is the vocabulary of the parts of labels; its head says what each word of its column "says" means.
const labelsFile = "labels.tsv"

// Labels reads the labels of columns as phrases of parts. Its hooks are set before it is used, and may be nil; use does
// not change it, so that several goroutines may share it.
type Labels struct {
	// Units returns the unit that a text names, all of it and without a number: 万元, 微克/立方米.
	Units func(text string) (Unit, bool)
	// Period finds the first period in a text: 1-6月, 2020年11月. Start and end count bytes.
	Period func(text string) (p *schema.Period, start, end int, ok bool)

	parts   map[string]*part
	longest int             // part, in code points
	lengths map[rune]uint64 // of the parts that end with a character, in code points: a bit for each
}

// isWord reports whether a text is one word of the vocabulary: 目标任务, and not 进度完成比例.
func (l *Labels) isWord(s string) bool { return l.parts[s] != nil }

// part is what the vocabulary says of one word.
type part struct {
	role, weak, aimed, duty claim
	narrow, dull            int // ranks; 0 where there is none
	modifier                schema.Modifier
	state                   schema.State
	kind                    schema.IndicatorKind
	basis, earlier          string
	flags                   flag
	thing                   string
}

// longestPart stands for the lengths of all parts that are as long or longer.
const longestPart = 63

// claim is a role that a word claims, and how well.
type claim struct {
	role schema.Role
	rank int
}

// flag is a property of a word that has no value.
type flag uint64

const (
	flagOver flag = 1 << iota
	flagOffice
	flagSharp
	flagYear
	flagBlunt
	flagVersus
	flagLevel
	flagChange
	flagDone
	flagDegree
	flagAim
	flagModal
	flagShare
	flagBegins
	flagEnds
	flagTime
	flagCumulative
	flagCurrent
	flagTotal
	flagNext
	flagMeasure
	flagName
	flagCount
	flagAmount
	flagThing
	flagAct
	flagTrait
	flagFiller
	flagConj
	flagWhole
	flagFront
	flagBehind
	flagAfter
	flagCode
	flagHanded
	flagIndex
	flagAlone
	flagAlike
	flagMonthly
	flagQuarterly
	flagLess
)

var flagNames = map[string]flag{
	"over": flagOver, "sharp": flagSharp, "year": flagYear, "blunt": flagBlunt, "versus": flagVersus,
	"level": flagLevel, "change": flagChange,
	"done": flagDone, "degree": flagDegree, "aim": flagAim, "modal": flagModal, "share": flagShare, "begins": flagBegins,
	"ends": flagEnds, "time": flagTime, "cumulative": flagCumulative, "current": flagCurrent, "total": flagTotal,
	"next": flagNext, "measure": flagMeasure, "name": flagName, "count": flagCount, "amount": flagAmount,
	"thing": flagThing, "act": flagAct, "trait": flagTrait, "filler": flagFiller, "conj": flagConj,
	"whole": flagWhole, "front": flagFront,
	"behind": flagBehind, "after": flagAfter, "code": flagCode,
	"handed": flagHanded, "index": flagIndex, "alone": flagAlone, "alike": flagAlike,
	"monthly": flagMonthly, "quarterly": flagQuarterly, "less": flagLess,
}

var (
	labelRoles = []schema.Role{schema.RoleNumber, schema.RoleCategory, schema.RoleItem, schema.RoleTarget,
		schema.RoleLeadUnits, schema.RoleSupportUnits, schema.RoleProgress, schema.RoleRate, schema.RoleDeadline,
		schema.RoleStart, schema.RoleStatus, schema.RoleMeasureUnit, schema.RoleFigure, schema.RoleNote, schema.RoleExtra}
	labelKinds = []schema.IndicatorKind{schema.Growth, schema.Difference, schema.Completion, schema.Ratio, schema.Rank,
		schema.Quantity}
	labelModifiers = []schema.Modifier{schema.AtLeast, schema.AtMost, schema.LessThan, schema.MoreThan}
	labelStates    = []schema.State{schema.Target, schema.Actual, schema.Ongoing, schema.Planned, schema.Projected,
		schema.Remaining}
)

// LoadLabels reads labels.tsv of fsys, extended by files of that name in the further file systems, where it may be
// missing: of two lines for one word the later holds. An error names file and line.
func LoadLabels(fsys fs.FS, more ...fs.FS) (*Labels, error) {
	l := &Labels{parts: map[string]*part{}, lengths: map[rune]uint64{}}
	if err := l.load(fsys); err != nil {
		return nil, err
	}
	for _, m := range more {
		if err := l.load(m); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return l, nil
}

func (l *Labels) load(fsys fs.FS) error {
	var parts []part // in one piece
	return seeds.Each(fsys, labelsFile, func(line seeds.Line, left int) error {
		if parts == nil {
			parts = make([]part, 0, left)
			l.parts = withRoom(l.parts, left)
		}
		parts = append(parts, part{thing: line.Fields[2]})
		p := &parts[len(parts)-1]
		if strings.TrimSpace(line.Fields[1]) == "" {
			return message.Errorf("%s:%d: %q says nothing", labelsFile, line.Number, line.Fields[0])
		}
		for s := range strings.FieldsSeq(line.Fields[1]) {
			if err := p.say(s); err != nil {
				return fmt.Errorf("%s:%d: %w", labelsFile, line.Number, err)
			}
		}
		word := strings.Map(foldWidth, line.Fields[0])
		l.parts[word] = p
		n := utf8.RuneCountInString(word)
		l.longest = max(l.longest, n)
		last, _ := utf8.DecodeLastRuneInString(word)
		l.lengths[last] |= 1 << min(n, longestPart)
		return nil
	}, "word", "says", "thing", "comment")
}

// withRoom returns the parts in a map that takes as many more.
func withRoom(parts map[string]*part, more int) map[string]*part {
	out := make(map[string]*part, len(parts)+more)
	maps.Copy(out, parts)
	return out
}

// say takes in one word of the column "says".
func (p *part) say(s string) error {
	name, value, valued := strings.Cut(s, ":")
	if !valued {
		f, ok := flagNames[name]
		if !ok {
			return message.Errorf("nothing is known of %q", s)
		}
		p.flags |= f
		return nil
	}
	var err error
	switch name {
	case "role":
		p.role, err = readClaim(value)
	case "weak":
		p.weak, err = readClaim(value)
	case "aimed":
		p.aimed, err = readClaim(value)
	case "duty":
		p.duty, err = readClaim(value)
	case "office":
		p.flags |= flagOffice
		p.weak.role = schema.RoleLeadUnits
		p.weak.rank, err = readRank(value)
	case "narrow":
		p.narrow, err = readRank(value)
	case "dull":
		p.dull, err = readRank(value)
	case "state":
		p.state, err = oneOf(labelStates, value, message.Errorf("%q is no state", value))
	case "modifier":
		p.modifier, err = oneOf(labelModifiers, value, message.Errorf("%q is no modifier", value))
	case "kind":
		p.kind, err = oneOf(labelKinds, value, message.Errorf("%q is no kind", value))
	case "basis":
		p.basis, err = readBasis(value)
	case "earlier":
		p.earlier, err = readBasis(value)
	default:
		err = message.Errorf("nothing is known of %q", s)
	}
	return err
}

func readClaim(s string) (claim, error) {
	name, digit, _ := strings.Cut(s, ":")
	role, err := oneOf(labelRoles, name, message.Errorf("%q is no role of a column", name))
	if err != nil {
		return claim{}, err
	}
	rank, err := readRank(digit)
	return claim{role, rank}, err
}

func readRank(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 9 {
		return 0, message.Errorf("the rank is %q, not 1 to 9", s)
	}
	return n, nil
}

func readBasis(s string) (string, error) {
	if s == "yoy" || s == "mom" || strings.HasPrefix(s, againstSome) && s != againstSome {
		return s, nil
	}
	return "", message.Errorf("the basis is %q, not yoy, mom or vs: and a name", s)
}

// againstSome stands in front of what a change is counted from, where it is neither the year nor the month before.
const againstSome = "vs:"

func oneOf[T ~string](known []T, s string, problem error) (T, error) {
	if !slices.Contains(known, T(s)) {
		return "", problem
	}
	return T(s), nil
}
