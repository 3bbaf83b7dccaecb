package duban_test

import (
	"fmt"
	"log"
	"os"

	"duban"
	"duban/schema"
)

// A report is read in one call.
func ExampleRead() {
	data, err := os.ReadFile("seeds/reports/000_756023d8918cde28.txt")
	if err != nil {
		log.Fatal(err)
	}

	report, err := duban.Read("report.txt", data)
	if err != nil {
		log.Fatal(err)
	}
	row := report.Annexes[2].Rows[95]
	fmt.Println(row.Number, row.Category, row.Target, row.LeadUnits[0].Name)

	for _, finding := range report.Annexes[2].Rows[121].Findings {
		if finding.Severity == schema.Error {
			fmt.Println(finding.Code, finding.Message)
		}
	}
	// Output:
	// 96 改善环境质量 完成487家“散乱污”企业整治 区经济信息委
	// rate/mismatch 99.4% is printed, but 169栋 of 179栋 is 94.4%
}
