//go:build !unix && !windows

package child

import "syscall"

func apart() *syscall.SysProcAttr { return nil }
