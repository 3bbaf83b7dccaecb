package cell

import (
	"io/fs"
	"slices"
	"sync"

	"duban/extract/number"
	"duban/schema"
)

// Reader reads the texts of cells. It is not changed by use, so that several goroutines may share it.
type Reader struct {
	words    *words
	numbers  *number.Reader
	table    constructions
	measures map[string]measure // by all their names
	spare    sync.Pool          // of readings that are done with, for the room that their lists have
}

// Load returns a Reader with the vocabularies cues.tsv, constructions.tsv, dates.tsv, fixed.tsv, measures.tsv,
// number_names.tsv, signs.tsv, synonyms.tsv and those of number.Load. The first file system has to hold them all, as seeds.FS
// does; files in the others extend them. An error names file and line.
func Load(vocabulary fs.FS, more ...fs.FS) (*Reader, error) {
	n, err := number.Load(vocabulary, more...)
	if err != nil {
		return nil, err
	}
	w, err := loadWords(append([]fs.FS{vocabulary}, more...))
	if err != nil {
		return nil, err
	}
	table, err := loadConstructions(append([]fs.FS{vocabulary}, more...), w)
	if err != nil {
		return nil, err
	}
	m, err := loadMeasures(append([]fs.FS{vocabulary}, more...))
	if err != nil {
		return nil, err
	}
	r := &Reader{words: w, numbers: n, table: table, measures: m}
	if len(more) > 0 { // those of the program itself are tested
		if err := r.checkExamples(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// Context is what a text cannot know of itself.
type Context struct {
	Year   int            // the year that dates without one belong to; 0 where it is not known
	Period *schema.Period // that the report speaks of; may be nil
	Kind   schema.Kind    // of the annex; empty for the narrative
	Name   string         // of what a row speaks of, where it has no item, or this holds more than the name; "" else
	Review bool           // the title says that the report tells what came about, as IsReview has it
	Budget *Budget        // of the figures of the document, which its texts share; nil for no bounds
	// Source names the program that has recognised the text in a picture; empty for text that the source has. Such figures
	// have a cue that says so, and none of them counts as explained.
	Source string
	// Done, if it is closed, ends the reading of a long text; what has been found by then is of no use.
	Done <-chan struct{}

	// Past: a later heading names the year behind the one that the heading of a section names, whose work is done by then.
	Past bool
	// Plan: the title says that the report tells what is to be done, as IsPlan has it.
	Plan bool

	mood schema.State // that the heading of a section gives to its figures
}

// IsReview reports a title that says that a report tells what has come about: 2023年工作总结.
func (r *Reader) IsReview(title string) bool {
	rd := r.read(schema.FieldHeading, title, &Context{})
	defer r.release([]*reading{rd})
	return rd.saysPast()
}

// IsPlan reports a title that ends in what is to be done in a year, and says nothing of what has come about: 2025年民生实事项目;
// but 提前完成2025年民生实事项目.
func (r *Reader) IsPlan(title string) bool {
	rd := r.read(schema.FieldHeading, title, &Context{})
	defer r.release([]*reading{rd})
	return rd.wordEnding(len(rd.text)).is(r.words.planTitle) && !rd.saysPast() && !rd.namesDone()
}

// namesDone reports a text with a verb of what is done.
func (rd *reading) namesDone() bool {
	return slices.ContainsFunc(rd.tokens, func(t token) bool { return rd.word(t).step == done })
}

// Section fills in the indicators, dates and coverage of a section of the narrative.
func (r *Reader) Section(s *schema.Section, c Context) {
	s.Indicators, s.Dates = []schema.Indicator{}, []schema.Date{}
	s.Coverage = schema.Coverage{Unexplained: []schema.Unexplained{}}
	heading := r.read(schema.FieldHeading, s.Heading, &c)
	if c.mood = heading.textState(); c.mood == "" && c.Plan && !heading.saysPast() {
		c.mood = schema.Planned
	}
	if c.Past && c.mood == schema.Planned {
		c.mood = ""
	}
	readings := []*reading{heading, r.read(schema.FieldText, s.Text, &c)}
	heading.aimsByText(readings[1])
	defer r.release(readings)
	for _, rd := range readings {
		s.Indicators = rd.indicators(s.Indicators)
		s.Dates = append(s.Dates, rd.allDates()...)
		rd.cover(&s.Coverage)
		s.Findings = rd.tellLimit(s.Findings)
	}
}
