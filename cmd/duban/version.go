package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"duban/schema"
)

type versionCommand struct{}

func (versionCommand) Run(c *console) error {
	info, _ := debug.ReadBuildInfo()
	return c.write([]byte(version(info)))
}

// version returns a line such as "duban v1.2.0 (schema 2, go1.26.8, linux/amd64, revision 1a2b3c…)".
func version(info *debug.BuildInfo) string {
	notes := []string{"schema " + schema.Version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
	if info != nil {
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				notes = append(notes, "revision "+s.Value)
			case s.Key == "vcs.modified" && s.Value == "true":
				notes = append(notes, "modified")
			}
		}
	}
	return fmt.Sprintf("duban %s (%s)\n", programVersion(info), strings.Join(notes, ", "))
}

// released is the version that packaging/release was given by name; the linker writes it.
var released string

// programVersion returns the version alone, such as v1.2.0.
func programVersion(info *debug.BuildInfo) string {
	switch {
	case released != "":
		return released
	case info == nil:
		return "(unknown)"
	}
	return info.Main.Version
}
