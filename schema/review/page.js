
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const entries = all(".entry");
  const marks = all("#report .m");
  const form = one("#filters");
  const highlight = (name, ranges) => window.CSS?.highlights?.set(name, new Highlight(...ranges));

  // Filters

  const texts = new Map(); // entry -> what is searched of it
  const textOf = entry => {
    if (!texts.has(entry)) texts.set(entry, all(".text, .number", entry).map(e => e.textContent).join("\n").toLowerCase());
    return texts.get(entry);
  };

  function choose() {
    const { search, part, unit, status, pace, findings } = form.elements;
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const e of entries) {
      const { part: inPart, units = "", status: has = "", pace: at = "", findings: found } = e.dataset;
      e.hidden = part.value && inPart !== part.value ||
        unit.value && !units.split("\n").includes(unit.value) ||
        status.value && has !== status.value ||
        pace?.value && at !== pace.value ||
        findings.checked && found === "0" ||
        !wanted.every(w => textOf(e).includes(w));
    }
    for (const annex of all(".annex")) {
      annex.hidden = !one(".entry:not([hidden])", annex);
    }
    const rows = entries.filter(e => e.matches("tr"));
    one("#shown").value = `${rows.filter(e => !e.hidden).length} of ${rows.length} rows`;
    highlight("search", entries.filter(e => !e.hidden).flatMap(e => all(".text", e)).flatMap(e => occurrences(e, wanted)));
  }

  function occurrences(element, wanted) {
    const text = element.textContent;
    const lower = text.toLowerCase();
    const ranges = [];
    if (lower.length !== text.length) return ranges;
    for (const w of wanted) {
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

  form.addEventListener("input", choose);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(choose));
  one("#more").addEventListener("click", event => {
    const open = one("#choices").classList.toggle("open");
    event.currentTarget.setAttribute("aria-expanded", open);
  });

  // What was read of a number

  const tip = one("#tip");
  let shown = null; // the mark that the tip is about

  function show(mark) {
    if (shown === mark) return;
    hide();
    shown = mark;
    const list = document.createElement("dl");
    for (const line of mark.dataset.note.split("\n")) {
      const [name, value] = line.split("\t");
      list.append(element("dt", name), element("dd", value));
    }
    tip.replaceChildren(list);
    tip.hidden = false;
    mark.classList.add("on");
    mark.setAttribute("aria-describedby", "tip");
    highlight("cue", cues(mark));
    beside(mark);
  }

  function element(name, text) {
    const e = document.createElement(name);
    e.textContent = text;
    return e;
  }

  // cues returns where the words stand that decided how a number was read. Their offsets count code points.
  function cues(mark) {
    const cell = mark.closest(".text");
    const points = [...cell.textContent];
    const units = n => points.slice(0, n).join("").length;
    return (mark.dataset.cues ?? "").split(" ").filter(Boolean).map(place => {
      const [start, end] = place.split("-").map(Number);
      return range(cell, units(start), units(end));
    });
  }

  function beside(mark) {
    const box = mark.getClientRects()[0];
    if (!box) return;
    const below = box.bottom + 6;
    const top = below + tip.offsetHeight > innerHeight ? Math.max(8, box.top - tip.offsetHeight - 6) : below;
    tip.style.top = `${top}px`;
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
  }

  function hide() {
    if (!shown) return;
    shown.classList.remove("on");
    shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
    highlight("cue", []);
  }

  const markAt = event => event.target.closest?.("#report .m");
  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse" || tip.contains(event.target)) return;
    const mark = markAt(event);
    if (mark) show(mark);
    else if (!shown?.contains(document.activeElement)) hide();
  });
  document.addEventListener("focusin", event => markAt(event) ? show(markAt(event)) : hide());
  document.addEventListener("click", event => {
    const mark = markAt(event);
    if (mark) mark.focus({ preventScroll: true });
    else if (!tip.contains(event.target)) hide();
  });
  addEventListener("scroll", () => shown && beside(shown), { passive: true });

  // Keys. Of the marks of an entry the first is reached with Tab, the others with the arrows.

  for (const mark of marks) mark.tabIndex = -1;
  for (const e of [...entries, one(".head")]) one(".m", e)?.setAttribute("tabindex", "0");

  function step(list, from, by) {
    const seen = list.filter(e => e.checkVisibility());
    const at = seen.indexOf(from);
    return seen[at < 0 ? 0 : at + by];
  }

  function go(e) {
    if (!e) return;
    if (!e.hasAttribute("tabindex")) e.tabIndex = -1;
    e.focus({ preventScroll: true });
    e.scrollIntoView({ block: e.offsetHeight > innerHeight / 2 ? "start" : "center" });
  }

  const finding = all(".side a[href^='#f']");
  let lastFinding = -1;
  const keys = {
    "/": () => { form.elements.search.focus(); form.elements.search.select(); },
    j: () => go(step(entries, document.activeElement.closest(".entry"), 1)),
    k: () => go(step(entries, document.activeElement.closest(".entry"), -1)),
    f: () => finding.length && finding[lastFinding = (lastFinding + 1) % finding.length].click(),
    ArrowRight: () => shown && go(step(marks, shown, 1)),
    ArrowLeft: () => shown && go(step(marks, shown, -1)),
    Escape: hide,
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, select") && event.key !== "Escape") return;
    const act = keys[event.key];
    if (!act || event.key.startsWith("Arrow") && !shown) return;
    event.preventDefault();
    act();
  });

  // Jumps: what is filtered away is shown again.

  function jump() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const entry = target.closest(".entry");
    if (entry?.hidden) {
      form.reset();
      choose();
    }
    go(target);
  }
  addEventListener("hashchange", jump);
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) jump(); // the same place once more
  });

  const lists = all("aside details:not(.legend)");
  const unfold = open => { for (const d of lists) d.open = open; };
  if (matchMedia("screen and (max-width: 64rem)").matches) unfold(false);
  addEventListener("beforeprint", () => unfold(true));
  choose();
  if (location.hash) jump();
})();
