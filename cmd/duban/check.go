package main

import (
	"context"

	"duban"
	"duban/extract"
	"duban/internal/message"
	"duban/schema"
	"duban/schema/facts"
)

type checkCommand struct {
	Files      []string `arg:"" name:"file" help:"Report to read, or a pattern of such; - is standard input."`
	Facts      string   `placeholder:"FACTS" help:"Set the report against the facts of this file."`
	WriteFacts bool     `help:"Write the facts of the report, for you to set against its source."`
	JSON       bool     `name:"json" help:"Write JSON, for other programs."`
	Strict     bool     `help:"Fail also where something is plainly wrong in a report."`
	Vocab      string   `placeholder:"DIR" help:"Read words from the .tsv files of this folder as well."`
	input
}

func (checkCommand) Help() string {
	return help(`Shows what does not add up in a report, with the words that it speaks of: rates that their own numbers contradict, parts that are not their whole, lists that do not name what they count, places that disagree. At the end it says what the file holds that cannot be read, such as pictures, and how many of the numbers are explained.

The exit status is 1 where a fact of --facts does not hold, and with --strict where a finding of severity error stands.

A facts file has one fact a line: a path, a tab and what is expected there; what follows # is a comment, and columns are counted from 0. --write-facts proposes one, which is worth something once you have set it against the source:

    annexes	3
    annex/3/row/96/status	underway
    annex/3/row/96/indicators/453家/value	453
    annex/3/row/96/compare/487家/ratio	0.9302   # 453/487
    annex/4/column/2/role	figure
    annex/4/row/1/cells/2/12.5/value	125000

With --json, one file gives one indented object, several give one line each. Colours are used on a terminal, unless NO_COLOR is set.

Examples:

    duban check report.docx
    duban check --write-facts report.docx > report.tsv
    duban check --facts report.tsv report.docx
    duban check --json reports/*.html | jq -r '.findings[].finding.message'`)
}

func (k *checkCommand) Validate() error {
	k.Files = expanded(k.Files)
	switch {
	case k.WriteFacts && (k.JSON || k.Strict || k.Facts != ""):
		return message.Errorf("--write-facts stands alone")
	case len(k.Files) > 1 && (k.WriteFacts || k.Facts != ""):
		return message.Errorf("facts speak of one report; pass one file")
	}
	return nil
}

func (k *checkCommand) Run(c *console) error {
	words, err := loadVocabulary(k.Vocab)
	if err != nil {
		return err
	}
	list, err := loadFacts(c.ctx, k.Facts)
	if err != nil {
		return err
	}
	failed := false
	for i, name := range k.Files {
		r, err := k.read(c, name, words)
		if c.ctx.Err() != nil {
			return message.Errorf("interrupted at %s; %d of %s done", name, i, message.Count(len(k.Files), "%d file", "%d files"))
		}
		if err != nil {
			c.fail(err)
			failed = true
			continue
		}
		out := checked{name: name, report: r, facts: facts.Check(r, list), language: c.lang}
		if err := c.write(k.output(c, out, i)); err != nil {
			return err
		}
		failed = failed || out.failingFacts() > 0 || k.Strict && out.count(schema.Error) > 0
	}
	if failed {
		return errFailed
	}
	return nil
}

func (k *checkCommand) read(c *console, name string, words *extract.Vocabulary) (*schema.Report, error) {
	c, cancel := k.timed(c)
	defer cancel()
	doc, err := k.document(c, name)
	if err != nil {
		return nil, err
	}
	o := duban.Options{Vocabulary: words, Language: c.lang}
	if k.JSON {
		o.Language = c.data
	}
	return reported(c.ctx, name, doc, o, func(r *schema.Report) *schema.Report { return r })
}

// output is what is written of the report of file i.
func (k *checkCommand) output(c *console, out checked, i int) []byte {
	switch {
	case k.WriteFacts:
		return facts.Propose(out.report, c.data)
	case k.JSON:
		return out.json(len(k.Files) == 1)
	}
	text := out.text(colours(c.out))
	if i > 0 {
		text = "\n" + text
	}
	return []byte(text)
}

// loadFacts reads a facts file; none if the name is empty.
func loadFacts(ctx context.Context, name string) ([]facts.Fact, error) {
	if name == "" {
		return nil, nil
	}
	data, err := smallFile(ctx, name)
	if err != nil {
		return nil, usageError{message.Errorf("--facts %s: %w", name, err)}
	}
	list, err := facts.Parse(name, data)
	if err != nil {
		return nil, usageError{err}
	}
	if len(list) == 0 {
		return nil, usageError{message.Errorf("--facts %s: no facts in it; each is a path, a tab and what is expected there", name)}
	}
	return list, nil
}

// checked is a report with what is to be said about it.
type checked struct {
	name   string
	report *schema.Report
	facts  []facts.Result

	language message.Language // of what is said about it on a terminal
}

// found is a finding and where it stands.
type found struct {
	*schema.Finding
	annex    *schema.Annex // nil outside of annexes
	row      *schema.Row   // nil outside of rows
	section  int           // from 1; 0 outside of the narrative
	location *schema.Location
}

// findings are all findings of the report: of the document, of its sections, of its annexes and their rows.
func (k checked) findings() []found {
	var all []found
	add := func(list []schema.Finding, at found) {
		for i := range list {
			at.Finding = &list[i]
			all = append(all, at)
		}
	}
	add(k.report.Findings, found{})
	for i := range k.report.Sections {
		s := &k.report.Sections[i]
		add(s.Findings, found{section: i + 1, location: s.Location})
	}
	for i := range k.report.Annexes {
		a := &k.report.Annexes[i]
		add(a.Findings, found{annex: a, location: a.Location})
		for n := range a.Rows {
			add(a.Rows[n].Findings, found{annex: a, row: &a.Rows[n], location: a.Rows[n].Location})
		}
	}
	return all
}

func (k checked) count(severity schema.Severity) int {
	n := 0
	for _, f := range k.findings() {
		if f.Severity == severity {
			n++
		}
	}
	return n
}

func (k checked) failingFacts() int {
	n := 0
	for _, f := range k.facts {
		if !f.Holds() {
			n++
		}
	}
	return n
}
