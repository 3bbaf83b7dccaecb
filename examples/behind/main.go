// Command behind lists what is behind the schedule of its year in the reports that it is given, with the units that answer for
// it: the target, what was reached of it, and the share of the year that has gone.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"duban"
	"duban/schema"
)

func main() {
	log.SetFlags(0)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, name := range os.Args[1:] {
		data, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		report, err := duban.Read(name, data)
		if err != nil {
			log.Fatal(err)
		}
		list(out, report)
	}
}

// list writes a line for each comparison of a report whose ratio is smaller than the share of the year that has gone.
func list(w io.Writer, report *schema.Report) {
	for _, annex := range report.Annexes {
		for _, row := range annex.Rows {
			for _, c := range row.Comparisons {
				if c.Ratio == nil || c.Schedule == nil || c.Ratio.Cmp(*c.Schedule) >= 0 {
					continue
				}
				fmt.Fprintf(w, "annex %d, row %d: %s of %s is %s of the target where %s of the year has gone (%s)\n",
					annex.Index, row.Index, row.Indicators[c.Actual].Text, row.Indicators[c.Target].Text, c.Ratio, c.Schedule, names(row.LeadUnits))
			}
		}
	}
}

func names(units []schema.Unit) string {
	var names []string
	for _, u := range units {
		names = append(names, u.Name)
	}
	return strings.Join(names, ", ")
}
