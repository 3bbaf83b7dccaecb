package html

import "golang.org/x/net/html/atom"

// IsElement reports whether a name in small letters may be that of an element of a page. Some attributes are named alike.
func IsElement(name string) bool { return atom.Lookup([]byte(name)) != 0 }
