// Asks, while somebody types, whether the child is known. A button does the same without it.
const WAIT = 500;
const PART = "[data-hear]";
const FAILED = "The register cannot be asked just now. Type on: it is asked again.";
const part = document.querySelector(PART);
const form = part?.closest("form");

if (form) {
  const about = part.dataset.of.split(" ");
  let waiting;
  let asking;
  let last = "";

  const told = (body) => [...body].filter(([name]) => about.some((each) => name.startsWith(each))).join();

  const ask = async () => {
    const body = new URLSearchParams(new FormData(form));
    if (told(body) === last) return;
    last = told(body);
    body.set(part.dataset.hear, "now");
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch("?by-itself=yes", { method: "POST", body, signal: asking.signal });
      // Whoever is led elsewhere is not signed in any more: that page has no such part.
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      part.replaceChildren(...page.querySelector(PART).childNodes);
    } catch (fault) {
      if (fault.name === "AbortError") return;
      last = "";
      part.replaceChildren(Object.assign(document.createElement("p"), { className: "govuk-body-s", textContent: FAILED }));
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
}
