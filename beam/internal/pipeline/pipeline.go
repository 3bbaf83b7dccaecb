// Package pipeline is the import of reports as a pipeline of Apache Beam: the same reading, the same tables, on as many
// machines as there are.
//
//	names ─▶ chunks by size ─▶ open: archives and e-mails ─▶ by digest: the same bytes once ─▶ batches by size
//	─▶ read: bytes to reports ─▶ by issuer: tasks through their reports
//	                          └▶ by shard: tables, written beside, then put in their places
//
// What fails to be read is a row of the table files and never an error, on which a runner would do all that is in its
// bundle again, and then give up.
package pipeline

import (
	"context"
	"time"

	"duban/beam/internal/output"
	"duban/internal/message"
	"duban/schema"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

// Options say what is imported, and how.
type Options struct {
	Inputs    []string // patterns
	Output    string   // folder of the dataset
	Run       string   // tells runs apart
	Formats   []string
	CSVBOM    bool
	Shards    int
	ChunkSize int64 // weight of what is handed over at a time; see weight
	Limits
	Words    map[string]string // vocabularies that are added, by the names of their files
	Language message.Language  // of messages in the tables
}

// Limits are those of one file.
type Limits struct {
	MaxSize int64         // in bytes
	MaxText int64         // of the text in it, in bytes
	Timeout time.Duration // of reading it; none if 0
}

// Mark describes the run.
func (o Options) Mark() output.Mark {
	return output.Mark{Run: o.Run, Inputs: o.Inputs, Formats: o.Formats, Shards: o.Shards, SchemaVersion: schema.Version}
}

// Register tells Beam of the functions of the pipeline. It is called once, before beam.Init.
func Register() {
	register.DoFn3x1[context.Context, []byte, func(Block), error](&list{})
	register.DoFn3x1[context.Context, Block, func(Chunk), error](&weigh{})
	register.DoFn4x1[context.Context, Chunk, func(string, Document), func(FileRow), error](&open{})
	register.DoFn3x0[string, func(*Document) bool, func(Batch)](&once{})
	register.DoFn5x1[context.Context, Batch, func(Reading), func(string, Comparable), func(FileRow), error](&read{})
	register.DoFn3x1[string, func(*Comparable) bool, func(Across), error](&series{})
	register.DoFn2x2[context.Context, Reading, int, Reading](&shardOfReport{})
	register.DoFn2x2[context.Context, Across, int, Across](&shardOfAcross{})
	register.DoFn2x2[context.Context, FileRow, int, FileRow](&shardOfFile{})
	register.DoFn2x0[[]byte, func(int, bool)](&allShards{})
	register.DoFn7x1[context.Context, int, func(*bool) bool, func(*Reading) bool, func(*Across) bool, func(*FileRow) bool, func(output.Written), error](&tables{})
	register.DoFn1x2[output.Written, int, output.Written](&together{})
	register.DoFn4x1[context.Context, int, func(*output.Written) bool, func(output.Written), error](&whole{})
	register.DoFn2x2[context.Context, output.Written, output.Written, error](&settle{})
	register.DoFn3x1[context.Context, int, func(*output.Written) bool, error](&finish{})
	register.Emitter1[Block]()
	register.Emitter1[Chunk]()
	register.Emitter2[string, Document]()
	register.Emitter1[FileRow]()
	register.Emitter1[Batch]()
	register.Emitter1[Reading]()
	register.Emitter2[string, Comparable]()
	register.Emitter1[Across]()
	register.Emitter2[int, bool]()
	register.Emitter1[output.Written]()
	register.Iter1[Document]()
	register.Iter1[Reading]()
	register.Iter1[Comparable]()
	register.Iter1[Across]()
	register.Iter1[FileRow]()
	register.Iter1[bool]()
	register.Iter1[output.Written]()
}

// Build builds the pipeline.
func Build(p *beam.Pipeline, o Options) {
	s := p.Root()
	blocks := beam.Reshuffle(s, beam.ParDo(s.Scope("list"), &list{o.Inputs, o.Output}, beam.Impulse(s)))
	chunks := beam.Reshuffle(s, beam.ParDo(s.Scope("weigh"), &weigh{o.ChunkSize}, blocks))
	documents, unread := beam.ParDo2(s.Scope("open"), &open{o.Limits}, chunks)
	batches := beam.Reshuffle(s, beam.ParDo(s.Scope("once"), &once{ChunkSize: o.ChunkSize}, beam.GroupByKey(s, documents)))
	readings, comparables, files := beam.ParDo3(s.Scope("read"), &read{Limits: o.Limits, Words: o.Words, Language: o.Language}, batches)
	across := beam.ParDo(s.Scope("series"), &series{}, beam.GroupByKey(s, comparables))
	write(s.Scope("write"), o, readings, across, beam.Flatten(s, unread, files))
}
