// The facts file: kept by the browser while a person works, saved, and taken up again.

const report = document.body.dataset.id;
const home = `duban/review/${report}`;
// frame is the page of the service around this one, which keeps facts as this one, being of no site, cannot.
const frame = window.parent === window || isKept() ? null : window.parent;
const said = text => { one("#said").textContent = text; };
let pending = false; // there are checks that are not in the store yet
let unsaved = false; // there are some that the store did not take, and no file has

// post tells the page around how far the report is checked, and more. By the policy of the service it can be of no other site.
const post = (what, more = {}) => frame.postMessage({ duban: what, id: report, done: one("#done").value, of: list.length, ...more }, "*");

function isKept() {
  try { return Boolean(localStorage); } catch { return false; }
}

const holds = line => !/[\n\r]/.test(line) && line.split("\t").length === 2 && withoutComment(line) === line;

// written returns the facts file, in the order of the report, with what a correction was read as behind it.
function written() {
  const lines = [`# ${say("Checked by eye on the review page of %s", visible(document.body.dataset.name))}`, `id\t${report}`];
  for (const e of entries) {
    const at = root(e.id);
    ["indicators", "dates"].forEach((name, i) => {
      const path = `${at}/${name}`, read = e.dataset.counts.split(" ")[i];
      if (facts.has(path)) lines.push(factLine(path, path, read));
    });
    for (const thing of thingsOf(e)) if (judged.has(thing)) lines.push(...factsOf(thing));
  }
  return [...lines, ...others.values(), ""].join("\n");
}

function factsOf(thing) {
  const lines = [];
  const at = paths.get(thing);
  const first = things.has(`${at}[2]`) ? `${at}[1]` : at; // a second one with the same text is missing
  for (const [path, read] of propertiesOf(thing)) {
    if (facts.has(path) && holds(`${path}\t${facts.get(path)}`)) lines.push(factLine(path, first + path.slice(at.length), read));
  }
  return lines;
}

// factLine returns the line of a fact under the path that the file has for it, with what was read behind it where that is other.
function factLine(path, name, read) {
  const line = `${name}\t${facts.get(path)}`;
  return same(facts.get(path), read) ? line : `${line} # ${say("read as %s", visible(read) || say("nothing"))}`;
}

