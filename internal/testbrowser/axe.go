package testbrowser

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// Axe returns the script of axe-core, which finds what keeps people out who do not see, or use no mouse. It is read from where AXE
// in the environment says (axe.min.js, after npm install axe-core); the test is skipped where that says nothing.
func Axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Skip("AXE names no axe.min.js")
	}
	return string(script)
}

// Complaints returns what axe-core finds wrong in the page.
func (tab *Tab) Complaints(axe string) []string {
	tab.t.Helper()
	tab.Do(chromedp.Evaluate[chromedp.Void](axe))
	tab.Do(chromedp.Evaluate[chromedp.Void](`window.complaints = null; axe.run().then(
		r => window.complaints = r.violations.flatMap(v => v.nodes.slice(0, 3).map(n => v.id + ": " + n.target + " " + n.failureSummary)),
		e => window.complaints = [String(e)])`))
	tab.Until(`window.complaints`)
	return Eval[[]string](tab, `window.complaints`)
}
