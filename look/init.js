// Wakes the components that pages contain. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();

if (document.querySelector('[data-module^="moj-"]')) {
  const moj = await import("./moj-frontend.min.js");
  moj.initAll();
}
