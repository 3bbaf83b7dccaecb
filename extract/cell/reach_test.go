package cell

import (
	"iter"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/internal/clause"
	"duban/schema"
	"duban/seeds"
)

const (
	works  = "新建学校5所（其中完工2所），改造公路3公里；完成投资1亿元。"
	inTurn = "截至6月底，甲、乙分别完成3个和5个"
)

func readText(t *testing.T, text string) *reading {
	t.Helper()
	r, err := Load(seeds.FS)
	require.NoError(t, err)
	return r.read(schema.FieldProgress, text, &Context{Year: 2024})
}

// tokenText returns the text of token k.
func (rd *reading) tokenText(k int) string {
	return string(rd.text[rd.tokens[k].start:rd.tokens[k].end])
}

// tokenOf returns the place of the token with that text.
func (rd *reading) tokenOf(t *testing.T, text string) int {
	t.Helper()
	for k := range rd.tokens {
		if rd.tokenText(k) == text {
			return k
		}
	}
	require.Fail(t, "no token", text)
	return -1
}

func (rd *reading) all(tokens iter.Seq[int]) string {
	var out []string
	for k := range tokens {
		out = append(out, rd.tokenText(k))
	}
	return strings.Join(out, " ")
}

// TestWalks follows the tokens of one sentence, which are
//
//	新建 5所 （ 其中 完工 2所 ） ， 改造 3公里 ； 完成 投资 1亿元 。
//
// with plain text between (学校, 公路).
func TestWalks(t *testing.T) {
	rd := readText(t, works)
	at := func(text string) int { return rd.tokenOf(t, text) }
	clause := func(text string) int32 { return rd.tokens[at(text)].clause }
	for _, test := range []struct {
		walk string
		got  iter.Seq[int]
		want string
	}{
		{"within", rd.within(clause("新建")), "新建 5所 （ ）"},
		{"within a bracket", rd.within(clause("2所")), "其中 完工 2所"},
		{"back over a bracket", rd.back(at("）")), "（ 5所 新建"},
		{"back", rd.back(at("3公里")), "改造 ，"},
		{"inFront", rd.inFront(at("）")), "新建 5所 （"},
		{"clauseAhead over a bracket", rd.clauseAhead(at("5所")), "（ ）"},
		{"clauseAhead at the end", rd.clauseAhead(at("3公里")), ""},
		{"runAhead up to a bracket", rd.runAhead(at("5所")), "（"},
		{"runAhead", rd.runAhead(at("完成")), "投资 1亿元"},
		{"runBack", rd.runBack(at("2所")), "完工 其中"},
		{"runBack from behind a bracket", rd.runBack(at("）")), ""},
		{"nearBack", rd.nearBack(at("1亿元")), "投资 完成 ；"},
		{"nearBack over plain text", rd.nearBack(at("5所")), ""},
		{"upTo", rd.upTo(at("（"), rd.tokens[at("2所")].start), "（ 其中 完工"},
		{"downTo", rd.downTo(at("2所"), rd.tokens[at("（")].start), "完工 其中 （"},
		{"clauseBack", rd.clauseBack(at("）"), clause("其中")), "2所 完工 其中"},
		{"clauseBack in another clause", rd.clauseBack(at("）"), clause("新建")), ""},
		{"sentenceBack", rd.sentenceBack(at("改造"), 0), "， ） 2所 完工 其中 （ 5所 新建"},
		{"sentenceBack in another sentence", rd.sentenceBack(at("改造"), 1), ""},
		{"chain", rd.chain(rd.tokens[at("完成")].start), "完成 投资 1亿元 。"},
		{"chain at plain text", rd.chain(2), ""},
		{"chainBack", rd.chainBack(rd.tokens[at("1亿元")].end), "1亿元 投资 完成 ； 3公里"},
		{"chainBack at plain text", rd.chainBack(2), "新建"},
		{"recent", rd.recent(at("2所"), 3), "完工 其中 （"},
		{"recent at the front", rd.recent(1, 3), "新建"},
		{"between", rd.between(at("（"), at("2所")), "（ 其中 完工"},
		{"every", rd.every(), "新建 5所 （ 其中 完工 2所 ） ， 改造 3公里 ； 完成 投资 1亿元 。"},
		{"ofKind", rd.ofKind(numberToken, 2, len(rd.tokens)), "2所 3公里 1亿元"},
		{"opening", rd.opening(clause("完成")), "完成 投资 1亿元"},
		{"opening in front of plain text", rd.opening(clause("改造")), "改造"},
	} {
		require.Equal(t, test.want, rd.all(test.got), test.walk)
	}
}

