package check_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"duban/extract"
	"duban/parse"
	"duban/schema"
	"duban/schema/check"
)

// FuzzReport puts any text into a progress cell: nothing panics, and every finding marks words of its field.
func FuzzReport(f *testing.F) {
	f.Add("建成学校20所", "①全区179栋建筑已有169栋完工，剩余10栋，完工率99.4%。③甲、乙、丙等2个项目，合计5.5公里（含旧存6件）。")
	f.Add("完成487家企业整治", "完成整治453家，完成率93%，剩余34家；其中91304万户已拆除91198户。")
	f.Add("", "四是八成、二十余家，1-2个、３．５万户。")
	f.Fuzz(func(t *testing.T, target, progress string) {
		doc, err := parse.Bytes("report.html", []byte(row(target, progress)))
		if err != nil {
			t.Skip("no document")
		}
		r := extract.Report(doc, extract.Options{})
		check.Report(r)
		for _, a := range r.Annexes {
			for _, x := range a.Rows {
				for _, f := range x.Findings {
					text := map[schema.Field]string{schema.FieldTarget: x.Target, schema.FieldProgress: x.Progress, schema.FieldRate: x.Rate, schema.FieldNote: x.Note}[f.Field]
					require.LessOrEqual(t, f.Start, f.End)
					require.LessOrEqual(t, f.End, len([]rune(text)))
				}
			}
		}
	})
}
