package dataset_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"duban/internal/message"
	"duban/schema"
	"duban/schema/dataset"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// The sheet for people has one line a task, in the words that they use, days as days and figures as figures.
func TestOverview(t *testing.T) {
	for l, want := range map[message.Language][2][]string{
		message.Chinese: {{"发文单位", "报告期", "截至日期", "附表", "序号", "任务", "目标", "牵头单位", "配合单位", "完成时限", "状态", "进度", "目标值",
			"完成值", "单位", "完成比例", "相差百分点", "进展情况", "来源文件"}, {"推进中", "滞后"}},
		message.English: {{"Issuer", "Period", "Period ends", "Annex", "No.", "Task", "Target", "Lead units", "Support units", "Due", "Status", "Pace",
			"Target value", "Reached", "Unit", "Share reached", "Points apart", "Progress", "Source file"}, {"under way", "behind"}},
	} {
		dir := quartersWith(t, dataset.Options{Language: l, Formats: []dataset.Format{dataset.XLSX}})
		book, err := excelize.OpenFile(filepath.Join(dir, "dataset.xlsx"))
		require.NoError(t, err)
		defer book.Close()
		name := book.GetSheetList()[0]
		require.Equal(t, "任务总表", name)
		rows, err := book.GetRows(name)
		require.NoError(t, err)
		require.Len(t, rows, 1+8+8+8+5)
		require.Equal(t, want[0], rows[0])
		require.Equal(t, []string{"青石区人民政府督查室", "二季度", "2024-06-30", "1", "1", "滨河路改造工程", "改造道路12公里", "区住房城乡建设局", "", "2024-06-30",
			want[1][0], want[1][1], "12", "7", "公里", "58.3%", "", "累计完成道路改造7公里，进度滞后。", "2024-q2.md"}, rows[9])
		day, err := book.GetCellValue(name, "J10", excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		require.Equal(t, "45473", day, "2024-06-30 is the 45 473rd day")
	}
}

// Rows that sum others up and those of statistics are no tasks.
func TestOverviewHasTasksAlone(t *testing.T) {
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.XLSX}}, reportsByHand(t)...)
	book, err := excelize.OpenFile(filepath.Join(dir, "dataset.xlsx"))
	require.NoError(t, err)
	defer book.Close()
	rows, err := book.GetRows("任务总表")
	require.NoError(t, err)
	require.Len(t, rows, 2, "丙桥 alone")
	require.Equal(t, "丙桥", rows[1][5])
}

// The same as openpyxl reads it, where it is there.
func TestOverviewOfOpenpyxl(t *testing.T) {
	python := python(t, "openpyxl")
	dir := quartersWith(t, dataset.Options{Language: message.Chinese, Formats: []dataset.Format{dataset.XLSX}})
	const script = `
import sys, json, openpyxl
s = openpyxl.load_workbook(sys.argv[1]).worksheets[0]
assert s.auto_filter.ref == f"A1:S{s.max_row}", s.auto_filter.ref
c = s["J10"]
assert c.is_date and c.alignment.wrap_text and s["R10"].alignment.wrap_text
print(json.dumps([str(c.value.date()), s["M10"].value, s["P10"].value, s["L10"].value]))`
	var got []any
	require.NoError(t, json.Unmarshal(output(t, python, "-c", script, filepath.Join(dir, "dataset.xlsx")), &got))
	require.Equal(t, []any{"2024-06-30", 12.0, 0.5833, "滞后"}, got)
}

// LibreOffice prints a few pages: each table as wide as a page, with its head on each.
func TestPrintedPages(t *testing.T) {
	if testing.Short() || !runs("soffice", "--version") {
		t.Skip("no soffice here, or no time")
	}
	var reports []*schema.Report
	names, err := filepath.Glob("../../testdata/reports/*_*.*")
	require.NoError(t, err)
	for _, name := range names {
		if ext := filepath.Ext(name); ext != ".jsonl" && len(reports) < 12 {
			reports = append(reports, checked(t, name))
		}
	}
	require.Len(t, reports, 12)
	dir := write(t, dataset.Options{Formats: []dataset.Format{dataset.XLSX}}, reports...)
	output(t, "soffice", "--headless", "-env:UserInstallation=file://"+t.TempDir(), "--convert-to", "pdf", "--outdir", dir, filepath.Join(dir, "dataset.xlsx"))
	data, err := os.ReadFile(filepath.Join(dir, "dataset.pdf"))
	if err != nil {
		t.Skip("the soffice here prints nothing")
	}
	pages := regexp.MustCompile(`/Type\s*/Page[^s]`).FindAll(data, -1)
	t.Logf("%d pages", len(pages))
	require.NotEmpty(t, pages)
	require.Less(t, len(pages), 150)
	if out, err := exec.Command("pdfinfo", filepath.Join(dir, "dataset.pdf")).Output(); err == nil {
		require.True(t, bytes.Contains(out, []byte("Pages:           "+strconv.Itoa(len(pages)))), string(out))
	}
}
