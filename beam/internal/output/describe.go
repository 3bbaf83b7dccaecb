package output

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"duban/beam/internal/files"
)

// Written is a shard of all tables that is written and waits to be put in its place.
type Written struct {
	Shard   int
	Reports int64
	Rows    int64 // of the table files
	Try     string
	Files   []File
	Package string // the datapackage.json of the shard
}

// File is one file of a shard.
type File struct {
	Name string // TABLE.EXT
	Size int64
}

// Describe writes datapackage.json: a resource for each file of each shard. It is made of the descriptions of the shards.
func Describe(ctx context.Context, dir string, shards []Written) error {
	slices.SortFunc(shards, func(a, b Written) int { return a.Shard - b.Shard })
	var whole map[string]any
	var resources []any
	for _, s := range shards {
		var p map[string]any
		if err := decode(s.Package, &p); err != nil {
			return fmt.Errorf("description of shard %d: %w", s.Shard, err)
		}
		for _, r := range p["resources"].([]any) {
			resources = append(resources, ofShard(r.(map[string]any), s.Shard, len(shards)))
		}
		whole = p
	}
	whole["resources"] = resources
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(whole); err != nil {
		return err
	}
	return files.Write(ctx, files.Join(dir, "datapackage.json"), out.Bytes())
}

// decode keeps numbers as they are written.
func decode(text string, to any) error {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	d.UseNumber()
	return d.Decode(to)
}

// ofShard returns the description of a file of a shard: its name is that of the shard, and it has no foreign keys, as what
// they refer to may stand in any shard.
func ofShard(r map[string]any, shard, shards int) map[string]any {
	c := maps.Clone(r)
	c["path"] = ShardName(shard, shards, fmt.Sprint(r["path"]))
	c["name"] = fmt.Sprintf("%v-%05d", r["name"], shard)
	if s, ok := r["schema"].(map[string]any); ok {
		s = maps.Clone(s)
		delete(s, "foreignKeys")
		c["schema"] = s
	}
	return c
}
