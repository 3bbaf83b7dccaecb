package parse

func readDOCX(b *budget, data []byte) (*Document, error) {
	return nil, damaged("", "not yet")
}
