// The keyboard of the officer's desk. Lines carry data-row; other keys are found by aria-keyshortcuts.
(() => {
  "use strict";
  const OFF = "phim-tat-tat";
  const help = document.getElementById("phim-tat");
  const off = help && help.querySelector("[data-keys-off]");
  const stored = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };

  if (off) {
    off.checked = stored();
    off.addEventListener("change", () => { try { localStorage.setItem(OFF, off.checked ? "1" : "0"); } catch { /* no storage, no memory */ } });
  }

  // The sheet names what the keys do on this very page.
  const open = () => {
    if (!help || !help.showModal || help.open) return;
    const list = help.querySelector(".keys");
    list.querySelectorAll("[data-here]").forEach((old) => old.remove());
    for (const found of document.querySelectorAll("[aria-keyshortcuts]")) {
      const [term, key, words] = ["dt", "kbd", "dd"].map((tag) => document.createElement(tag));
      key.textContent = found.getAttribute("aria-keyshortcuts");
      words.textContent = (found.labels && found.labels[0] ? found.labels[0] : found).textContent.trim();
      term.append(key);
      term.dataset.here = words.dataset.here = "";
      list.append(term, words);
    }
    help.showModal();
  };
  document.addEventListener("click", (event) => {
    if (help && help.showModal && event.target.closest("[data-help]")) {
      event.preventDefault();
      open();
    }
    // A merge field is put where one writes.
    const field = event.target.closest("[data-copy]");
    const box = field && document.getElementById(field.dataset.copy);
    if (!box) return;
    box.setRangeText(field.textContent, box.selectionStart, box.selectionEnd, "end");
    box.focus();
  });

  const tickOf = (row) => row.closest("tr").querySelector("input[type=checkbox]");

  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-row]")];
    if (!rows.length) return;
    const now = rows.indexOf(document.activeElement);
    const next = rows[now < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, now + by))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  const press = (key) => {
    const found = document.querySelector(`[aria-keyshortcuts="${key}"]`);
    if (!found || found.disabled) return false;
    const folded = found.closest("details:not([open])");
    if (folded) folded.open = true;
    found.matches("input, select, textarea") ? found.focus() : found.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.matches("input, textarea, select")) return event.target.blur();
    if (stored() && event.key !== "?") return;
    if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog")) return;
    const row = document.activeElement.closest("[data-row]");
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "o" && row) row.click();
    else if (event.key === "x" && row && tickOf(row)) tickOf(row).click();
    else if (event.key === "a" && row && tickOf(row)) {
      if (!document.querySelector("input[name=chon]:checked")) tickOf(row).checked = true;
      press("a") || row.click();
    }
    else if (event.key === "t" && row) location.assign(`${row.href}?viec=chuyen`);
    else if (event.key === "?") open();
    else if (!/^[a-z/]$/.test(event.key) || !press(event.key)) return;
    event.preventDefault();
  });
})();