func TestWalksEnd(t *testing.T) {
	rd := readText(t, works)
	for name, walk := range map[string]iter.Seq[int]{
		"within": rd.within(0), "back": rd.back(6), "inFront": rd.inFront(6), "clauseAhead": rd.clauseAhead(0), "runAhead": rd.runAhead(11),
		"runBack": rd.runBack(5), "nearBack": rd.nearBack(13), "upTo": rd.upTo(0, 99), "downTo": rd.downTo(5, 0), "sentenceBack": rd.sentenceBack(5, 0),
		"chain": rd.chain(rd.tokens[11].start), "chainBack": rd.chainBack(2), "recent": rd.recent(5, 5), "every": rd.every(),
		"ofKind": rd.ofKind(numberToken, 0, 9), "opening": rd.opening(3),
	} {
		n := 0
		for range walk {
			n++
			break
		}
		require.Equal(t, 1, n, name)
	}
	for range rd.eachDate() {
		require.Fail(t, "no date stands there")
	}
}

func TestBefore(t *testing.T) {
	rd := readText(t, works)
	at := func(text string) int { return rd.tokenOf(t, text) }
	require.Equal(t, at("新建"), rd.classBefore(at("）"), classVerb), "the verb of the bracket is that of another clause")
	require.Equal(t, at("完工"), rd.classBefore(at("2所"), classVerb))
	require.Equal(t, -1, rd.classBefore(at("3公里"), classEach))
	require.Equal(t, at("完工"), rd.verbBefore(at("2所")))
	require.Equal(t, -1, rd.verbBefore(at("1亿元")), "投资 is no verb")
	require.Equal(t, -1, rd.verbBefore(at("5所")), "学校 stands between")

	turn := readText(t, inTurn)
	each := turn.classBefore(turn.tokenOf(t, "5个"), classEach)
	require.Equal(t, "分别", turn.tokenText(each))
	require.True(t, turn.numberAhead(each))
	require.False(t, turn.numberAhead(turn.tokenOf(t, "5个")))
	require.Equal(t, 1, turn.numbersBetween(each, turn.tokenOf(t, "5个")))
	require.True(t, turn.governs(each, turn.numberOf(turn.tokenOf(t, "3个"))))
	require.False(t, turn.governs(each, turn.numberOf(turn.tokenOf(t, "5个"))), "3个 stands between")
	for k, d := range turn.eachDate() {
		require.Equal(t, "截至6月底", turn.tokenText(k))
		require.Equal(t, 6, d.n)
	}
}

func TestNumbersBeside(t *testing.T) {
	rd := readText(t, works)
	of := func(text string) *figure { return rd.numberOf(rd.tokenOf(t, text)) }
	require.Nil(t, rd.previous(of("5所")))
	require.Equal(t, of("5所"), rd.previous(of("2所")))
	require.Equal(t, of("3公里"), rd.previous(of("1亿元")))
	require.Equal(t, 1, rd.figuresIn(rd.tokens[of("5所").token].clause), "that of the bracket is not counted")
	require.True(t, rd.markBetween(of("3公里").token, of("1亿元").token, semicolons))
	require.False(t, rd.markBetween(of("5所").token, of("3公里").token, semicolons))
	require.True(t, rd.headsClause(rd.tokenOf(t, "投资")))
	require.False(t, rd.headsClause(of("5所").token), "学校 stands in front")
	isDone := func(w *word) bool { return w.step == done }
	require.True(t, rd.saidBefore(of("2所"), isDone))
	require.False(t, rd.saidBefore(of("5所"), isDone))
	require.False(t, rd.saidBehind(of("5所"), isDone), "完工 stands in the bracket")

	turn := readText(t, inTurn)
	three, five := turn.numberOf(turn.tokenOf(t, "3个")), turn.numberOf(turn.tokenOf(t, "5个"))
	require.True(t, turn.listed(three, five))
	require.False(t, turn.listed(five, three))
	require.False(t, turn.listed(&noFigure, three))

	require.Equal(t, 1, turn.runEnd(0, 1, 9, turn.listed))
	require.Equal(t, 0, turn.runEnd(1, -1, 9, turn.listed))
	require.Equal(t, 0, turn.runEnd(0, 1, 0, turn.listed), "no more than so many")
	require.Equal(t, 1, turn.runEnd(1, 1, 9, turn.listed), "none stands behind")

	hours := readText(t, "用时11分38秒")
	first, second := hours.numberIn(0), hours.numberIn(1)
	require.Equal(t, second, hours.numberBehind(first))
	require.Equal(t, first, hours.numberBefore(second))
	require.Equal(t, -1, hours.numberBefore(first).Start)
	require.Equal(t, -1, hours.numberBehind(second).Start)
}

