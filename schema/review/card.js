// The card: what was read of a thing, and what a person says of it.

const tip = one("#tip");
const correction = one("#correct");
const choices = JSON.parse(document.body.dataset.choices);
let shown = null; // the thing that the card is about

// visible shows characters that would hide or reorder others as �.
const visible = (s = "") => s.replace(/[\p{Cc}\p{Cf}]/gu, "\uFFFD");
const grouped = n => visible(n).replace("-", "−").replace(/^(−?\d+)/, whole => whole.replace(/\B(?=(\d{3})+$)/g, ","));
const nameOf = thing => thing.dataset.r.split("\t", 1)[0];

// worded returns a value of a property as it is shown; the name of the property may be the end of a path.
function worded(property, value) {
  const name = property.split("/").at(-1);
  const choice = choices[name]?.find(([is]) => is === value);
  if (choice) return choice[1];
  return /^value/.test(name) ? grouped(value) : visible(value) || say("nothing");
}

// linesOf returns what the card says of a thing, as names and values.
function linesOf(thing) {
  const [, value = "", most, unit, modifier, subject, measure, period, basis, relation, of, cues] = thing.dataset.r.split("\t");
  if (thing.matches(".unexplained")) return [["figure", say("not explained by any rule")]];
  if (thing.matches(".missing")) return propertiesOf(thing).map(([path, , name]) => [name, worded(name, facts.get(path))]);
  if (thing.matches(".date")) return [["date", value], ["role", worded("role", most)]];
  if (!thing.matches(".m")) return [[nameOf(thing), worded(nameOf(thing), value)]];
  const [, kind, state] = thing.classList;
  const range = most ? `${grouped(value)} – ${grouped(most)}` : grouped(value);
  return [["value", unit === "%" ? range + unit : `${range} ${unit ?? ""}`.trim()], ["subject", subject], ["measure", measure], ["kind", worded("kind", kind)],
    ["state", worded("state", state)], ["modifier", modifier], ["period", period], ["basis", basis], [relation, of], ["decided by", cues]];
}

// show opens the card of a thing. What the mouse passes over is told only, what has the focus can be checked as well.
function show(thing, act = true) {
  tip.classList.toggle("peek", !act);
  if (shown === thing) return;
  hide();
  shown = thing;
  tell();
  tip.hidden = false;
  thing.classList.add("on");
  thing.setAttribute("aria-describedby", "read");
  highlight("cue", cues(thing));
  beside(thing);
}

// tell fills the card.
function tell() {
  const told = linesOf(shown).filter(([, value]) => value);
  one("#read").replaceChildren(...told.flatMap(([name, value]) => [element("dt", say(name.replace("_", " "))), element("dd", visible(value))]));
  const is = judged.get(shown);
  const now = { ok: say("Confirmed as it was read."), part: say("Confirmed in part.") }[is] ?? "";
  one("#now").textContent = is !== "fixed" ? now : shown.matches(".missing") ? say("Not read; a person has seen it.") : say("Corrected: %s", visible(shown.dataset.now));
  one("#now").className = is ?? "";
  tip.classList.toggle("bare", !nameOf(shown));
  one("[data-act=confirm]").disabled = isChecked(shown);
  one("[data-act=undo]").disabled = !is;
  correction.hidden = true;
}

// cues returns where the words stand that decided how a number was read. Their offsets count code points.
function cues(thing) {
  const cell = thing.closest(".text");
  if (!thing.dataset.cues) return [];
  const points = [...cell.textContent];
  const units = n => points.slice(0, n).join("").length;
  return thing.dataset.cues.split(" ").map(place => {
    const [start, end] = place.split("-").map(Number);
    return range(cell, units(start), units(end));
  });
}

function beside(thing) {
  const box = thing.getClientRects()[0];
  if (!box) return;
  const below = box.bottom + 6;
  const top = below + tip.offsetHeight > innerHeight ? Math.max(8, box.top - tip.offsetHeight - 6) : below;
  tip.style.top = `${top}px`;
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
}

function hide() {
  if (adding) closeMissing();
  if (!shown) return;
  shown.classList.remove("on");
  shown.removeAttribute("aria-describedby");
  shown = null;
  tip.hidden = true;
  highlight("cue", []);
}

// The form in which a person corrects a thing.

function openForm() {
  if (!nameOf(shown)) return;
  one("#parts").replaceChildren(...propertiesOf(shown).map(([path, read, name]) => {
    const property = name || nameOf(shown);
    const field = element("label", say(property.replace("_", " ")));
    field.append(control(property, name, facts.get(path) ?? read));
    return field;
  }));
  one("#wrong").textContent = "";
  correction.hidden = false;
  tip.classList.remove("peek");
  beside(shown);
  const first = one("input, select", correction);
  first.focus();
  first.select?.();
}

function control(property, name, value) {
  if (!choices[property]) {
    const input = element("input", "", { name: name || "it", inputmode: /^value/.test(property) ? "decimal" : "text" });
    input.value = value;
    return input;
  }
  const select = element("select", "", { name: name || "it" });
  const known = choices[property].some(([is]) => is === value);
  for (const [is, words] of known ? choices[property] : [[value, value], ...choices[property]]) select.append(element("option", words, { value: is }));
  select.value = value;
  return select;
}

const isDate = s => /^\d{4}(-(\d\d(-\d\d)?|Q[1-4]|H[12]))?(\/\d{4}(-(\d\d(-\d\d)?|Q[1-4]|H[12]))?)?$/.test(s);

// accepted returns a value as a facts file holds it, or throws what is wrong with it.
function accepted(property, text, isDay) {
  const value = text.trim();
  if (/[\t\n\r]/.test(value) || /(^|\s)#/.test(value)) throw say("A facts file holds no tab, and no # behind a space.");
  if (property === "number" && !/^[1-9]\d*$|^$/.test(value)) throw say("A row number is a whole number, or nothing.");
  if (!/^value/.test(property)) return value;
  if (isDay) {
    if (!isDate(value)) throw say("A date is written 2021, 2021-08, 2021-Q1, 2021-04-10, or two of these with / between.");
    return value;
  }
  const number = value.replace(/[,，\s]/g, "").replace("−", "-");
  if (!/^-?\d+(\.\d+)?$/.test(number)) throw say("A value is a number in digits, in the base unit: 2150000000 for 21.5亿元.");
  return number;
}

correction.addEventListener("submit", event => {
  event.preventDefault();
  const values = {}, isDay = shown?.matches(".date");
  try {
    if (adding) return addFromForm();
    for (const [, , name] of propertiesOf(shown)) values[name] = accepted(name || nameOf(shown), correction.elements[name || "it"].value, isDay);
  } catch (wrong) {
    if (typeof wrong !== "string") throw wrong;
    one("#wrong").textContent = wrong;
    return;
  }
  correct(shown, values);
  tell();
  shown.focus({ preventScroll: true });
});

tip.addEventListener("click", event => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act) acts[act]();
});

