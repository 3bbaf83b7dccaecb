package child

import "syscall"

// apart puts a program into a group of its own, in which Ctrl-C is off.
func apart() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}
