// Figures that were not read: a person says that one is missing, what it is, and in which row or section it stands. It is a thing
// like others from then on, of which nothing was read, so that a facts file expects it under the path that it will have.

const underEntry = /^(section\/\d+|annex\/\d+\/row\/\d+)\/((?:indicators|cells\/\d+)\/(.+))$/;
const baseUnits = new Set(list.filter(t => t.matches(".m:not(.date)")).map(t => t.dataset.r.split("\t")[3]).filter(Boolean));
let adding = null; // the entry whose missing figure is being told, with the beginning of its path

const entryAt = place => document.getElementById(place.replace(/^section\//, "s").replace(/^annex\/(\d+)\/row\//, "a$1-r"));
const missingOf = entry => all(".missing", entry);

// added returns the missing figure of a path, which it shows in its entry; null where that is no path of a figure.
function added(path) {
  if (things.has(path)) return things.get(path);
  const [, place, below, text] = underEntry.exec(path) ?? [];
  const entry = place && entryAt(place);
  if (!entry) return null;
  const thing = element("span", visible(text.replace(/\[\d+\]$/, "")), { class: "m missing", role: "button", tabindex: "-1", lang: "zh-Hans", "data-r": below });
  const column = /^cells\/(\d+)\//.exec(below)?.[1];
  const cell = one(column ? `td[data-column="${column}"]` : "td.progress", entry) ?? all("td:has(.text)", entry).at(-1) ?? one(".key", entry) ?? entry;
  if (!one(".absent", cell)) cell.append(element("div", say("not read:"), { class: "absent", lang: document.documentElement.lang }));
  one(".absent", cell).append(" ", thing);
  things.set(path, thing);
  paths.set(thing, path);
  list.push(thing);
  return thing;
}

// removed takes a missing figure off the page.
function removed(thing) {
  if (shown === thing) hide();
  if (document.activeElement === thing) focus(thing.closest(".entry"));
  things.delete(paths.get(thing));
  paths.delete(thing);
  judged.delete(thing);
  list.splice(list.indexOf(thing), 1);
  const around = thing.parentElement;
  thing.remove();
  if (!one(".missing", around)) around.remove();
}

// recount has the facts say how many figures an entry has, where it is confirmed whole or some are missing.
function recount(entry) {
  const path = `${root(entry.id)}/indicators`, missing = missingOf(entry).length;
  if (missing || entry.classList.contains("checked")) facts.set(path, countsOf(entry)[0]);
  else facts.delete(path);
  others.delete(path);
}

// openMissing opens the form for a figure of an entry, whose text may be known, and the cell that it stands in.
function openMissing(entry, text, cell, near) {
  hide();
  const column = cell?.dataset.column;
  adding = { entry, below: column ? `cells/${column}` : "indicators" };
  one("#read").replaceChildren(element("dt", say("figure")), element("dd", say("A figure is missing here")));
  one("#now").textContent = "";
  const [, digits = "", unit = ""] = /^(-?[\d,]*\.?\d+)(\D*)$/.exec(text) ?? [];
  const known = baseUnits.has(unit) || !unit;
  const values = { text, value: known ? digits.replaceAll(",", "") : "", unit: known ? unit : "", kind: "quantity", state: "actual" };
  one("#parts").replaceChildren(...Object.entries(values).map(([name, value]) => {
    const field = element("label", say(name));
    field.append(control(name, name, value));
    return field;
  }));
  one("#wrong").textContent = "";
  tip.classList.remove("peek");
  tip.classList.add("adding");
  tip.hidden = correction.hidden = false;
  beside(near ?? entry);
  const first = correction.elements[text ? "value" : "text"];
  first.focus();
  first.select();
}

function closeMissing() {
  adding = null;
  tip.classList.remove("adding");
  tip.hidden = true;
}

// addFromForm adds what the form says, or throws what is wrong with it.
function addFromForm() {
  const { entry, below } = adding;
  const text = accepted("text", correction.elements.text.value);
  if (!text || !all(".text", entry).some(e => e.textContent.includes(text))) throw say("Write the figure as it stands in this row, such as 21.5亿元.");
  const values = {};
  for (const name of ["value", "unit", "kind", "state"]) values[name] = accepted(name, correction.elements[name].value);
  const path = `${root(entry.id)}/${below}/${text}`;
  let nth = 1;
  while (things.has(path) && nth === 1 || things.has(`${path}[${nth}]`)) nth++;
  const thing = added(nth === 1 ? path : `${path}[${nth}]`);
  correct(thing, values);
  recount(entry);
  keep();
  closeMissing();
  go(thing);
}

// The button of each entry, for the mouse; the keys have m.
for (const e of entries) {
  const name = say("A figure is missing here");
  const button = element("button", "+", { type: "button", class: "add", tabindex: "-1", title: name, "aria-label": name });
  button.addEventListener("click", () => openMissing(e, "", null, button));
  const number = one("a.number + .hint", e) ?? one("a.number", e);
  if (number) number.after(" ", button);
  else e.append(" ", button);
}

// missing opens the form for what is selected, for an unexplained number, or for the row that the person is at.
acts.missing = () => {
  const selection = getSelection(), node = selection.anchorNode?.parentElement;
  const unexplained = shown?.matches(".unexplained") && shown;
  if (unexplained) return openMissing(unexplained.closest(".entry"), unexplained.textContent, unexplained.closest("td"), unexplained);
  const entry = node?.closest("#report .entry");
  if (entry && !selection.isCollapsed) openMissing(entry, String(selection).trim(), node.closest("td"), node);
  else if (here()) openMissing(here(), "", null, document.activeElement);
};
keys.m = acts.missing;

