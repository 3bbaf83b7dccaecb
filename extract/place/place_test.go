package place

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"duban/seeds"
)

func builtin(t testing.TB) *Reader {
	r, err := Load(seeds.FS)
	require.NoError(t, err)
	return r
}

// TestRegion has names of places as titles and offices bear them; the codes are those of GB/T 2260.
func TestRegion(t *testing.T) {
	r := builtin(t)
	for name, c := range map[string]struct {
		title, issuer, body string
		year                int
		code, place, level  string
	}{
		"county":                      {title: "沙坪坝区2024年重点任务一季度推进情况的报告", issuer: "沙坪坝区人民政府督查室", code: "500106", place: "沙坪坝区", level: "county"},
		"county in a municipality":    {title: "重庆市沙坪坝区2024年重点任务推进情况", code: "500106", place: "沙坪坝区", level: "county"},
		"prefecture":                  {issuer: "宁波市人民政府办公室", code: "330200", place: "宁波市", level: "prefecture"},
		"province":                    {title: "浙江省2024年民生实事进展", code: "330000", place: "浙江省", level: "province"},
		"province for short":          {title: "广西2024年重大项目进展", code: "450000", place: "广西壮族自治区", level: "province"},
		"short name of another thing": {title: "浙江大学2024年重点任务", issuer: "", code: ""},
		"province in front of a city": {title: "广西南宁市2024年重大项目进展", code: "450100", place: "南宁市", level: "prefecture"},
		"city of a county's rank":     {title: "浙江省义乌市2024年民生实事", code: "330782", place: "义乌市", level: "county"},
		"under the province itself":   {issuer: "仙桃市人民政府办公室", code: "429004", place: "仙桃市", level: "county"},
		"autonomous prefecture":       {title: "湘西州2023年上半年重点工作", code: "433100", place: "湘西土家族苗族自治州", level: "prefecture"},
		"autonomous county":           {title: "酉阳县2023年重点工作", code: "500242", place: "酉阳土家族苗族自治县", level: "county"},
		"banner":                      {issuer: "达拉特旗人民政府", code: "150621", place: "达拉特旗", level: "county"},
		"new area that is a county":   {title: "上海市浦东新区2024年实事项目", code: "310115", place: "浦东新区", level: "county"},
		"behind about":                {title: "关于宁波市鄞州区2024年民生实事的通报", code: "330212", place: "鄞州区", level: "county"},
		"behind a year":               {title: "2024年铜梁区重点项目进度", code: "500151", place: "铜梁区", level: "county"},
		"party committee":             {issuer: "中共铜梁区委办公室", code: "500151", place: "铜梁区", level: "county"},
		"one word for two":            {title: "乐山市中区2024年民生实事", code: "511102", place: "市中区", level: "county"},
		"two words for two":           {title: "济南市市中区2024年民生实事", code: "370103", place: "市中区", level: "county"},

		"one name, many places":              {title: "鼓楼区2024年重点任务推进情况通报", issuer: "鼓楼区人民政府办公室"},
		"decided by the title":               {title: "南京市鼓楼区2024年重点任务推进情况通报", issuer: "鼓楼区人民政府办公室", code: "320106", place: "鼓楼区", level: "county"},
		"decided by the issuer":              {title: "鼓楼区2024年重点任务推进情况通报", issuer: "福州市人民政府办公厅", code: "350102", place: "鼓楼区", level: "county"},
		"decided by the text":                {title: "鼓楼区2024年重点任务推进情况通报", body: "按照徐州市委的部署，", code: "320302", place: "鼓楼区", level: "county"},
		"decided by the province alone":      {title: "朝阳区2024年重点任务", body: "吉林省下达的任务", code: "220104", place: "朝阳区", level: "county"},
		"the text names two":                 {title: "鼓楼区2024年重点任务推进情况通报", body: "南京市下达的任务。赴福州市学习。"},
		"the province does not decide":       {title: "江苏省鼓楼区2024年重点任务"},
		"text that names another place":      {title: "全区2024年重点任务", body: "重庆市沙坪坝区"},
		"behind its own city, beside others": {title: "南京市鼓楼区关于赴福州市考察的报告", issuer: "南京市鼓楼区人民政府", code: "320106", place: "鼓楼区", level: "county"},

		"a city and its county":      {title: "沙坪坝区人民政府关于重庆市2024年重点任务落实情况的报告", code: "500106", place: "沙坪坝区", level: "county"},
		"a city and two counties":    {title: "宁波市鄞州区、海曙区2024年任务", code: "330200", place: "宁波市", level: "prefecture"},
		"another's place":            {title: "关于对口支援万州区2024年工作的报告", issuer: "沙坪坝区人民政府", code: "500106", place: "沙坪坝区", level: "county"},
		"two places and no issuer":   {title: "杭州市、宁波市2024年任务"},
		"town":                       {title: "昆山市花桥镇2024年民生实事"},
		"town that issues":           {title: "2024年民生实事", issuer: "昆山市周市镇人民政府"},
		"street":                     {issuer: "雨花台区西善桥街道办事处"},
		"development zone":           {title: "成都高新区2024年重点项目", issuer: "成都高新技术产业开发区管委会"},
		"zone of a city":             {title: "高新区2024年重点项目", issuer: "成都市人民政府"},
		"zone that is no county":     {title: "四川天府新区2024年重点项目"},
		"zone without a word":        {title: "苏州工业园区2024年重点项目"},
		"all zones of a city":        {title: "宁波市各开发区2024年主要指标", code: "330200", place: "宁波市", level: "prefecture"},
		"towns of a county":          {title: "祁县乡镇2024年考核通报", code: "140727", place: "祁县", level: "county"},
		"a word that is no town":     {title: "宁波市特色小镇建设2024年情况", code: "330200", place: "宁波市", level: "prefecture"},
		"part of a word":             {title: "建成县级水库情况"},
		"common word":                {title: "晋中市2024年城区道路建设", code: "140700", place: "晋中市", level: "prefecture"},
		"common word that is a name": {title: "晋城市城区2024年重点任务", year: 2024, code: "140502", place: "城区", level: "county"},
		"no place":                   {title: "2024年重点任务推进情况", issuer: "区政府督查室"},

		"given up, in its year":     {title: "杭州市江干区2019年重点任务", year: 2019, code: "330104", place: "江干区", level: "county"},
		"given up, long after":      {title: "江干区2023年重点任务", year: 2023},
		"before it moved":           {title: "寿县2014年重点任务", year: 2014, code: "341521", place: "寿县", level: "county"},
		"after it moved":            {title: "寿县2018年重点任务", year: 2018, code: "340422", place: "寿县", level: "county"},
		"prefecture, now a county":  {title: "莱芜市2017年重点任务", year: 2017, code: "371200", place: "莱芜市", level: "prefecture"},
		"the county that it became": {title: "济南市莱芜区2020年重点任务", year: 2020, code: "370116", place: "莱芜区", level: "county"},
		"in a year without a list":  {title: "临平区2026年重点任务", year: 2026, code: "330113", place: "临平区", level: "county"},
	} {
		t.Run(name, func(t *testing.T) {
			p := r.Region(Texts{Title: c.title, Issuer: c.issuer, Body: slices.Values([]string{"", c.body}), Year: c.year})
			if c.code == "" {
				require.Nil(t, p)
				return
			}
			require.NotNil(t, p)
			require.Equal(t, []string{c.code, c.place, c.level}, []string{p.Code, p.Name, p.Level})
		})
	}
}

