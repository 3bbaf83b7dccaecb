// Package child starts the programs that duban has do a part of its work.
package child

import (
	"context"
	"os/exec"
)

// Command is exec.CommandContext for a program that ends by the context alone: Ctrl-C in a terminal reaches duban, which ends it,
// and not the program itself. Else it might be gone before duban has heard of that, as if its input had broken it.
func Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.SysProcAttr = apart()
	return c
}
