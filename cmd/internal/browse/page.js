// What a page in one file can do that has nobody to ask: it shows what the form chooses.
(() => {
  const form = document.querySelector("#filters"), shown = document.querySelector("#shown");
  const items = [...document.querySelectorAll(".item")];
  const names = [...form.querySelectorAll("select")].map(s => s.name);
  let texts; // of the items, once they are searched

  const fits = (value, wanted) => value.split("\n").includes(wanted);

  // An item is chosen by what it has: a chart has no status, and is shown with any.
  function matches(item, i, chosen, words) {
    for (const [name, wanted] of chosen)
      if (name in item.dataset && !fits(item.dataset[name], wanted)) return false;
    return words.every(w => texts[i].includes(w));
  }

  function choose() {
    const chosen = names.map(n => [n, form.elements[n].value]).filter(([, v]) => v !== "");
    const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length) texts ??= items.map(e => e.textContent.toLowerCase());
    let n = 0;
    items.forEach((item, i) => {
      item.hidden = !matches(item, i, chosen, words);
      if (!item.hidden) n++;
    });
    const issuer = form.elements.issuer?.value ?? "";
    for (const e of document.querySelectorAll(".chart [data-issuer]"))
      e.toggleAttribute("hidden", issuer !== "" && e.dataset.issuer !== issuer);
    const active = chosen.length > 0 || words.length > 0;
    for (const part of document.querySelectorAll(".part[id]"))
      part.hidden = active && !part.querySelector(".item:not([hidden])");
    shown.textContent = active ? shown.dataset.says.replace("%d", n) : "";
  }

  // Where a link leads has to be in sight, whatever is chosen.
  function reveal() {
    const to = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const item = to?.closest(".item");
    if (!item) return;
    if (item.hidden) { form.reset(); choose(); }
    const around = to.closest("details");
    if (around) around.open = true;
    to.scrollIntoView({ block: "center" });
    item.focus({ preventScroll: true });
  }

  form.hidden = false;
  form.addEventListener("input", choose);
  form.addEventListener("reset", () => setTimeout(choose));
  form.addEventListener("submit", e => e.preventDefault());
  addEventListener("hashchange", reveal);
  choose();
  reveal();
})();
