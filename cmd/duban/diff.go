package main

import (
	"duban"
	"fmt"

	"duban/extract"
	"duban/internal/message"
	"duban/schema"
	"duban/schema/change"
	"duban/schema/dataset"
)

type diffCommand struct {
	Old   string `arg:"" help:"The earlier report; - is standard input."`
	New   string `arg:"" help:"The later report of the same issuer; - is standard input."`
	JSON  bool   `name:"json" help:"Write JSON, for other programs."`
	All   bool   `help:"Show also the tasks in which nothing changed."`
	Vocab string `placeholder:"DIR" help:"Read words from the .tsv files of this folder as well."`
	input
}

func (diffCommand) Help() string {
	return help(`Shows what changed between two reports of one issuer: which tasks are new or gone, and of those that stayed what became of status, deadline, target and figures, and whether the progress is word for word the old one. A row is the same task where its text, its units and its place say so without doubt; what resembles a row of the other report and may be it or not is shown as unclear. Of a table that the other report does not have nothing is said but that.

The exit status is 0 where nothing changed, 1 where something did, and 2 where the two cannot be compared: one of them cannot be read or has no rows, they are the same file or of two issuers, or the new one is the earlier.

Examples:

    duban diff 2024-q1.docx 2024-q2.docx
    duban diff --json 2024-q1.docx 2024-q2.docx | jq -r '.changes[] | select(.change == "new") | .after.item'`)
}

func (d *diffCommand) Validate() error {
	if d.Old == "-" && d.New == "-" {
		return message.Errorf("only one of the two reports can be standard input")
	}
	return nil
}

func (d *diffCommand) Run(c *console) error {
	words, err := loadVocabulary(d.Vocab)
	if err != nil {
		return err
	}
	before, err := d.side(c, d.Old, words)
	if err != nil {
		return usageError{err}
	}
	after, err := d.side(c, d.New, words)
	if err != nil {
		return usageError{err}
	}
	if err := comparable(before, after); err != nil {
		return usageError{err}
	}
	tellOfDoubt(c, before, after)
	out := compared{before, after, change.Between(before.compared, after.compared), d.All, c.lang, colours(c.out)}
	data := []byte(nil)
	if d.JSON {
		data = out.json()
	} else {
		data = []byte(out.text())
	}
	if err := c.write(data); err != nil {
		return usageError{err}
	}
	if out.hasChanged() {
		return errFailed
	}
	return nil
}

// side is one of the two reports.
type side struct {
	name     string
	report   *schema.Report
	compared *change.Report
}

func (d *diffCommand) side(c *console, name string, words *extract.Vocabulary) (side, error) {
	limited, cancel := d.timed(c)
	defer cancel()
	doc, err := d.document(limited, name)
	if err != nil {
		return side{}, err
	}
	r, err := reported(limited.ctx, name, doc, duban.Options{Vocabulary: words, Language: c.data}, func(r *schema.Report) *schema.Report { return r })
	if err != nil {
		return side{}, err
	}
	held, _ := dataset.NewReport(r)
	return side{name, r, held.Comparable()}, nil
}

// comparable returns why two reports cannot be compared.
func comparable(before, after side) error {
	a, b := before.compared, after.compared
	switch {
	case a.ID == b.ID:
		return message.Errorf("%s and %s are the same file; pass two reports", before.name, after.name)
	case a.Issuer != "" && b.Issuer != "" && a.Issuer != b.Issuer:
		return message.Errorf("%s is of %s, %s of %s; pass two reports of one issuer", before.name, a.Issuer, after.name, b.Issuer)
	case areElsewhere(before.report.Region, after.report.Region):
		return message.Errorf("%s speaks of %s, %s of %s; pass two reports on one place", before.name, before.report.Region.Name,
			after.name, after.report.Region.Name)
	case a.End != "" && b.End != "" && b.End < a.End:
		return message.Errorf("%s reaches to %s, %s to %s only; pass the earlier report first", before.name, a.End, after.name, b.End)
	}
	for _, s := range []side{before, after} {
		if len(s.compared.Tasks) == 0 {
			return message.Errorf("%s has no table with rows to compare", s.name)
		}
	}
	return nil
}

// areElsewhere reports whether two places are known and not the same.
func areElsewhere(a, b *schema.Region) bool { return a != nil && b != nil && a.Code != b.Code }

// tellOfDoubt tells what nobody but the user knows: that a report without issuer or period is one of the issuer, and later.
func tellOfDoubt(c *console, before, after side) {
	for _, s := range []side{before, after} {
		switch {
		case s.compared.Issuer == "" && s.compared.End == "":
			c.tell("%s names neither an issuer nor a period; that both are of one issuer, and which is the earlier, is taken on your word", s.name)
		case s.compared.Issuer == "":
			c.tell("%s names no issuer; that both are of one is taken on your word", s.name)
		case s.compared.End == "":
			c.tell("%s names no period; which is the earlier is taken on your word", s.name)
		}
	}
}

// compared is what changed between two reports, to be shown.
type compared struct {
	before, after side
	step          *change.Step
	all           bool
	lang          message.Language
	palette
}

// hasChanged reports whether anything did.
func (d *compared) hasChanged() bool {
	for i := range d.step.Changes {
		if d.step.Changes[i].Differs() {
			return true
		}
	}
	return len(d.step.Unmatched) > 0
}

// period names the time of a report.
func (s side) period() string {
	switch {
	case s.compared.Start != "" && s.compared.End != "":
		return s.compared.Start + "/" + s.compared.End
	case s.report.Period != nil:
		return fmt.Sprint(s.report.Period.Text, " ", s.compared.End)
	}
	return ""
}
