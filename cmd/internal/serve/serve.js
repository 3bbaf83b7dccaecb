"use strict";
{
  const form = document.querySelector("#form");
  const file = document.querySelector("#file");
  const drop = document.querySelector("#drop");

  // The whole page takes files, so that one that misses the field does not replace the page.
  addEventListener("dragover", event => {
    event.preventDefault();
    drop.classList.add("over");
  });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", event => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", () => document.querySelector("#state").textContent = "Reading…");
  addEventListener("pageshow", () => document.querySelector("#state").textContent = "");
}
