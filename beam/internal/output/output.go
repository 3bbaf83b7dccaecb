// Package output keeps the folder that a run writes its dataset to:
//
//	duban-beam.json                the mark: which run it is, and whether it is complete; written first and last
//	TABLE-SSSSS-of-NNNNN.EXT       a shard of a table
//	datapackage.json               describes them
//	duban-beam-parts/RUN/…         what is not finished
package output

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"duban/beam/internal/files"
	"duban/internal/message"
)

const (
	markName  = "duban-beam.json"
	partsName = "duban-beam-parts"
)

// States of a run.
const (
	Running  = "running"
	Complete = "complete"
)

// Mark says what a folder holds.
type Mark struct {
	Run           string   `json:"run"`
	State         string   `json:"state"`
	SchemaVersion string   `json:"schema_version"`
	Inputs        []string `json:"inputs"`
	Formats       []string `json:"formats"`
	Shards        int      `json:"shards"`
	Reports       int64    `json:"reports"` // of a complete run
	Files         int64    `json:"files"`   // likewise
}

// UsageError says that what was asked for cannot be done as it is.
type UsageError struct{ error }

func (e UsageError) Unwrap() error { return e.error }

// Usage returns an error that says that what was asked for cannot be done as it is.
func Usage(format message.Format, args ...any) error {
	return UsageError{message.Errorf(format, args...)}
}

// Claim marks a folder as that of a run. It refuses a folder that holds anything; with overwrite it removes an earlier run.
func Claim(ctx context.Context, dir string, m Mark, overwrite bool) error {
	names, err := contents(ctx, dir)
	if err != nil {
		return message.Errorf("%s: no folder to write to: %w; choose another", dir, err)
	}
	if len(names) > 0 {
		old, err := readMark(ctx, dir)
		switch {
		case err != nil:
			return Usage("%s: neither empty nor a dataset of duban-beam; choose another folder", dir)
		case !overwrite:
			return Usage("%s: holds another run (%s, %s); choose another folder, or use --overwrite to remove it",
				dir, old.Run, old.State)
		}
		if err := clear(ctx, dir, names); err != nil {
			return err
		}
	}
	m.State = Running
	if err := writeMark(ctx, dir, m); err != nil {
		return message.Errorf("%s: no folder to write to: %w; choose another", dir, err)
	}
	return nil
}

// contents returns the names of what is in a folder.
func contents(ctx context.Context, dir string) ([]string, error) {
	if !strings.Contains(dir, "://") {
		entries, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names, err
	}
	list, err := files.List(ctx, files.Join(dir, "*"))
	for i, name := range list {
		list[i] = path.Base(name)
	}
	return list, err
}

// clear removes what runs have written.
func clear(ctx context.Context, dir string, names []string) error {
	for _, name := range names {
		if !isOwn(name) {
			return Usage("%s: no file of duban-beam; move it away, or choose another folder", files.Join(dir, name))
		}
	}
	parts, err := leftovers(ctx, dir, "*")
	if err != nil {
		return err
	}
	for _, name := range append(names, parts...) {
		if err := files.Remove(ctx, files.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// isOwn reports whether a run writes files of that name.
func isOwn(name string) bool {
	var shard, of int
	base := strings.TrimSuffix(name, path.Ext(name))
	_, numbers, isShard := strings.Cut(base, "-")
	if isShard {
		_, err := fmt.Sscanf(numbers, "%05d-of-%05d", &shard, &of)
		isShard = err == nil
	}
	return isShard || name == markName || name == "datapackage.json" || name == partsName
}

// leftovers returns the parts of a run that stand in no folder that a local removal would take with it.
func leftovers(ctx context.Context, dir, run string) ([]string, error) {
	if !strings.Contains(dir, "://") {
		return nil, nil
	}
	list, err := files.List(ctx, files.Join(dir, partsName+"/"+run+"/*/*"))
	for i, name := range list {
		list[i] = strings.TrimPrefix(name, files.Join(dir, ""))
	}
	return list, err
}

func readMark(ctx context.Context, dir string) (Mark, error) {
	var m Mark
	data, err := files.Read(ctx, files.Join(dir, markName))
	if err == nil {
		err = json.Unmarshal(data, &m)
	}
	return m, err
}

func writeMark(ctx context.Context, dir string, m Mark) error {
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return files.Write(ctx, files.Join(dir, markName), append(data, '\n'))
}

// Finish removes the parts of a run and marks it as complete.
func Finish(ctx context.Context, dir string, m Mark) error {
	parts, err := leftovers(ctx, dir, m.Run)
	if err != nil {
		return err
	}
	for _, name := range append(parts, partsName) {
		if err := files.Remove(ctx, files.Join(dir, name)); err != nil {
			return err
		}
	}
	m.State = Complete
	return writeMark(ctx, dir, m)
}

// Part returns the name of a file of a try to write a shard. Tries that are repeated do not get in each other's way.
func Part(dir, run string, shard int, try, file string) string {
	return files.Join(dir, fmt.Sprintf("%s/%s/%05d-%s/%s", partsName, run, shard, try, file))
}

// Shard returns the last name of a shard of the file NAME.EXT.
func Shard(dir string, shard, shards int, file string) string {
	return files.Join(dir, ShardName(shard, shards, file))
}

// ShardName returns NAME-SSSSS-of-NNNNN.EXT for NAME.EXT.
func ShardName(shard, shards int, file string) string {
	ext := path.Ext(file)
	return fmt.Sprintf("%s-%05d-of-%05d%s", strings.TrimSuffix(file, ext), shard, shards, ext)
}
