package bulk

import "duban/internal/message"

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
