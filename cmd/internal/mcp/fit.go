package mcp

import (
	"encoding/json"
	"fmt"
)

// How answers are kept within their size.

// encoded returns v as JSON, of which nothing here can fail.
func encoded(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return data
}

// fitting returns how many elements of a list, from the first on, take no more than room bytes as JSON.
func fitting[T any](list []T, room int) int {
	for i, x := range list {
		if room -= len(encoded(x)) + 1; room < 0 {
			return i
		}
	}
	return len(list)
}

// shortText is how many characters of a title or a label an overview has.
const shortText = 200

func short(s string) string { return cutTo(s, shortText) }

// cutTo cuts a text to n characters and says so.
func cutTo(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return fmt.Sprintf("%s… [cut; %d characters]", string(runes[:n]), len(runes))
}

// tooLong says that a thing does not fit into an answer of its own.
func tooLong(what string, size int) error {
	return fmt.Errorf("%s takes %d bytes, more than one answer may have; whoever runs duban mcp can raise --max-answer",
		what, size)
}
