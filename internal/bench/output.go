//go:build unix

package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// markdown returns the tables, with each figure as a multiple of duban's in brackets.
func (b *bench) markdown() string {
	var sb strings.Builder
	fmt.Fprintf(&sb, "# Benchmark\n\nWhole processes on the same DOCX files, run in turn; medians of %d runs; in brackets the multiple of duban's. "+
		"Processor time is that of all threads, the start of an interpreter included. "+
		"Written by `go run ./internal/bench` on %s, %d processors (%s/%s, %s)%s. Where others use the machine, wall time says little.\n",
		b.runs, model(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), load())
	sb.WriteString("\n## Starts\n\nEach program with nothing to do: its version, or its libraries loaded.\n\n| program | processor time | memory |\n|---|---:|---:|\n")
	for _, r := range b.starts {
		fmt.Fprintf(&sb, "| %s | %s | %d MiB |\n", r.program, rounded(r.cpu), r.memory>>20)
	}
	for _, kind := range kinds {
		fmt.Fprintf(&sb, "\n## Documents: %s\n\n%s\n\n", kind.name, b.describe(kind.name))
		sb.WriteString("| rows | program | what it gives | processor time | wall time | memory |\n|---:|---|---|---:|---:|---:|\n")
		var own result
		for _, r := range b.results {
			if r.kind != kind.name {
				continue
			}
			if r.program == duban {
				own = r
			}
			fmt.Fprintf(&sb, "| %d | %s | %s | %s (%.2f) | %s (%.2f) | %d MiB (%.2f) |\n", r.rows, r.program, r.gives,
				rounded(r.cpu), float64(r.cpu)/float64(own.cpu), rounded(r.wall), float64(r.wall)/float64(own.wall),
				r.memory>>20, float64(r.memory)/float64(own.memory))
		}
	}
	sb.WriteString("\n![processor time by rows of a typical document](benchmark.svg)\n")
	return sb.String()
}

// describe says what the documents of a kind are.
func (b *bench) describe(kind string) string {
	says := map[string]string{
		"typical": "The sample's tables as Word writes them: properties of each cell, paragraph and run, fonts in styles, in one of three paragraphs a new run where digits begin and end. " +
			"The rows are repeated, each time with other figures and names.",
		"hard": "The sample's tables in the way that is hardest to read: automatic numbers, merged cells, all text cut into runs of one to twenty characters. The rows are repeated.",
	}[kind]
	for _, in := range b.inputs {
		if in.Kind == kind {
			says += fmt.Sprintf(" %d rows: %d KiB, unpacked %d KiB, %.1f bytes of XML for a byte of text.", in.Rows, in.Size>>10, in.XML>>10, float64(in.XML)/float64(in.Chars))
		}
	}
	return says
}

// rounded leaves three or four digits.
func rounded(d time.Duration) time.Duration {
	if d < 100*time.Millisecond {
		return d.Round(100 * time.Microsecond)
	}
	return d.Round(time.Millisecond)
}

// model names the processor, where the system tells.
func model() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(data)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.Trim(name, ": \t\n")
		}
	}
	return "an unknown processor"
}

// load says how busy the machine is, where the system tells.
func load() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	return ", load " + strings.Fields(string(data))[0] + " at its end"
}

// The plot, in pixels.
const (
	width, height = 720, 420
	left, right   = 70, 150
	top, bottom   = 20, 50
)

var colours = []string{"#c0392b", "#e59866", "#7b7d7d", "#1a5276", "#2471a3", "#85c1e9", "#1e8449", "#7d3c98", "#b9770e"}

// plot draws processor time against rows, both logarithmic, a line for each program.
func plot(results []result) string {
	var sb strings.Builder
	fmt.Fprintf(&sb, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">`+"\n", width, height)
	fmt.Fprintf(&sb, `<rect width="%d" height="%d" fill="white"/>`+"\n", width, height)
	x := scale(results, func(r result) float64 { return float64(r.rows) }, left, width-right)
	y := scale(results, func(r result) float64 { return r.cpu.Seconds() }, height-bottom, top)
	var names []string
	ticks := map[int]bool{}
	for _, r := range results {
		if !slices.Contains(names, r.program) {
			names = append(names, r.program)
		}
		if !ticks[r.rows] {
			fmt.Fprintf(&sb, `<text x="%.0f" y="%d" text-anchor="middle">%d rows</text>`+"\n", x(float64(r.rows)), height-bottom+20, r.rows)
		}
		ticks[r.rows] = true
	}
	for s := 0.001; s < 1000; s *= 10 {
		if at := y(s); at >= top-1 && at <= height-bottom+1 {
			fmt.Fprintf(&sb, `<line x1="%d" y1="%.0f" x2="%d" y2="%.0f" stroke="#ddd"/><text x="%d" y="%.0f" text-anchor="end">%g s</text>`+"\n",
				left, at, width-right, at, left-8, at+4, s)
		}
	}
	for i, name := range names {
		line(&sb, results, name, colours[i%len(colours)], x, y)
	}
	sb.WriteString("</svg>\n")
	return sb.String()
}

// line draws what one program took, with its name behind the last point.
func line(sb *strings.Builder, results []result, name, colour string, x, y func(float64) float64) {
	var points []string
	var px, py float64
	for _, r := range results {
		if r.program == name {
			px, py = x(float64(r.rows)), y(r.cpu.Seconds())
			points = append(points, fmt.Sprintf("%.1f,%.1f", px, py))
			fmt.Fprintf(sb, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`+"\n", px, py, colour)
		}
	}
	fmt.Fprintf(sb, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/><text x="%.1f" y="%.1f" fill="%s">%s</text>`+"\n",
		strings.Join(points, " "), colour, px+8, py+4, colour, name)
}

// scale returns the place of a value on a logarithmic axis that goes from one pixel to another, with a little room at
// both ends.
func scale(results []result, of func(result) float64, from, to float64) func(float64) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for _, r := range results {
		low, high = min(low, math.Log10(of(r))), max(high, math.Log10(of(r)))
	}
	low, high = low-0.15, high+0.15
	return func(v float64) float64 { return from + (math.Log10(v)-low)/(high-low)*(to-from) }
}
