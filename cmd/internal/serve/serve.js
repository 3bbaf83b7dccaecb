"use strict";
{
  // Each report that is dropped is reviewed in a frame of its own, one after another. The page of a review belongs to no site, so
  // that it keeps nothing: what a person has checked on it is kept here, by the id of the report.

  const one = selector => document.querySelector(selector);
  const form = one("#form"), file = one("#file"), drop = one("#drop");
  const words = document.body.dataset;
  const reports = []; // those that were dropped: file, tab, panel, frame, whether sent, id
  let busy = null;    // the one that is read

  // Where this page is itself in a frame, it says why a report was refused.
  if (window.parent !== window) document.body.classList.add("framed");

  function make(name, attributes, text = "") {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    e.textContent = text;
    return e;
  }

  function take(files) {
    one("#start").hidden = true;
    one("#bar").hidden = one("#frames").hidden = false;
    document.body.classList.add("open");
    const first = reports.length;
    for (const f of files) {
      const n = reports.length;
      const tab = make("button", { type: "button", role: "tab", id: `tab-${n}`, "aria-controls": `report-${n}`, "aria-selected": "false", tabindex: "-1" });
      tab.append(make("span", { class: "name" }, f.name), make("span", { class: "state" }, words.waiting));
      const panel = make("div", { id: `report-${n}`, role: "tabpanel", "aria-labelledby": `tab-${n}` });
      const frame = make("iframe", { name: `report-${n}`, title: `${words.review} ${f.name}` });
      panel.hidden = true;
      panel.append(frame);
      one("#tabs").append(tab);
      one("#frames").append(panel);
      const report = { file: f, tab, frame, panel };
      frame.addEventListener("load", () => loaded(report));
      tab.addEventListener("click", () => select(report));
      reports.push(report);
    }
    if (reports[first]) select(reports[first]);
    next();
  }

  function select(report) {
    for (const r of reports) {
      r.panel.hidden = r !== report;
      r.tab.setAttribute("aria-selected", r === report);
      r.tab.tabIndex = r === report ? 0 : -1;
    }
    report.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function tell(report, state) {
    report.tab.querySelector(".state").textContent = state;
  }

  // next sends the next report into its frame, if none is under way.
  function next() {
    if (busy) return;
    busy = reports.find(r => !r.sent);
    if (!busy) return;
    busy.sent = true;
    tell(busy, words.reading);
    const send = make("form", { method: "post", action: form.getAttribute("action"), enctype: "multipart/form-data", target: busy.frame.name });
    const field = make("input", { type: "file", name: "file" });
    const held = new DataTransfer();
    held.items.add(busy.file);
    field.files = held.files;
    send.append(field);
    send.hidden = true;
    document.body.append(send);
    send.submit();
    send.remove();
  }

  // loaded comes when a frame has got a page: that of the review, of which nothing can be seen from here, or one of this service.
  function loaded(report) {
    let page = null;
    try { page = report.frame.contentDocument; } catch { /* of no site */ }
    if (report !== busy || page?.URL === "about:blank") return;
    if (page || !report.id) tell(report, words.failed);
    report.tab.classList.toggle("failed", Boolean(page) || !report.id);
    busy = null;
    next();
  }

  // What a person has checked.

  const home = id => `duban/review/${id}`;
  const most = 5e6; // characters, about what a browser keeps of a site
  addEventListener("message", event => {
    const report = reports.find(r => r.frame.contentWindow === event.source);
    const { duban, id, text, done, of } = event.data ?? {};
    if (!report || !/^sha256:[0-9a-f]{64}$/.test(id)) return;
    if (duban === "ready") {
      report.id = id;
      const kept = recalled(id);
      if (kept) event.source.postMessage({ duban: "facts", id, text: kept }, "*");
    } else if (duban === "facts" && id === report.id && typeof text === "string") {
      if (!kept(id, text)) event.source.postMessage({ duban: "full", id }, "*");
    }
    if (Number.isInteger(done) && Number.isInteger(of)) tell(report, `${words.checked} ${done}/${of}`);
  });

  function recalled(id) {
    try { return localStorage.getItem(home(id)); } catch { return null; }
  }

  function kept(id, text) {
    try {
      if (text.length > most) return false;
      if (text) localStorage.setItem(home(id), text);
      else localStorage.removeItem(home(id));
      return true;
    } catch { return false; }
  }

  // The whole page takes files, so that one that misses the field does not replace the page.

  addEventListener("dragover", event => {
    event.preventDefault();
    drop.classList.add("over");
  });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", event => {
    event.preventDefault();
    drop.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
  form.addEventListener("submit", event => {
    if (event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    take([...file.files]);
    file.value = "";
  });
  one("#add").addEventListener("click", () => {
    file.onchange = () => {
      file.onchange = null;
      take([...file.files]);
      file.value = "";
    };
    file.click();
  });
  one("#tabs").addEventListener("keydown", event => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = reports.findIndex(r => r.tab === event.target);
    if (!by || at < 0) return;
    const to = reports[(at + by + reports.length) % reports.length];
    select(to);
    to.tab.focus();
  });
}