// TestPlaces holds the list against what GB/T 2260 says of its codes.
func TestPlaces(t *testing.T) {
	r := builtin(t)
	provinces := map[string]bool{}
	codes := map[string]int{}
	for _, p := range r.places {
		if p.Level == "province" {
			provinces[p.Code[:2]] = true
		}
	}
	require.Len(t, provinces, 34)
	for i, p := range r.places {
		require.True(t, provinces[p.Code[:2]], "%s %s lies in no province", p.Code, p.Name)
		level := "county"
		if strings.HasSuffix(p.Code, "0000") {
			level = "province"
		} else if strings.HasSuffix(p.Code, "00") {
			level = "prefecture"
		}
		require.Equal(t, level, p.Level, "%s %s", p.Code, p.Name)
		require.True(t, p.to == 0 || p.from <= p.to, "%s %s", p.Code, p.Name)
		if p.to == 0 {
			codes[p.Code]++
			require.Equal(t, 1, codes[p.Code], "%s stands twice today", p.Code)
		}
		if i > 0 {
			require.LessOrEqual(t, r.places[i-1].Code, p.Code)
		}
	}
	// The Ministry of Civil Affairs counts 333 prefectures and 2843 counties at the end of 2022, some of which are
	// counties of statistics alone.
	var prefectures, counties int
	for _, p := range r.places {
		switch {
		case p.to != 0:
		case p.Level == "prefecture":
			prefectures++
		case p.Level == "county":
			counties++
		}
	}
	require.Equal(t, 333, prefectures)
	require.InDelta(t, 2843, counties, 5)
}

func TestLoadSaysWhere(t *testing.T) {
	regions := func(line string) fstest.MapFS {
		return fstest.MapFS{"regions.tsv": {Data: []byte("# c\ncode\tname\tlevel\tfrom\tto\tshort\tcomment\n" + line + "\n")}}
	}
	for line, want := range map[string]string{
		"50010\t甲区\tcounty":            `regions.tsv:3: the code is "50010", not six digits`,
		"500199\t甲区\ttown":             `regions.tsv:3: the level is "town", not province, prefecture or county`,
		"500199\t甲区\tcounty\tlong ago": `regions.tsv:3: "long ago" is no year`,
	} {
		_, err := Load(seeds.FS, regions(line))
		require.EqualError(t, err, want)
	}
	r, err := Load(seeds.FS, regions("500199\t甲乙区\tcounty\t2024"))
	require.NoError(t, err)
	require.Equal(t, "500199", r.Region(Texts{Title: "重庆市甲乙区2025年任务", Year: 2025}).Code)

	r, err = Load(seeds.FS, regions("500106\t沙坪坝区\tcounty\t\t\t沙区"))
	require.NoError(t, err)
	require.Equal(t, "500106", r.Region(Texts{Title: "沙坪坝区2025年任务", Year: 2025}).Code, "a line that says a built-in one again")
	require.Equal(t, "500106", r.Region(Texts{Title: "沙区2025年任务", Year: 2025}).Code)
	r, err = Load(seeds.FS, regions("500106\t沙坪坝区\tcounty\t\t2020"))
	require.NoError(t, err)
	require.Nil(t, r.Region(Texts{Title: "沙坪坝区2025年任务", Year: 2025}), "of two lines the later holds")
	_, err = Load(seeds.FS, fstest.MapFS{"place_words.tsv": {Data: []byte("word\tkind\tcomment\n镇\ttown\n")}})
	require.EqualError(t, err, `place_words.tsv:2: "town" is no kind of word`)
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		builtin(b)
	}
}

func BenchmarkRegion(b *testing.B) {
	r := builtin(b)
	for b.Loop() {
		r.Region(Texts{Title: "重庆市沙坪坝区2024年重点任务一季度推进情况的报告", Issuer: "沙坪坝区人民政府督查室", Year: 2024})
	}
}
