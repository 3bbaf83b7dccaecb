package dataset_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
)

const docs = "../../docs/dataset.md"

// docs/dataset.md has the columns of all tables.
func TestDocsHaveAllColumns(t *testing.T) {
	data, err := os.ReadFile(docs)
	require.NoError(t, err)
	for _, table := range dataset.Tables() {
		line := regexp.MustCompile("(?m)^\\| `" + table.Name + "` \\| .* \\| (.*) \\|$").FindSubmatch(data)
		require.NotNil(t, line, table.Name)
		var names []string
		for _, c := range table.Columns {
			names = append(names, "`"+c.Name+"`")
		}
		require.Equal(t, strings.Join(names, ", "), string(line[1]), table.Name)
	}
}

// The queries of docs/dataset.md, over the reports made by hand.
func TestDocsQueries(t *testing.T) {
	if !runs("sqlite3", "--version") {
		t.Skip("no sqlite3 here")
	}
	data, err := os.ReadFile(docs)
	require.NoError(t, err)
	queries := regexp.MustCompile(`(?s)sqlite3 -header data/dataset.sqlite "(.*?)"`).FindAllSubmatch(data, -1)
	require.Len(t, queries, 2)
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.SQLite}}, reportsByHand(t)...)
	require.Equal(t, []map[string]string{
		{"item": "甲县", "header": "2021年 / 计划", "text": "3", "value": "300000000", "unit": "元", "state": "target"},
	}, query(t, dir, string(queries[0][1])))
	later := "UPDATE comparisons SET schedule = '0.75' WHERE ratio = '0.5';"
	require.Equal(t, []map[string]string{
		{"issuer": "区政府督查办", "item": "商圈", "target": "新增商户40家以上，投资2150000000.05元", "ratio": "0.5", "schedule": "0.75"},
	}, query(t, dir, later+string(queries[1][1])))
}
