package cell_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"duban/schema"
)

// Numbers of which the unit stands behind the last of a list, and the base of a rate.
func TestListsAndBases(t *testing.T) {
	for _, test := range []struct{ text, figures, open string }{
		{"三个乡各修缮祠堂十五、七、三十一处。", "三个|十五|七|三十一处", ""},
		{"两乡分别修缮祠堂十五、七处。", "十五|七处", ""},
		{"各乡修缮祠堂15、7、31处。", "15|7|31处", ""},
		{"修缮祠堂十五、七、三十一处。", "三十一处", "十五|七"}, // 七 may be the number of a thing
		{"二、三产业从业人员5万人。", "5万人", ""},
		{"全县十万人拥有护士25人。", "25人", ""},
		{"平均百人拥有汽车18辆。", "18辆", ""},
		{"35万人拥有社保卡30万张。", "35万人|30万张", ""},
	} {
		section := schema.Section{Text: test.text}
		load(t).Section(&section, firstQuarter)
		var figures, open []string
		for _, i := range section.Indicators {
			figures = append(figures, i.Text)
		}
		for _, u := range section.Coverage.Unexplained {
			open = append(open, u.Text)
		}
		require.Equal(t, test.figures, strings.Join(figures, "|"), test.text)
		require.Equal(t, test.open, strings.Join(open, "|"), test.text)
	}
}
