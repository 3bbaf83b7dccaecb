package pipeline

import (
	"duban/schema/dataset"

	"github.com/klauspost/compress/zstd"
)

// packing packs what goes from one worker to another: rows are some ten times as large as when they are packed.
type packing struct {
	pack   *zstd.Encoder
	unpack *zstd.Decoder
}

func (p *packing) open() error {
	var errs [2]error
	p.pack, errs[0] = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	p.unpack, errs[1] = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if errs[0] != nil {
		return errs[0]
	}
	return errs[1]
}

func (p *packing) saveReport(r *dataset.Report) []byte { return p.pack.EncodeAll(r.Append(nil), nil) }

func (p *packing) loadReport(packed []byte) (*dataset.Report, error) {
	data, err := p.unpack.DecodeAll(packed, nil)
	if err != nil {
		return nil, err
	}
	return dataset.ParseReport(data)
}
