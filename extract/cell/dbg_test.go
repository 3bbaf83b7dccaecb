package cell

import (
	"duban/schema"
	"duban/seeds"
	"fmt"
	"os"
	"testing"
)

func TestDbg(t *testing.T) {
	r, _ := Load(seeds.FS)
	text := os.Getenv("T")
	trials, rd := r.trials(text)
	for k, tk := range rd.tokens {
		fmt.Println(k, string(rd.text[tk.start:tk.end]), tk.kind, tk.clause, fmt.Sprintf("%b", rd.classesOf(k)))
	}
	for _, tr := range trials {
		fmt.Println("TRIAL", tr.row.id, tr.k)
	}
	for _, v := range rd.verdicts {
		fmt.Println("VERDICT", v.row.id, v.gift.value, string(rd.text[v.whole.start:v.whole.end]))
	}
	for _, i := range rd.indicators(0) {
		fmt.Println(i.Text, i.Value, i.Kind, i.State, i.Subject, i.Basis, i.Period)
	}
	_ = schema.Actual
}
