package testcases

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// An assertion that always holds would show nothing: each of these is tried on a report where it holds and where it does not.
func TestAssertions(t *testing.T) {
	const report = `{"title":"甲区通报","date":"2024-04-08","period":{"text":"一季度","start":"2024-01-01"},"region":{"code":"500106"},
		"sections":[{"heading":"一、情况","text":"完成3个。","indicators":[{"text":"3个","value":3,"unit":"个"}]}],
		"annexes":[{"kind":"tasks","columns":[{"header":"完成投资","role":"figure"}],"rows":[
			{"number":1,"item":"甲路","status":"underway","total":true,"lead_units":[{"name":"区住建委"}],"cells":[{"column":0,"text":"900"}],
			 "indicators":[{"text":"5个","value":5,"unit":"个"},{"text":"2.0个","value":2.0,"unit":"个","value_max":4,"subject":"公园"}],
			 "comparisons":[{"target":0,"actual":1,"ratio":0.4}],"dates":[{"text":"6月","role":"deadline"}],"findings":[{"code":"part/sum","severity":"error"}],
			 "coverage":{"numbers":2}},
			{"status":"unclear","coverage":{"numbers":1,"unexplained":[{"text":"88"}]}}]}],
		"unread":[{"what":"picture"}],"findings":[{"code":"count/declared","severity":"warning"}],"coverage":{"numbers":4}}`
	for said, is := range map[string]bool{
		`{"has":{"value":2,"unit":"个","value_max":4,"subject_contains":"公"}}`: true, `{"has":{"value":2,"unit":"家"}}`: false, `{"has":{"value":2.5}}`: false,
		`{"has":{"value":3}}`: true, `{"has":{"value":3},"in":{"annex":1,"row":1}}`: false, `{"has":{"value":5,"subject":""}}`: true, `{"has":{"value":2,"subject":""}}`: false,
		`{"has":{"value_in":[7,2]}}`: true, `{"has":{"value_in":[7]}}`: false, `{"has":{"value":2,"unit_not":"个"}}`: false, `{"has":{"value":2,"subject_lacks":"公"}}`: false,
		`{"hasnot":{"value":7}}`: true, `{"hasnot":{"value":2}}`: false, `{"count":{"unit":"个"},"n":3}`: true, `{"count":{"unit":"个"},"n":2}`: false,
		`{"unexplained_or":{"text":"88个"}}`: true, `{"unexplained_or":{"text":"77个"}}`: false, `{"unexplained_or":{"text":"5个"}}`: true,
		`{"unexplained_or":{"text":"88个"},"in":{"annex":1,"row":1}}`: false, `{"unexplained_or":{"value":9},"digits":"88"}`: true,
		`{"status":"underway","in":{"annex":1,"row":1}}`: true, `{"status":["completed"],"in":{"annex":1,"row":1}}`: false, `{"status":{"not":"underway"},"in":{"annex":1,"row":1}}`: false,
		`{"comparison":{"target":"5个","actual_value":2,"ratio":0.4}}`: true, `{"comparison":{"ratio":0.5}}`: false, `{"no_comparison":{}}`: false,
		`{"date":"2024-04-08"}`: true, `{"date":"2024-04-09"}`: false, `{"date":{"text":"6月"}}`: true, `{"date":{"text":"7月"}}`: false, `{"no_date":{"role":"deadline"}}`: false,
		`{"rows":2}`: true, `{"rows":3}`: false, `{"annexes":1}`: true, `{"annexes":2}`: false, `{"sections":1}`: true, `{"sections":0}`: false,
		`{"row":{"number":1,"item":"甲路","total":true,"lead_units":"区住建委"},"at":1}`: true, `{"row":{"total":false},"at":1}`: false, `{"row":{"item":"甲路"},"at":2}`: false, `{"row":{},"at":9}`: false,
		`{"column":{"header_contains":"投资"}}`: true, `{"column":{"role":"target"}}`: false, `{"no_column":{"role":"figure"}}`: false,
		`{"annex":{"kind":"tasks"},"at":1}`: true, `{"annex":{"kind":"tasks"},"at":2}`: false,
		`{"title":"甲区通报"}`: true, `{"title":{"lacks":"甲区"}}`: false, `{"title":{"contains":"丙"}}`: false, `{"issuer":{"not":"甲"}}`: true,
		`{"period":{"start":"2024-01-01"}}`: true, `{"period":{"start":"2024-02-01"}}`: false, `{"region":{"code":"1"}}`: false,
		`{"finding":"part/sum"}`: true, `{"finding":"part/sum","n":2}`: false, `{"finding":"points/gap"}`: false, `{"no_finding":"*"}`: false, `{"no_finding":"part/sum"}`: false,
		`{"no_finding":"*","in":{"annex":1,"row":2}}`: true, `{"unread":"picture"}`: true, `{"unread":"chart"}`: false,
		`{"covered":2,"in":{"annex":1,"row":1}}`: true, `{"covered":3,"in":{"annex":1,"row":1}}`: false, `{"covered":1,"in":{"annex":1,"row":2}}`: false,
		`{"cell":{"column_header":"完成投资","text":"900"}}`: true, `{"cell":{"text":"901"}}`: false, `{"any":[{"rows":9},{"rows":2}]}`: true, `{"any":[{"rows":9}]}`: false,
		`{"narrative_lacks":"备案"}`: true, `{"narrative_lacks":"完成"}`: false, `{"something":"else"}`: false,
	} {
		var a assertion
		require.NoError(t, decode(said, &a), said)
		var r thing
		require.NoError(t, decode(report, &r))
		require.Equal(t, is, a.holds(view{report: r, parts: append(r.list("sections"), rowsOf(r)...)}), said)
	}
}

func decode(text string, into any) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	return d.Decode(into)
}

// What is open has to be a case.
func TestOpenCasesAreThere(t *testing.T) {
	list, err := os.ReadFile(folder + "/open.txt")
	require.NoError(t, err)
	for _, id := range strings.Fields(string(list)) {
		file, name, _ := strings.Cut(id, "/")
		data, err := os.ReadFile(folder + "/" + file + ".jsonl")
		require.NoError(t, err)
		require.Contains(t, string(data), `"id": "`+name+`"`)
	}
}
