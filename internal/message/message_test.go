package message_test

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"duban/internal/message"

	"github.com/stretchr/testify/require"
)

func TestPreferred(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want message.Language
	}{
		{nil, message.English},
		{map[string]string{"LANG": "zh_CN.UTF-8"}, message.Chinese},
		{map[string]string{"LANG": "zh_CN"}, message.Chinese},
		{map[string]string{"LANG": "zh"}, message.Chinese},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, message.Chinese},
		{map[string]string{"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, message.English},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_SG.UTF-8"}, message.Chinese},
		{map[string]string{"LANG": "zhuang"}, message.English},
		{map[string]string{"LANG": "C.UTF-8"}, message.English},
	} {
		require.Equal(t, c.want, message.Preferred(func(name string) string { return c.env[name] }), c.env)
	}
}

func TestNamed(t *testing.T) {
	l, err := message.Named("zh")
	require.NoError(t, err)
	require.Equal(t, message.Chinese, l)
	for _, name := range []string{"", "ZH", "fr", "zh_CN", "中文"} {
		_, err := message.Named(name)
		require.ErrorContains(t, err, "pass zh or en")
		require.Contains(t, message.ErrorIn(message.Chinese, err), "请填写zh（中文）或en（英文）")
	}
}

// TestErrorIn tells errors that wrap others, however they do.
func TestErrorIn(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "a.csv", Err: syscall.ENOSPC}
	for _, c := range []struct {
		err     error
		en, zh  string
		wrapped error
	}{
		{syscall.ENOSPC, "no space left on device", "磁盘空间不足", nil},
		{full, "write a.csv: no space left on device", "write a.csv: 磁盘空间不足", syscall.ENOSPC},
		{fmt.Errorf("b: %w", full), "b: write a.csv: no space left on device", "b: write a.csv: 磁盘空间不足", syscall.ENOSPC},
		{fmt.Errorf("no space left on device: %w", syscall.ENOSPC), "no space left on device: no space left on device",
			"no space left on device: 磁盘空间不足", syscall.ENOSPC}, // a file of that name
		{errors.Join(errors.New("x"), full), "x\nwrite a.csv: no space left on device", "x\nwrite a.csv: 磁盘空间不足", syscall.ENOSPC},
		{errors.New(`expected string value but got "EOL" (<EOL>)`), `expected string value but got "EOL" (<EOL>)`, "后面缺少内容", nil},
		{errors.New(`--jobs: expected int value but got "-3" (short flag); perhaps try --jobs="-3"?`),
			`--jobs: expected int value but got "-3" (short flag); perhaps try --jobs="-3"?`,
			`--jobs: 后面缺少内容，"-3"不能作为其内容；如确是如此，请写作--jobs="-3"`, nil},
		{message.Errorf("%s: %w", "甲", syscall.ENOSPC), "甲: no space left on device", "甲：磁盘空间不足", syscall.ENOSPC},
	} {
		require.EqualError(t, c.err, c.en)
		require.Equal(t, c.en, message.ErrorIn(message.English, c.err))
		require.Equal(t, c.en, message.ErrorIn("", c.err))
		require.Equal(t, c.zh, message.ErrorIn(message.Chinese, c.err))
		if c.wrapped != nil {
			require.ErrorIs(t, c.err, c.wrapped)
		}
	}
}
