package extract

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

func TestDateIn(t *testing.T) {
	for text, want := range map[string]string{
		"2021年4月8日":       "2021-04-08",
		"2021 年 4 月 8 日":  "2021-04-08",
		"二〇二一年四月八日":       "2021-04-08",
		"二○二○年十二月三十一日":    "2020-12-31",
		"二O一九年十月二十日":      "2019-10-20",
		"发布时间：2023-07-05": "2023-07-05",
		"2023.7.5":        "2023-07-05",
		"2023/07/15":      "2023-07-15",
		"2023年13月5日":      "",
		"2023年4月":         "",
	} {
		iso, _, _ := dateIn(text)
		require.Equal(t, want, iso, text)
	}
}

func TestPeriodIn(t *testing.T) {
	words, err := Builtin()
	require.NoError(t, err)
	for text, want := range map[string]*schema.Period{
		"2021年重点任务一季度推进情况":    {Text: "一季度", Year: 2021, Quarter: 1, Start: "2021-01-01", End: "2021-03-31"},
		"2022年第四季度进展":         {Text: "第四季度", Year: 2022, Quarter: 4, Start: "2022-10-01", End: "2022-12-31"},
		"2022年上半年工作":          {Text: "上半年", Year: 2022, Half: 1, Start: "2022-01-01", End: "2022-06-30"},
		"2023年前三季度工作":         {Text: "前三季度", Year: 2023, Start: "2023-01-01", End: "2023-09-30"},
		"2023年1—9月":           {Text: "1—9月", Year: 2023, Start: "2023-01-01", End: "2023-09-30"},
		"2024年1-2月份":          {Text: "1-2月份", Year: 2024, Start: "2024-01-01", End: "2024-02-29"},
		"２０２４年第１季度":           {Text: "第１季度", Year: 2024, Quarter: 1, Start: "2024-01-01", End: "2024-03-31"},
		"２０２３年１－９月":           {Text: "１－９月", Year: 2023, Start: "2023-01-01", End: "2023-09-30"},
		"2023年一至八月":           {Text: "一至八月", Year: 2023, Start: "2023-01-01", End: "2023-08-31"},
		"2020年截至6月底进展":        {Text: "截至6月底", Year: 2020, End: "2020-06-30"},
		"2022年民生实事进展(9月底)":    {Text: "9月底", Year: 2022, End: "2022-09-30"},
		"2020年5月份督查通报":        {Text: "5月份", Year: 2020, Month: 5, Start: "2020-05-01", End: "2020-05-31"},
		"2019年度民生实事完成情况":      {Text: "年度", Year: 2019, Start: "2019-01-01", End: "2019-12-31"},
		"一季度进展":               {Text: "一季度", Quarter: 1},
		"2021年4月8日督查情况":       nil,
		"关于政府工作报告重点任务推进情况的报告": nil,
	} {
		r := &reader{Vocabulary: words, out: &schema.Report{}}
		require.Equal(t, want, r.periodIn(text, true), text)
	}
}

// A year of which a month or a day stands behind it is not spoken of whole.
func TestPeriodAt(t *testing.T) {
	words, err := Builtin()
	require.NoError(t, err)
	for text, want := range map[string]string{
		"（2024年）":           "2024-01-01 2024-12-31",
		"数据截至2024年8月31日":    " 2024-08-31",
		"数据截止日期:2024年8月31日": "",
		"数据截止日期：２０２４年８月３１日": "",
	} {
		r := &reader{Vocabulary: words, out: &schema.Report{}}
		got := ""
		if p, _, _, ok := r.periodAt(text); ok {
			got = p.Start + " " + p.End
		}
		require.Equal(t, want, got, text)
	}
}

func TestPeriodInFront(t *testing.T) {
	for text, want := range map[string]string{
		"上半年，完成投资73亿元，比一季度回落1.2个百分点。":     "上半年",
		"据统计，2024年上半年，完成投资73亿元。":          "，2024年上半年",
		"截至7月底，完成投资73亿元。":                 "截至7月底",
		"谋划下半年工作，今年1-6月完成投资73亿元。":         "，今年1-6月",
		"为下半年工作打下基础，三季度力争开工5个项目，谋划二季度工作。": "，三季度",
		"谋实谋细三季度工作，完成投资73亿元。":             "",
		"一季度，工作全面铺开。":                     "",
	} {
		require.Equal(t, want, periodInFront(text), text)
	}
}

func TestMonthAtFront(t *testing.T) {
	words, err := Builtin()
	require.NoError(t, err)
	may := &schema.Period{Text: "2024年5月", Year: 2024, Month: 5, Start: "2024-05-01", End: "2024-05-31"}
	for text, want := range map[string]*schema.Period{
		"2024年5月，全县财政收入完成16400万元。": may,
		"5月份，完成16400万元。":           {Text: "5月份", Month: 5},
		"今年5月，完成16400万元。":          {Text: "今年5月", Month: 5},
		"2024年5月8日，完成16400万元。":     nil,
		"2024年5月，召开了会议。":           nil,
		"截至2024年5月，完成16400万元。":     nil,
		"2024年15月，完成16400万元。":      nil,
	} {
		r := &reader{Vocabulary: words, out: &schema.Report{}}
		require.Equal(t, want, r.monthAtFront(text), text)
	}
}

func TestIsSalutation(t *testing.T) {
	words, err := Builtin()
	require.NoError(t, err)
	r := &reader{Vocabulary: words, out: &schema.Report{}}
	for text, want := range map[string]bool{
		"区政府：":        true,
		"各镇街、各部门:":    true,
		"现将有关情况通报如下：": false,
		"现将有关情况通报如下:": false,
		"全区安排重点项目137个，总投资300亿元，具体进展：": false,
		"一、总体情况：": false,
	} {
		require.Equal(t, want, r.isSalutation(text), text)
	}
}
