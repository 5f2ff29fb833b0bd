// Buttons that only a script can carry out appear when there is one.
(() => {
  "use strict";
  const show = (name, works, act) => {
    const button = document.querySelector(`[data-${name}]`);
    if (!button || !works) return;
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  };
  show("print", true, () => print());
  show("share", navigator.share, (b) => navigator.share({ title: b.dataset.title, url: b.dataset.share }).catch(() => {}));
  show("copy", navigator.clipboard, (b) => navigator.clipboard.writeText(b.dataset.copy).then(() => (b.textContent = b.dataset.done)));
})();
