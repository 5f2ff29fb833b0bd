// Makes pages with forms nicer; every one of them works without it.
(() => {
  "use strict";

  // The submission's key is made here, so that the same sending twice is the same case.
  const makeKey = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 15) | 64;
    b[8] = (b[8] & 63) | 128;
    const h = Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
    return h.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  const settle = (root) => {
    for (const key of root.querySelectorAll("input[data-key]")) if (!key.value) key.value = makeKey();
    const say = root.querySelector("[data-focus]");
    if (say) say.focus();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("aria-busy") === "true") return event.preventDefault();
    if (form.method === "dialog" || form.method === "get") return;
    form.setAttribute("aria-busy", "true");
    setTimeout(() => form.removeAttribute("aria-busy"), 10000);
  });

  // Coming back with the Back button finds the form as it was, ready to be sent.
  const ready = () => document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy"));
  addEventListener("pageshow", ready);
  document.addEventListener("htmx:afterRequest", ready);
  document.addEventListener("htmx:afterSwap", (event) => settle(event.detail.target));
  settle(document);

  // htmx notes the address it is at, which of a receipt opens the case; no page here goes back through it.
  try { sessionStorage.removeItem("htmx-current-path-for-history"); } catch { /* no storage, nothing noted */ }
})();
