package extract_test

import (
	"fmt"
	"log"
	"os"

	"duban/extract"
	"duban/parse"
	"duban/schema/check"
)

// A second program reads a report in six lines.
func Example() {
	data, err := os.ReadFile("../seeds/reports/000_756023d8918cde28.txt")
	if err != nil {
		log.Fatal(err)
	}

	doc, err := parse.Bytes("report.txt", data)
	if err != nil {
		log.Fatal(err)
	}
	report := extract.Report(doc, extract.Options{})
	check.Report(report) // adds what does not add up to its findings

	row := report.Annexes[2].Rows[95]
	fmt.Println(row.Number, row.Category, row.Target, row.LeadUnits[0].Name)
	// Output: 96 改善环境质量 完成487家“散乱污”企业整治 区经济信息委
}