// TestNumbers goes through the numbers of a text in their order.
func TestNumbers(t *testing.T) {
	rd := readText(t, works)
	pairs := func(by int) (out []string) {
		for f, next := range rd.neighbours(by) {
			out = append(out, rd.printed(f.Start, f.End)+" "+rd.printed(next.Start, next.End))
		}
		return out
	}
	require.Equal(t, []string{"5所 2所", "2所 3公里", "3公里 1亿元"}, pairs(1))
	require.Equal(t, []string{"3公里 1亿元", "2所 3公里", "5所 2所"}, pairs(-1))
	for _, text := range []string{"", "无", "建成3座"} {
		for range readText(t, text).neighbours(-1) {
			require.Fail(t, "no two numbers stand there", text)
		}
	}

	two := readText(t, "建成3座。完成2座、5公里")
	var earlier []string
	for f := range two.earlier(two.numberIn(2)) {
		earlier = append(earlier, two.printed(f.Start, f.End))
	}
	require.Equal(t, []string{"2座"}, earlier, "those of the sentence alone")

	for f := range two.neighbours(1) {
		require.Equal(t, two.numberIn(0), f)
		break
	}
}

func TestClausesFrom(t *testing.T) {
	rd := readText(t, "截至目前，开工情况：建成3座（2座完工），在建1座")
	clauses := func(k string, most int) (out []string) {
		for c := range rd.clausesFrom(rd.tokens[rd.tokenOf(t, k)].clause, most) {
			out = append(out, rd.printed(rd.tree.Clauses[c].Start, rd.tree.Clauses[c].Start+2))
		}
		return out
	}
	require.Equal(t, []string{"2座", "建成"}, clauses("2座", 2))
	require.Equal(t, []string{"在建", "建成", "开工", "截至"}, clauses("1座", 9))
	for range rd.clausesFrom(clause.None, 9) {
		require.Fail(t, "no clause stands there")
	}
}

// TestNowhere asks for what stands beyond the ends of a text.
func TestNowhere(t *testing.T) {
	rd := readText(t, "约 5所")
	require.Equal(t, rune(0), rd.at(-1))
	require.Equal(t, rune(0), rd.at(4))
	require.Equal(t, -1, rd.token(-1).start)
	require.Equal(t, -1, rd.token(2).end)
	require.Equal(t, &noWord, rd.wordOf(2))
	require.Equal(t, &noFigure, rd.numberOf(0), "约 is a word")
	require.Nil(t, rd.dateOf(1))
	require.Equal(t, -1, rd.tokenEnding(0))
	require.Equal(t, 0, rd.tokenEnding(1))
	require.Equal(t, -1, rd.tokenEnding(2), "a space stands there")
	require.Equal(t, 1, rd.beginning(2))
	require.Equal(t, -1, rd.beginning(1))
	require.True(t, rd.near(0))
	require.False(t, rd.touches(0), "a space lies between")
	require.False(t, rd.touches(-1))
	require.False(t, rd.near(1))
	require.True(t, rd.isUnbroken())
	require.False(t, rd.fills(rd.numberIn(0)), "a space parts the word from the figure")
	w, end := rd.longest(9)
	require.Equal(t, &noWord, w)
	require.Equal(t, 9, end)
}

func TestWholeSentences(t *testing.T) {
	rd := readText(t, "建成3座。完成2")
	count, end := rd.wholeSentences()
	require.Equal(t, "建成3座。", string(rd.text[:end]))
	require.Equal(t, "。", rd.tokenText(count-1))
	count, end = readText(t, "建成3座").wholeSentences()
	require.Zero(t, count)
	require.Zero(t, end)
}

func TestTraits(t *testing.T) {
	for _, test := range []struct {
		text string
		want traits
	}{
		{"建成5座", counts | plain | hasUnit | inOnes},
		{"投资3.5亿元", counts | plain | hasUnit | scaled},
		{"占比2.5%", counts | plain | hasUnit | decimal | rated},
		{"建成3至5座", counts | plain | hasUnit | ranged | inOnes},
		{"惠及20余万人", counts | plain | hasUnit | scaled | more},
		{"建成十二座", counts | plain | hasUnit | chinese | inOnes},
		{"完成三分之一", fraction | chinese | inOnes},
	} {
		f := readText(t, test.text).numberIn(0)
		require.Equal(t, test.want, f.traits(), test.text)
		require.True(t, f.is(test.want, 0), test.text)
		require.True(t, f.any(test.want), test.text)
		require.False(t, f.is(0, test.want), test.text)
	}
}
