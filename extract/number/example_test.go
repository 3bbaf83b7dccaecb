package number_test

import (
	"fmt"
	"log"

	"duban/extract/number"
	"duban/seeds"
)

func ExampleReader_Find() {
	r, err := number.Load(seeds.FS)
	if err != nil {
		log.Fatal(err)
	}
	text := []rune("完成投资21.5亿元，整治道路8条10.2公里，惠及一万五千余户，满意率95%—98%")
	for _, n := range r.Find(nil, text) {
		fmt.Printf("%s: %s %s", string(text[n.Start:n.End]), n.Value.String(), n.Unit)
		if n.Range {
			fmt.Printf(", up to %s", n.Max.String())
		}
		if n.More {
			fmt.Print(", and more")
		}
		fmt.Println()
	}
	// Output:
	// 21.5亿元: 2150000000 元
	// 8条: 8 条
	// 10.2公里: 10.2 公里
	// 一万五千余户: 15000 户, and more
	// 95%—98%: 95 %, up to 98
}

func ExampleReader_At() {
	r := number.NewReader([]number.Unit{{Form: "㎡", Name: "平方米", Kind: "area"}}, nil)
	n, ok := r.At([]rune("约650㎡"), 1)
	fmt.Println(ok, n.Value.String(), n.Unit, n.UnitKind)
	// Output: true 650 平方米 area
}
