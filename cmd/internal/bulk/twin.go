package bulk

import (
	"cmp"

	"duban/internal/message"
)

// tellOfTwins tells of files that are, by all that their heads say, one report in two formats: what it states would count twice
// in trends and sums. Both stay, since nobody but the user knows which is the better.
func (im *importer) tellOfTwins(manifest []Entry) {
	const told = 3
	type head struct {
		issuer, start, end, title string
		rows                      int
	}
	first := map[head]string{}
	twins := 0
	for _, e := range manifest {
		if e.Status != OK || e.Issuer == "" || e.Title == "" || e.End == "" {
			continue
		}
		says := head{e.Issuer, e.Start, e.End, e.Title, e.Rows}
		other, isThere := first[says]
		if !isThere {
			first[says] = e.Path
			continue
		}
		if twins++; twins <= told {
			im.tell(message.New("%s and %s seem to be one report in two files (the same issuer, period, title and number of rows): "+
				"it counts twice in all tables; import with --fresh and one of them", other, e.Path))
		}
	}
	if twins > told {
		im.tell(message.New("%s: %s", im.Out, message.Count(twins-told, "%d more such pair of files", "%d more such pairs of files")))
	}
}

// tellOfNameless tells of reports that name no issuer, where there are others: their tasks stand in no other report, and what was reached
// later counts for another task.
func (im *importer) tellOfNameless(manifest []Entry) {
	reports, nameless, first := 0, 0, ""
	for _, e := range manifest {
		if e.Status != OK || e.Rows == 0 {
			continue
		}
		reports++
		if e.Issuer == "" {
			nameless++
			first = cmp.Or(first, e.Path)
		}
	}
	if nameless > 0 && reports > 1 {
		im.tell(message.New("%s, such as %s: they are compared with no other report (panel, changes, targets_never_reached)",
			message.Count(nameless, "%d report names no issuer", "%d reports name no issuer"), first))
	}
}
