package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"

	"duban/beam/internal/output"
	"duban/beam/internal/pipeline"
	"duban/internal/message"
	"duban/schema/dataset"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	"github.com/dustin/go-humanize"
)

// formats are those that stand in many files. A database or a workbook is one.
var formats = []dataset.Format{dataset.NDJSON, dataset.CSV, dataset.Parquet}

type flags struct {
	inputs            []string
	output, formats   string
	shards            int
	chunk             bytes
	maxSize, maxText  bytes
	timeout           time.Duration
	vocab, lang       string
	csvBOM, overwrite bool
	ocr               bool
	pool              string
	logLevel          string
}

// bytes is a size as people write it.
type bytes int64

func (b *bytes) String() string { return strings.ReplaceAll(humanize.IBytes(uint64(*b)), " ", "") }

func (b *bytes) Set(s string) error {
	n, err := humanize.ParseBytes(s)
	if err != nil || n == 0 || n > 1<<40 {
		return message.Errorf("this is no size, such as 256MiB")
	}
	*b = bytes(n)
	return nil
}

// own are the names of the flags that are not Beam's.
var own = []string{"input", "output", "formats", "shards", "chunk", "max-size", "max-text", "timeout", "lang", "vocab", "csv-bom",
	"ocr", "overwrite", "worker_pool", "log"}

func defineFlags(set *flag.FlagSet) *flags {
	f := &flags{chunk: 2 << 20, maxSize: 256 << 20, maxText: 64 << 20}
	const input message.Format = "`pattern` of files, archives or local folders; may be given several times, and hold several with , between them"
	set.Func("input", string(input), func(s string) error {
		f.inputs = append(f.inputs, strings.Split(s, ",")...)
		return nil
	})
	set.StringVar(&f.output, "output", "", about("`folder` of the dataset, which all workers can reach"))
	set.StringVar(&f.formats, "formats", "ndjson,csv,parquet", about("`forms` of the tables: ndjson, csv, parquet"))
	set.IntVar(&f.shards, "shards", 0, about("`number` of files for each table; one for each 1000 sources if 0"))
	set.Var(&f.chunk, "chunk", about("`weight` of what is handed over at a time: bytes of files and 8 KiB for each"))
	set.Var(&f.maxSize, "max-size", about("refuse files larger than this `size`"))
	set.Var(&f.maxText, "max-text", about("refuse files with more text in them than this `size`"))
	set.DurationVar(&f.timeout, "timeout", 2*time.Minute, about("give a file up that takes longer to read than this `time`"))
	set.StringVar(&f.lang, "lang", "", about("`language` of what people read: en, zh; that of LC_ALL or LANG if not given. Messages in tables are English unless this is given"))
	set.StringVar(&f.vocab, "vocab", "", about("read words from the .tsv files of this `folder` as well"))
	set.BoolVar(&f.csvBOM, "csv-bom", false, about("begin CSV files with a byte order mark, by which Excel knows UTF-8"))
	set.BoolVar(&f.ocr, "ocr", false, about("is refused: PDF files, scanned or not, are read by duban import alone"))
	set.BoolVar(&f.overwrite, "overwrite", false, about("remove an earlier run from the output"))
	set.StringVar(&f.pool, "worker_pool", "",
		about("do nothing but start workers for runners that ask for them at this `address`; nothing keeps anybody out"))
	set.StringVar(&f.logLevel, "log", "warn", about("`level` of what Beam tells: debug, info, warn, error"))
	return f
}

