package extracttest_test

import (
	"fmt"

	"duban/extract/extracttest"
)

// In a test of one's own, t is that of the test function:
//
//	func TestFirstQuarter(t *testing.T) {
//		extracttest.Check(t, "testdata/report.docx", "testdata/report.tsv")
//	}
func Example() {
	t := &recorder{}
	report := extracttest.Check(t, "../../seeds/reports/000_756023d8918cde28.txt", "testdata/sample.tsv")
	fmt.Println(len(t.errors), "facts do not hold of", report.Title)
	// Output: 0 facts do not hold of 重庆市沙坪坝区人民政府督查办关于2021年区政府工作报告重点任务一季度推进情况的报告
}
