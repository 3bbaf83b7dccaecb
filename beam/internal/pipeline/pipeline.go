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
	"reflect"
	"time"

	"duban/beam/internal/output"
	"duban/internal/message"
	"duban/schema"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
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

// Register tells Beam of the functions of the pipeline and of what they hand over. It is called once, before beam.Init.
// (Beam's package register would spare reflection in each call; here an element is worth far more than that, and compiling
// it takes a minute.)
func Register() {
	for _, function := range []any{
		&list{}, &weigh{}, &open{}, &once{}, &read{}, &series{}, &shardOfReport{}, &shardOfAcross{}, &shardOfFile{}, &allShards{},
		&tables{}, &together{}, &whole{}, &settle{}, &finish{},
	} {
		beam.RegisterDoFn(reflect.TypeOf(function).Elem())
	}
	for _, element := range []any{
		Source{}, Block{}, Chunk{}, Place{}, Document{}, FileRow{}, Unique{}, Batch{}, Reading{}, Comparable{}, Across{},
		output.File{}, output.Written{},
	} {
		beam.RegisterType(reflect.TypeOf(element))
	}
}

// Build builds the pipeline.
func Build(p *beam.Pipeline, o Options) {
	s := p.Root()
	blocks := beam.Reshuffle(s, beam.ParDo(s.Scope("list"), &list{o.Inputs, o.Output, o.Language}, beam.Impulse(s)))
	chunks := beam.Reshuffle(s, beam.ParDo(s.Scope("weigh"), &weigh{o.ChunkSize}, blocks))
	documents, unread := beam.ParDo2(s.Scope("open"), &open{o.Limits, o.Language}, chunks)
	batches := beam.Reshuffle(s, beam.ParDo(s.Scope("once"), &once{ChunkSize: o.ChunkSize}, beam.GroupByKey(s, documents)))
	readings, comparables, files := beam.ParDo3(s.Scope("read"), &read{Limits: o.Limits, Words: o.Words, Language: o.Language}, batches)
	across := beam.ParDo(s.Scope("series"), &series{}, beam.GroupByKey(s, comparables))
	write(s.Scope("write"), o, readings, across, beam.Flatten(s, unread, files))
}
