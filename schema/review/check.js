// What a person has checked: a fact for each property of what was read, by its path as a facts file has it.

const facts = new Map();  // path -> what is expected there
const others = new Map(); // path -> line of a facts file on what the page does not show
const things = new Map(); // path -> what can be checked
const paths = new Map();  // the other way round

const root = id => {
  const [, letter, n, row] = /^(s|a)(\d+)(?:-r(\d+))?$/.exec(id);
  return letter === "s" ? `section/${n}` : `annex/${n}/row/${row}`;
};

for (const e of entries) {
  const at = root(e.id);
  for (const thing of e.querySelectorAll("[data-r]")) {
    const path = thing.dataset.r.split("\t", 1)[0];
    if (!path) continue;
    things.set(`${at}/${path}`, thing);
    paths.set(thing, `${at}/${path}`);
  }
}
const list = [...things.values()];

// readOf returns what was read of a thing: the names of its properties, "" for the thing itself, and their values.
function readOf(thing) {
  const [, value = "", most = "", unit = ""] = thing.dataset.r.split("\t");
  if (thing.matches(".missing")) return [["value", ""], ["unit", ""], ["kind", ""], ["state", ""]];
  if (!thing.matches(".m")) return [["", value]];
  if (thing.matches(".date")) return [["value", value], ["role", most]];
  const [, kind, state] = thing.classList;
  return [["value", value], ...(most ? [["value_max", most]] : []), ["unit", unit], ["kind", kind], ["state", state]];
}

// propertiesOf returns the same by paths.
function propertiesOf(thing) {
  const path = paths.get(thing);
  return readOf(thing).map(([name, read]) => [name ? `${path}/${name}` : path, read, name]);
}

// plain returns a number in the one way to write it, so that 450.0 is 450; anything else stays as it is.
function plain(value) {
  const number = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(value);
  if (!number || !/\d/.test(value)) return value;
  const [, sign, whole, part = ""] = number;
  const text = (whole || "0") + (part && `.${part}`);
  return sign === "-" && text !== "0" ? `-${text}` : text;
}
const same = (a, b) => a === b || plain(a) === plain(b);

// How far a thing is checked: "" not at all, "part", "ok" as it was read, "fixed" where a person says otherwise.
function judge(thing) {
  const properties = propertiesOf(thing);
  const known = properties.filter(([path]) => facts.has(path));
  if (known.some(([path, read]) => !same(facts.get(path), read))) return "fixed";
  if (known.length === 0) return "";
  return known.length < properties.length ? "part" : "ok";
}

const corrections = thing => propertiesOf(thing).filter(([path, read]) => facts.has(path) && !same(facts.get(path), read));

const judged = new Map(); // thing -> "ok", "part", "fixed"; those not checked are missing
const thingsOf = entry => all("[data-r]", entry).filter(t => paths.has(t));
const isChecked = thing => judged.get(thing) === "ok" || judged.get(thing) === "fixed";

// draw shows how far things are checked, and the rows that they stand in.
function draw(changed) {
  const touched = new Set();
  for (const thing of changed) {
    const now = judge(thing), before = judged.get(thing);
    if (now) judged.set(thing, now);
    else judged.delete(thing);
    if (before) thing.classList.remove(before);
    if (now) thing.classList.add(now);
    if (now === "fixed") thing.dataset.now = corrections(thing).map(([path, , name]) => worded(name || path, facts.get(path))).join(" · ");
    else delete thing.dataset.now;
    if (now) thing.setAttribute("aria-pressed", "true");
    else thing.removeAttribute("aria-pressed");
    touched.add(thing.closest(".entry"));
  }
  for (const e of touched) {
    const of = thingsOf(e);
    const whole = of.length > 0 && of.every(isChecked);
    e.classList.toggle("checked", whole);
    one(".whole", e).textContent = whole ? say("✓ checked") : say("✓ all right");
  }
  count();
}

function count() {
  let done = 0, fixed = 0;
  for (const is of judged.values()) {
    if (is !== "part") done++;
    if (is === "fixed") fixed++;
  }
  const bar = one("#done");
  bar.max = Math.max(list.length, 1);
  bar.value = done;
  const whole = rows.filter(e => e.classList.contains("checked")).length;
  one("#counts").textContent = say("%d of %d things, %d of %d rows", done, list.length, whole, rows.length) +
    (fixed ? ` · ${say("%d corrected", fixed)}` : "");
}

// checkOf tells whether an entry is what the filter for checks asks for.
function checkOf(entry, asked) {
  if (asked === "fixed") return Boolean(one(".fixed", entry));
  return entry.classList.contains("checked") === (asked === "done");
}

// confirm says of things that what was read is right, where nothing else has been said of them.
function confirm(of) {
  for (const thing of of) for (const [path, read] of propertiesOf(thing)) if (!facts.has(path)) facts.set(path, read);
  draw(of);
  keep();
}

// countsOf returns how many figures and dates an entry has: those that were read, and figures that a person has missed.
function countsOf(entry) {
  const [figures, dates] = entry.dataset.counts.split(" ");
  return [String(Number(figures) + missingOf(entry).length), dates];
}

// confirmEntry confirms a row or a section whole: also that it states no more figures and dates than were read, or are said to be
// missing.
function confirmEntry(entry) {
  const counts = countsOf(entry);
  ["indicators", "dates"].forEach((name, i) => {
    facts.set(`${root(entry.id)}/${name}`, counts[i]);
    others.delete(`${root(entry.id)}/${name}`);
  });
  confirm(thingsOf(entry));
}

// The button that confirms an entry whole.
for (const e of entries) {
  if (!one("[data-r]", e)) continue;
  const button = element("button", say("✓ all right"), { type: "button", class: "whole" });
  button.addEventListener("click", () => confirmEntry(e));
  (one(".key", e) ?? e).append(button);
}

function takeBack(of, entry) {
  if (entry) for (const name of ["indicators", "dates"]) facts.delete(`${root(entry.id)}/${name}`);
  for (const thing of of) for (const [path] of propertiesOf(thing)) facts.delete(path);
  draw(of);
  for (const thing of of) {
    if (!thing.matches(".missing")) continue;
    const of = thing.closest(".entry");
    removed(thing);
    recount(of);
  }
  count();
  keep();
}

// correct sets what a person says of a thing: the values by the names of the properties.
function correct(thing, values) {
  for (const [path, , name] of propertiesOf(thing)) facts.set(path, values[name]);
  draw([thing]);
  keep();
}

