package duban_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"duban"
	"duban/schema"
)

// Findings and errors are told in Chinese to who wants them so.
func ExampleOptions_chinese() {
	const report = "关于一季度进展情况的报告\n\n年度目标\t进展情况\n新建学校4所\t已建成3所，完成率95%\n"
	r, err := duban.Options{Language: duban.Chinese}.Read(context.Background(), "report.txt", []byte(report))
	if err != nil {
		log.Fatal(duban.ErrorIn(duban.Chinese, err))
	}
	fmt.Println(r.Annexes[0].Rows[0].Findings[0].Message)

	_, err = duban.Read("report.ps", []byte("%!PS-1.7"))
	fmt.Println(duban.ErrorIn(duban.Chinese, err))
	// Output:
	// 原文为95%，而3所占4所的75%
	// report.ps：这是PostScript文件；请导出其文字或提供原文档
}

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
