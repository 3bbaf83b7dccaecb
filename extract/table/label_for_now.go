package table

type Labels struct {
	Units func(string) (Unit, bool)
}

func (l *Labels) Read(path []string) Label { return Label{Path: path} }
