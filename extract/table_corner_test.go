package extract_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestHeaderWithoutNumber: a header without a label above the running numbers stands one column too far to the left; its labels are read
// where the cells bear them out. Where they do not contradict them, labels stay.
func TestHeaderWithoutNumber(t *testing.T) {
	const begin, end = "<h1>各市产量</h1><table>", "</table>"
	const shifted = "<tr><td>市名<td>当月产量（万台）<td>累计产量（万台）<td></tr>"
	const rows = "<tr><td>1<td>青岚市<td>14.2<td>221.5</tr><tr><td>2<td>云溪市<td>46.9<td>999.1</tr>"
	const named = "<tr><td>青岚市<td>14.2<td>221.5<td>3</tr><tr><td>云溪市<td>46.9<td>999.1<td>5</tr>"
	for _, c := range []struct {
		name, source string
		headers      []string
	}{
		{"a.html", begin + shifted + rows + end, []string{"", "市名", "当月产量（万台）", "累计产量（万台）"}},
		{"a.html", begin + shifted + named + end, []string{"市名", "当月产量（万台）", "累计产量（万台）", ""}},
		{"a.txt", "各市产量\n市名\t当月产量（万台）\t累计产量（万台）\t\n1\t青岚市\t14.2\t221.5\n2\t云溪市\t46.9\t999.1\n",
			[]string{"", "市名", "当月产量（万台）", "累计产量（万台）"}},
	} {
		r := readText(t, c.name, c.source)
		require.Len(t, r.Annexes, 1, c.source)
		var headers []string
		for _, column := range r.Annexes[0].Columns {
			headers = append(headers, column.Header)
		}
		require.Equal(t, c.headers, headers, c.source)
		require.Equal(t, "青岚市", r.Annexes[0].Rows[0].Item, c.source)
	}
}
