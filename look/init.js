// Wakes the components that pages contain. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";
import "./drafts.js";
import "./hearing.js";
import "./passkeys.js";
import "./session.js";
import "./urgent.js";

initAll();

// ARIA 1.2 allows no aria-expanded on a radio, and the component puts it there at every change.
for (const radio of document.querySelectorAll('[type="radio"][aria-controls]')) {
  const mend = () => radio.removeAttribute("aria-expanded");
  new MutationObserver(mend).observe(radio, { attributeFilter: ["aria-expanded"] });
  mend();
}

if (document.querySelector('[data-module^="moj-"]')) {
  const moj = await import("./moj-frontend.min.js");
  moj.initAll();
}
