package bulk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"duban/schema/dataset"
)

// The tables over many reports are made issuer by issuer. Those of an issuer whose reports are the same as in the last
// import are not made again: the keys of their parts are noted, and with these dataset finds them.

// issuerLinks are the parts of the panel.
type issuerLinks struct {
	parts map[string]dataset.Part      // by the digest of the report
	known map[string]map[string]string // by the key of an issuer with its reports: the keys of the parts, by report
}

// linked returns the parts of the panel. Reports that do not say who issued them, or of what time they speak, are left
// out.
func (im *importer) linked(ctx context.Context, reports []Entry) (*issuerLinks, error) {
	links := &issuerLinks{map[string]dataset.Part{}, map[string]map[string]string{}}
	before := im.store.knownIssuers()
	for _, list := range byIssuer(reports) {
		key := im.issuerKey(list)
		keys, ok := before[key]
		if !ok {
			p, err := im.link(ctx, list)
			if err != nil {
				return nil, err
			}
			keys = links.add(p, list)
		} else {
			links.addKnown(keys, sync.OnceValues(func() (*panel, error) { return im.link(ctx, list) }))
		}
		links.known[key] = keys
	}
	return links, nil
}

// byIssuer returns the reports of each issuer in order of time.
func byIssuer(reports []Entry) [][]Entry {
	ordered := slices.DeleteFunc(slices.Clone(reports), func(e Entry) bool { return e.Issuer == "" || e.Start == "" })
	slices.SortFunc(ordered, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Issuer, b.Issuer), cmp.Compare(a.Start, b.Start), cmp.Compare(a.SHA256, b.SHA256))
	})
	var lists [][]Entry
	for i, e := range ordered {
		if i == 0 || ordered[i-1].Issuer != e.Issuer {
			lists = append(lists, nil)
		}
		lists[len(lists)-1] = append(lists[len(lists)-1], e)
	}
	return lists
}

// issuerKey tells an issuer with these reports, as this program reads them, from others.
func (im *importer) issuerKey(reports []Entry) string {
	sum := sha256.New()
	fmt.Fprintln(sum, im.Made)
	for _, e := range reports {
		fmt.Fprintln(sum, e.SHA256)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// add adds the parts of an issuer that is linked, and returns their keys.
func (l *issuerLinks) add(p *panel, reports []Entry) map[string]string {
	keys := map[string]string{}
	for _, e := range reports {
		if rows := p.rows(e.SHA256); len(rows) > 0 {
			keys[e.SHA256] = dataset.LinkPart(rows).Key
		}
	}
	l.addKnown(keys, func() (*panel, error) { return p, nil })
	return keys
}

// addKnown adds the parts of an issuer that is linked when somebody needs their rows.
func (l *issuerLinks) addKnown(keys map[string]string, link func() (*panel, error)) {
	for report, key := range keys {
		l.parts[report] = dataset.Part{Key: key, Load: func() (*dataset.Report, error) {
			p, err := link()
			if err != nil {
				return nil, err
			}
			part := dataset.LinkPart(p.rows(report))
			if part.Key != key {
				return nil, errors.New("the panel has changed; run the same command again") // what was noted is damaged
			}
			return part.Load()
		}}
	}
}

func (s *store) issuersName() string { return filepath.Join(s.dir, "issuers") }

// keep notes the keys for the next import.
func (l *issuerLinks) keep(s *store) error {
	data, err := json.Marshal(l.known)
	if err != nil {
		return err
	}
	return s.replace(s.issuersName(), withSum(data))
}

// knownIssuers returns what keep noted. What is damaged is as if it were not there.
func (s *store) knownIssuers() (known map[string]map[string]string) {
	data, err := readRegular(s.issuersName())
	if err != nil {
		return nil
	}
	if data, ok := withoutSum(data); ok {
		_ = json.Unmarshal(data, &known) // it is as it was written
	}
	return known
}

// withSum puts the digest of data before it.
func withSum(data []byte) []byte {
	sum := sha256.Sum256(data)
	return append(sum[:], data...)
}

// withoutSum returns data that is as withSum was given it.
func withoutSum(data []byte) ([]byte, bool) {
	if len(data) < sha256.Size {
		return nil, false
	}
	sum := sha256.Sum256(data[sha256.Size:])
	return data[sha256.Size:], sum == [sha256.Size]byte(data)
}
