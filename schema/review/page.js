// Filters, and the address that keeps them.

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const entries = all(".entry");
const rows = entries.filter(e => e.matches("tr"));
const form = one("#filters");
const texts = JSON.parse(document.body.dataset.texts) ?? {};
const highlight = (name, ranges) => window.CSS?.highlights?.set(name, new Highlight(...ranges));

// say returns a text of the page in its language, with what it is about in the places of %s and %d.
function say(english, ...about) {
  return (texts[english] ?? english).replace(/%[sd]/g, () => about.shift());
}

function element(name, text, attributes = {}) {
  const e = document.createElement(name);
  e.textContent = text;
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  return e;
}

const searched = new Map(); // entry -> what is searched of it
function textOf(entry) {
  if (!searched.has(entry)) searched.set(entry, all(".text, .number", entry).map(e => e.textContent).join("\n").toLowerCase());
  return searched.get(entry);
}

// wantedBy returns what tells whether the filters want an entry.
function wantedBy() {
  const value = name => form.elements[name]?.value ?? "";
  const [part, unit, status, pace, check] = ["part", "unit", "status", "pace", "check"].map(value);
  const words = value("q").toLowerCase().split(/\s+/).filter(Boolean);
  const found = form.elements.findings.checked;
  return { words, entry: e =>
    (!part || (part === "s" ? e.matches(".section") : e.id.startsWith(part + "-"))) &&
    (!unit || (e.dataset.units ?? "").split("\n").includes(unit)) &&
    (!status || e.dataset.status === status) &&
    (!pace || e.dataset.pace === pace) &&
    (!found || e.dataset.findings !== "0") &&
    (!check || checkOf(e, check)) &&
    words.every(w => textOf(e).includes(w)) };
}

function choose() {
  const wanted = wantedBy();
  for (const e of entries) e.hidden = !wanted.entry(e);
  for (const annex of all(".annex")) annex.hidden = !one(".entry:not([hidden])", annex);
  one("#shown").value = say("%d of %d rows", rows.filter(e => !e.hidden).length, rows.length);
  highlight("search", occurrences(wanted.words));
}

// occurrences returns where the words stand in what is shown; of very many the first.
function occurrences(words) {
  const most = 2000, ranges = [];
  if (!words.length) return ranges;
  for (const e of entries) {
    if (e.hidden) continue;
    for (const text of all(".text", e)) ranges.push(...within(text, words));
    if (ranges.length > most) break;
  }
  return ranges;
}

function within(element, words) {
  const text = element.textContent;
  const lower = text.toLowerCase();
  const ranges = [];
  if (lower.length !== text.length) return ranges;
  for (const w of words) {
    for (let at = lower.indexOf(w); at >= 0; at = lower.indexOf(w, at + w.length)) ranges.push(range(element, at, at + w.length));
  }
  return ranges;
}

// range returns the part of an element's text between two offsets in UTF-16 units.
function range(element, start, end) {
  const r = new Range();
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(), at = 0; node; at += node.length, node = walk.nextNode()) {
    if (start >= at && start <= at + node.length) r.setStart(node, start - at);
    if (end >= at && end <= at + node.length) {
      r.setEnd(node, end - at);
      break;
    }
  }
  return r;
}

// The address is #PLACE?FILTERS, either of which may be missing: #a3-r96?status=stalled.

const address = () => {
  const [place, filters = ""] = location.hash.slice(1).split("?");
  let id = place;
  try { id = decodeURIComponent(place); } catch { /* is no place then */ }
  return { place: id, filters, has: location.hash.includes("?") };
};

function remember() {
  const set = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) set.set(name, value);
  const at = address().place;
  const place = document.getElementById(at)?.closest(".entry")?.hidden ? "" : at;
  const filters = set.size ? `?${set}` : "";
  if (location.hash === `#${place}${filters}` || !location.hash && !filters) return;
  try { history.replaceState(null, "", `#${place}${filters}`); } catch { /* the page belongs to no address */ }
}

// restore sets the filters that the address names. What a filter does not have is left out.
function restore() {
  form.reset();
  for (const [name, value] of new URLSearchParams(address().filters)) {
    const control = form.elements[name];
    if (!control) continue;
    if (control.type === "checkbox") control.checked = true;
    else if (control.type === "search" || [...control.options].some(o => o.value === value)) control.value = value;
  }
}

form.addEventListener("input", () => { choose(); remember(); });
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => { choose(); remember(); }));
one("#more").addEventListener("click", event => {
  const open = one("#choices").classList.toggle("open");
  event.currentTarget.setAttribute("aria-expanded", open);
});

// On a phone a row is a list of its cells, each with the label of its column.
const narrow = matchMedia("(max-width: 48rem)");
function label() {
  if (!narrow.matches) return;
  for (const annex of all(".annex")) {
    const labels = all("thead .label", annex).map(e => e.textContent);
    for (const row of all("tr.entry", annex)) all("td", row).forEach((cell, i) => { cell.dataset.header = labels[i]; });
  }
}
narrow.addEventListener("change", label);
label();

