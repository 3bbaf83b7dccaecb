// The page as it begins.

one("#checks").hidden = false;
if (frame) post("ready");
else try { recall(localStorage.getItem(home)); } catch { /* this browser keeps nothing */ }
if (address().has) restore();
choose();
count();
if (location.hash) jump();
