package main

import (
	"duban"
	"duban/extract"
	"duban/internal/message"
	"duban/schema"
)

type extractCommand struct {
	Files  []string `arg:"" name:"file" help:"Report to read, or a pattern of such; - is standard input."`
	NDJSON bool     `name:"ndjson" help:"Write one line for each report, also when there is only one."`
	Vocab  string   `placeholder:"DIR" help:"Read words from the .tsv files of this folder as well."`
	Quiet  bool     `short:"q" help:"Leave out the warnings on what could not be read as it stood."`
	input
}

func (extractCommand) Help() string {
	return help(`One file gives one indented JSON object, several give one line each (NDJSON), in the order of the files. A file that cannot be read is named on standard error and does not stop the rest. What the fields mean: duban schema.

The program brings a sample report, which is read by its path in the repository even where there is no such file.

Words of your own, such as the names of your offices or the headings of your tables, go into .tsv files in a folder that --vocab names; they have the names and columns of those in seeds/ (labels.tsv, organs.tsv …).

Examples:

    duban extract report.docx > report.json
    duban extract reports/*.docx reports/*.html > reports.ndjson
    curl -s https://example.org/report.html | duban extract -
    duban extract --vocab words report.docx
    duban extract seeds/reports/000_756023d8918cde28.txt | jq '.annexes[].rows[] | {number, target, status}'`)
}

func (e *extractCommand) Run(c *console) error {
	words, err := loadVocabulary(e.Vocab)
	if err != nil {
		return err
	}
	e.Files = expanded(e.Files)
	failed := false
	for i, name := range e.Files {
		report, err := e.report(c, name, words)
		if c.ctx.Err() != nil {
			return message.Errorf("interrupted at %s; %d of %s done", name, i, message.Count(len(e.Files), "%d file", "%d files"))
		}
		if err != nil {
			c.fail(err)
			failed = true
			continue
		}
		if err := e.write(c, report); err != nil {
			return err
		}
	}
	if failed {
		return errFailed
	}
	return nil
}

// write writes a report, which is whole by now, as it is encoded: all of a long one would take twice the room of the report.
func (e *extractCommand) write(c *console, r *schema.Report) error {
	encode := schema.WriteIndented
	if e.NDJSON || len(e.Files) > 1 {
		encode = schema.WriteLine
	}
	if err := encode(c.out, r); err != nil {
		return notWritten(err)
	}
	return nil
}

// report returns what one file states, and says on the console what could not be read as it stood.
func (e *extractCommand) report(c *console, name string, words *extract.Vocabulary) (*schema.Report, error) {
	c, cancel := e.timed(c)
	defer cancel()
	doc, err := e.document(c, name)
	if err != nil {
		return nil, err
	}
	if !e.Quiet {
		for _, d := range doc.Diagnostics {
			c.say(diagnostic(name, d).In(c.lang))
		}
	}
	r, err := reported(c.ctx, name, doc, duban.Options{Vocabulary: words, Language: c.data}, func(r *schema.Report) *schema.Report { return r })
	if err != nil {
		return nil, err
	}
	if warning := emptiness(r); !warning.IsZero() && !e.Quiet {
		c.tell("%s: %s", name, warning)
	}
	return r, nil
}

// emptiness says that a report states nothing, or nothing.
func emptiness(r *schema.Report) message.Text {
	for _, f := range r.Findings {
		if f.Code == schema.ReportEmpty {
			return f.Text()
		}
	}
	return message.Text{}
}