// parse reads the command line, and returns the language of whoever reads what is told. The error is flag.ErrHelp where help is
// asked for.
func (f *flags) parse(set *flag.FlagSet, args []string) (message.Language, error) {
	set.Init("duban-beam", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Usage = func() {}
	err := set.Parse(args)
	lang := message.Preferred(os.Getenv)
	if f.lang != "" {
		named, wrong := message.Named(f.lang)
		if wrong != nil {
			return lang, output.Usage("--lang: %w", wrong)
		}
		lang = named
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		err = output.Usage("%w; see --help", err)
	}
	return lang, err
}

// about returns the help of a flag, which is in the catalogue.
func about(help message.Format) string { return string(help) }

const usageText message.Format = `Usage: duban-beam --input PATTERN --output DIR [flags]

Reads reports as duban import does, as a pipeline of Apache Beam, and writes the same tables in shards: TABLE-SSSSS-of-NNNNN.EXT.

Examples:

    duban-beam --input 'reports/*' --output data
    duban-beam --input 's3://bucket/2021/*' --output s3://bucket/tables --runner universal --endpoint HOST:8099 \
        --environment_type EXTERNAL --environment_config HOST:50000
    duban-beam --worker_pool localhost:50000

Flags:`

// beams are the flags of Beam that are told.
var beams = [][2]string{
	{"--runner", about("prism (in this process, if not given), universal, flink, spark, dataflow")},
	{"--endpoint", about("HOST:PORT of the job server")},
	{"--environment_type", about("LOOPBACK (workers in this process), EXTERNAL (a pool of workers), DOCKER")},
	{"--environment_config", about("HOST:PORT of the pool, or the image")},
	{"--worker_binary", about("this program, built for the machine of the workers")},
	{"--project --region --staging_location --num_workers …", about("those of Dataflow")},
}

// widthOf returns how many columns a text takes: ideographs take two.
func widthOf(text string) (n int) {
	for _, r := range text {
		if n++; unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// usage returns the help.
func usage(set *flag.FlagSet, l message.Language) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n\n", usageText.In(l))
	line := func(name, about string) {
		const wide = 22
		fmt.Fprintf(&out, "  %s%s %s\n", name, strings.Repeat(" ", max(0, wide-widthOf(name))), about)
	}
	for _, name := range own {
		f := *set.Lookup(name)
		f.Usage = message.Format(f.Usage).In(l)
		name, about := flag.UnquoteUsage(&f)
		if f.DefValue != "" && f.DefValue != "0" && f.DefValue != "false" {
			about += message.New(" (%s)", f.DefValue).In(l)
		}
		line("--"+f.Name+" "+name, about)
	}
	fmt.Fprintf(&out, "\n%s\n\n", message.New("Those of Beam, of which some:").In(l))
	for _, f := range beams {
		line(f[0], message.Format(f[1]).In(l))
	}
	return out.String()
}

func (f *flags) options() (pipeline.Options, error) {
	var o pipeline.Options
	switch {
	case len(f.inputs) == 0 || f.output == "":
		return o, output.Usage("--input and --output are needed; see --help")
	case flag.NArg() > 0:
		return o, output.Usage("%s: no flag; patterns are given by --input", flag.Arg(0))
	case f.ocr:
		return o, output.Usage("--ocr: duban-beam reads no PDF files, scanned or not; they are rows of files that say so: import them with duban import --ocr")
	case f.shards < 0 || f.shards > 99_999:
		return o, output.Usage("--shards: from 1 to 99999")
	}
	list := strings.Split(f.formats, ",")
	for _, name := range list {
		if !slices.Contains(formats, dataset.Format(name)) {
			return o, output.Usage("--formats: %q is none of ndjson, csv, parquet; sqlite and xlsx, which are one file, duban import writes", name)
		}
	}
	words, err := words(f.vocab)
	if err != nil {
		return o, err
	}
	return pipeline.Options{Inputs: f.inputs, Output: f.output, Formats: list, CSVBOM: f.csvBOM, Shards: f.shards, ChunkSize: int64(f.chunk),
		Limits: pipeline.Limits{MaxSize: int64(f.maxSize), MaxText: int64(f.maxText), Timeout: f.timeout}, Words: words, Language: message.Language(cmp.Or(f.lang, string(message.English)))}, nil
}

// words returns the vocabularies of a folder, which go to the workers with the pipeline.
func words(dir string) (map[string]string, error) {
	if dir == "" {
		return nil, nil
	}
	folder := os.DirFS(dir)
	names, err := fs.Glob(folder, "*.tsv")
	if err != nil || len(names) == 0 {
		return nil, output.Usage("--vocab %s: no .tsv files there; check the path", dir)
	}
	texts := map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, output.Usage("--vocab %s: %v", path.Join(dir, name), err)
		}
		texts[name] = string(data)
	}
	if _, err := pipeline.Vocabulary(texts); err != nil {
		return nil, output.Usage("--vocab %s: %v", dir, err)
	}
	return texts, nil
}

// checkRunner sends this program to the workers, if no other is named, and sees to it that the runner is known, and that its
// job server answers.
func (f *flags) checkRunner(ctx context.Context) error {
	remote := []string{"universal", "PortableRunner", "portable", "flink", "FlinkRunner", "spark", "SparkRunner"}
	known := append([]string{"", "prism", "PrismRunner", "dataflow", "DataflowRunner", "direct", "DirectRunner", "dot"}, remote...)
	if !slices.Contains(known, *runners.Runner) {
		return output.Usage("--runner: %q is none of prism, universal, flink, spark, dataflow", *runners.Runner)
	}
	switch {
	case *jobopts.Endpoint == "" && slices.Contains(remote, *runners.Runner):
		return output.Usage("--runner %s: needs --endpoint HOST:PORT, where its job server is", *runners.Runner)
	case *jobopts.Endpoint == "":
		return nil
	}
	if *jobopts.WorkerBinary == "" && runtime.GOOS == "linux" {
		*jobopts.WorkerBinary, _ = os.Executable() // where it would be built anew
	}
	const enough = 5 * time.Second
	ctx, cancel := context.WithTimeout(ctx, enough)
	defer cancel()
	c, err := new(net.Dialer).DialContext(ctx, "tcp", *jobopts.Endpoint)
	if err != nil {
		return message.Errorf("--endpoint %s: no job server answers there: %w; start one, or check address and port", *jobopts.Endpoint, err)
	}
	return c.Close()
}
