// Mouse, keys and jumps.

const thingAt = event => event.target.closest?.("#report [data-r]");
const editing = () => (shown || adding) && !correction.hidden;
document.addEventListener("pointerover", event => {
  if (event.pointerType !== "mouse" || tip.contains(event.target) || editing()) return;
  if (shown?.contains(document.activeElement) || tip.contains(document.activeElement)) return;
  const thing = thingAt(event);
  if (thing) show(thing, false);
  else hide();
});
document.addEventListener("focusin", event => {
  if (tip.contains(event.target)) return;
  const thing = thingAt(event);
  if (thing) show(thing);
  else hide();
});
document.addEventListener("click", event => {
  const thing = thingAt(event);
  if (!thing) return tip.contains(event.target) || hide();
  event.preventDefault();
  focus(thing);
  show(thing);
});
addEventListener("scroll", () => shown && beside(shown), { passive: true });

// The first number of a row is reached with Tab, the others with the arrows.
for (const e of entries) one(".m", e)?.setAttribute("tabindex", "0");

function focus(e) {
  if (!e.hasAttribute("tabindex") && !e.matches("a")) e.tabIndex = -1;
  e.focus({ preventScroll: true });
}

function go(e) {
  if (!e) return;
  focus(e);
  const place = () => e.scrollIntoView({ block: e.offsetHeight > innerHeight / 2 ? "start" : "center" });
  place();
  place(); // once more, as rows that were out of sight have their true height now
  if (shown) beside(shown);
}

const isSeen = e => !e.closest(".entry").hidden;

function step(among, from, by) {
  const seen = among.filter(isSeen);
  const at = seen.indexOf(from);
  return seen[at < 0 ? 0 : at + by];
}

// following returns the first thing behind an element that is shown and not checked; from the top where there is none.
function following(from) {
  const open = list.filter(t => !isChecked(t) && isSeen(t));
  return open.find(t => from.compareDocumentPosition(t) & Node.DOCUMENT_POSITION_FOLLOWING) ?? open[0];
}

const here = () => document.activeElement.closest("#report .entry");
const current = () => shown && !tip.classList.contains("peek") ? shown : null;

const acts = {
  confirm() {
    if (!current()) return confirmRow();
    const thing = shown;
    if (!nameOf(thing)) return;
    confirm([thing]);
    go(following(thing));
    if (shown) tell();
  },
  correct: () => current() && openForm(),
  undo() {
    if (!current()) return here() && takeBack(thingsOf(here()), here());
    takeBack([shown]);
    if (shown) tell();
  },
  cancel() {
    if (adding) {
      const { entry } = adding;
      closeMissing();
      return focus(entry);
    }
    correction.hidden = true;
    focus(shown);
    beside(shown);
  },
};

function confirmRow() {
  const entry = here();
  if (!entry) return;
  confirmEntry(entry);
  go(step(entries, entry, 1));
}

const findings = all(".side a[href^='#']").filter(a => /^#f\d/.test(a.getAttribute("href")));
let lastFinding = -1;
const keys = {
  "/": () => { form.elements.q.focus(); form.elements.q.select(); },
  j: () => go(step(entries, here(), 1)),
  k: () => go(step(entries, here(), -1)),
  f: () => findings.length && findings[lastFinding = (lastFinding + 1) % findings.length].click(),
  n: () => next(),
  c: acts.confirm,
  e: acts.correct,
  u: acts.undo,
  s: save,
  Enter: () => one("[data-act=confirm]:not([disabled]), [data-act=correct]", tip).focus(),
  " ": () => keys.Enter(),
  ArrowRight: () => go(step(list, shown, 1)),
  ArrowLeft: () => go(step(list, shown, -1)),
  Escape() {
    if (editing()) return acts.cancel();
    const thing = tip.contains(document.activeElement) && shown;
    if (thing) focus(thing);
    hide();
  },
};

function next() {
  const from = current() ?? here() ?? one("#report");
  const thing = following(from);
  if (thing) go(thing);
  else said(say("All that is shown is checked."));
}
one("#next").addEventListener("click", next);

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches("input, select") && event.key !== "Escape") return;
  const act = keys[event.key];
  const ofThing = ["ArrowRight", "ArrowLeft", "Enter", " "].includes(event.key);
  if (!act || ofThing && !(shown && event.target === shown)) return;
  event.preventDefault();
  act();
});

// Jumps: what is filtered away is shown again.

function jump() {
  if (address().has) {
    restore();
    choose();
  }
  const target = document.getElementById(address().place);
  if (target) {
    if (target.closest(".entry")?.hidden) {
      form.reset();
      choose();
    }
    go(target);
  }
  remember();
}
addEventListener("hashchange", jump);
document.addEventListener("click", event => {
  const link = event.target.closest?.("aside a[href^='#'], .hint[href^='#']");
  if (link && link.getAttribute("href") === location.hash) jump(); // the same place once more
});

const lists = all("aside details:not(.legend)");
const unfold = open => { for (const d of lists) d.open = open; };
if (matchMedia("screen and (max-width: 64rem)").matches) unfold(false);
addEventListener("beforeprint", () => unfold(true));

