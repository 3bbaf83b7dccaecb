//go:build unix

package child

import "syscall"

// apart puts a program into a group of its own; a terminal sends Ctrl-C to the group in front.
func apart() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