// withoutComment cuts off a comment: from # at the front or behind white space.
function withoutComment(line) {
  const at = line.search(/(^|[ \t])#/);
  if (at < 0) return line;
  return line.slice(0, line[at] === "#" ? at : at + 1).replace(/[ \t]+$/, "");
}

// parsed returns the facts in a file, as paths with what is expected and the line, or throws what is wrong with it.
function parsed(name, text) {
  const found = new Map(), wrong = [];
  text.replace(/^\uFEFF/, "").split("\n").forEach((source, i) => {
    const line = withoutComment(source.replace(/\r$/, ""));
    if (!line.trim()) return;
    const [path, expected, ...more] = line.split("\t").map(s => s.trim());
    const bad = text => wrong.push(say("line %d: %s", i + 1, text));
    if (!line.includes("\t")) bad(say("no tab between a path and what is expected there"));
    else if (!path) bad(say("no path in front of the tab"));
    else if (more.length) bad(say("more than one tab"));
    else if (found.has(path) && !same(found.get(path).expected, expected)) bad(say("%s stands there twice, with different values", path));
    else found.set(path, { expected, source: source.replace(/\r$/, "") });
  });
  if (wrong.length) throw `${say("%s is no facts file; nothing was taken up.", name)} ${wrong.slice(0, 3).join(" ")}`;
  if (!found.size) throw say("There are no facts in %s.", name);
  const id = found.get("id")?.expected;
  if (!id) throw say("%s does not say which report it is of: it has no line with id. Nothing was taken up.", name);
  if (id !== report) throw say("%s is of another report (%s…); this one is %s…. Nothing was taken up.", name, id.slice(0, 19), report.slice(0, 19));
  found.delete("id");
  return found;
}

// takeUp sets the facts of a file beside and over those that are there, and returns how many are new or other, and how
// many speak of what the page does not show.
function takeUp(found) {
  const changed = new Set();
  let replaced = 0, apart = 0;
  for (const [path, { expected }] of found) if (path.endsWith("/value") && isNumber(expected) && !thingOf(path)) added(path.slice(0, -"/value".length));
  for (const [name, { expected, source }] of found) {
    const path = only(name), end = path.lastIndexOf("/");
    const [thing, property] = things.has(path) ? [things.get(path), ""] : [things.get(path.slice(0, end)), path.slice(end + 1)];
    const known = thing && readOf(thing).some(([name]) => name === property);
    if (!known && !isCount(path, expected)) {
      others.set(path, source);
      apart++;
      continue;
    }
    if (facts.has(path) && !same(facts.get(path), expected)) replaced++;
    facts.set(path, expected);
    if (known) changed.add(thing);
  }
  draw(changed);
  return { replaced, apart, fixed: [...changed].filter(t => judged.get(t) === "fixed").length };
}

// only returns the path that a thing has on the page, where the file counts it as the first of several of which the others were
// not read.
function only(path) {
  const plain = path.replace(/\[1\](?=\/\w+$)/, "");
  return plain !== path && things.has(plain.slice(0, plain.lastIndexOf("/"))) ? plain : path;
}
const thingOf = path => things.get(only(path).slice(0, only(path).lastIndexOf("/")));
const isNumber = s => /^-?\d+(\.\d+)?$/.test(s);

// isCount tells whether a fact is that a row or a section has as many figures or dates as were read, with those that are missing.
function isCount(path, expected) {
  const of = /^(?:section\/(\d+)|annex\/(\d+)\/row\/(\d+))\/(indicators|dates)$/.exec(path);
  const entry = of && document.getElementById(of[1] ? `s${of[1]}` : `a${of[2]}-r${of[3]}`);
  return Boolean(entry) && countsOf(entry)[of[4] === "dates" ? 1 : 0] === expected;
}

async function read(file) {
  const most = 32 << 20;
  try {
    if (file.size > most) throw say("%s is no facts file; nothing was taken up.", file.name);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    const found = parsed(file.name, text);
    const { replaced, apart, fixed } = takeUp(found);
    said([say("%d facts taken up from %s.", found.size, file.name), fixed && say("%d things differ from what was read.", fixed),
      replaced && say("%d took the place of others.", replaced), apart && say("%d speak of what this page does not show; they are kept.", apart)]
      .filter(Boolean).join(" "));
    keep();
    choose();
  } catch (wrong) {
    said(wrong instanceof TypeError ? say("%s is no facts file; nothing was taken up.", file.name) : String(wrong));
  }
}

function save() {
  store();
  const url = URL.createObjectURL(new Blob([written()], { type: "text/tab-separated-values" }));
  element("a", "", { href: url, download: `${document.body.dataset.name.replace(/[^\p{L}\p{N}._-]+/gu, "_")}.facts.tsv` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60e3);
  unsaved = false;
  said(say("Saved. duban check --facts FILE REPORT holds the report to it."));
}

// keep has the browser remember the facts, a moment later, as many checks may follow one another.
let waiting = 0;
function keep() {
  pending = true;
  clearTimeout(waiting);
  waiting = setTimeout(store, 500);
}

function store() {
  clearTimeout(waiting);
  if (!pending) return;
  pending = false;
  const text = facts.size + others.size ? written() : "";
  if (frame) {
    post("facts", { text });
    return;
  }
  try {
    if (text) localStorage.setItem(home, text);
    else localStorage.removeItem(home);
    unsaved = false;
  } catch {
    noRoom();
  }
}

const noRoom = () => {
  unsaved = true;
  said(say("This browser keeps nothing here. Save the facts file before you leave."));
};

// recall takes up what was kept; what is kept and cannot be read stays as it is, and is said.
function recall(text) {
  if (!text) return;
  try {
    takeUp(parsed(say("what this browser kept"), text));
  } catch (wrong) {
    said(String(wrong));
  }
}

one("#save").addEventListener("click", save);
one("#take").addEventListener("click", () => one("#file").click());
one("#file").addEventListener("change", event => {
  const [file] = event.target.files;
  if (file) read(file).then(() => { event.target.value = ""; });
});
addEventListener("dragover", event => event.preventDefault());
addEventListener("drop", event => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) read(file);
});
addEventListener("pagehide", store);
addEventListener("visibilitychange", () => document.hidden && store());
addEventListener("beforeunload", event => {
  store();
  if (unsaved) event.preventDefault();
});
addEventListener("storage", event => { // another tab with the same report
  if (event.key !== home) return;
  facts.clear();
  others.clear();
  draw([...judged.keys()]);
  for (const thing of all("#report .missing")) removed(thing);
  recall(event.newValue);
});
addEventListener("message", event => {
  if (!frame || event.source !== frame || event.data?.id !== report) return;
  if (event.data.duban === "facts") {
    recall(String(event.data.text));
    post("count");
  }
  if (event.data.duban === "full") noRoom();
});

