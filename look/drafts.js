// Keeps what is typed: every ten seconds, when a field is left, and when the page is left (U4).
const EVERY = 10_000;
const form = document.querySelector("form[data-keep]");
const says = form?.querySelector("[data-kept]");

// Keeps what the page holds, where it holds anything.
export let keep = async () => {};

if (form && says) {
  const tab = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
  const field = (name) => form.querySelector(`[name="${name}"]`)?.value ?? "";
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  let last = typed();
  let step = 0;

  keep = async () => {
    const now = typed();
    if (now === last) return;
    last = now;
    step += 1;
    const mine = step;
    const body = new URLSearchParams({
      csrfmiddlewaretoken: field("csrfmiddlewaretoken"),
      keeper: field("keeper"),
      path: location.pathname,
      typed: now,
      tab,
      step: mine,
    });
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body, keepalive: now.length < 60_000 });
      const told = await answer.json();
      // More was typed while this was on its way: what says that all is kept is the last answer.
      if (mine < step) return;
      says.textContent = told.why ?? `Kept at ${told.saved}, not sent yet.`;
      // Whoever types is there: their sign-in goes on, and says so to what warns of its end.
      if (told.left) document.dispatchEvent(new CustomEvent("stayed", { detail: told.left }));
      if (told.elsewhere) {
        says.textContent += " This page is open in another tab as well: what each holds is kept apart.";
      }
    } catch {
      last = "";
      says.textContent = "Not kept: the connection is lost. It is tried again.";
    }
  };

  setInterval(keep, EVERY);
  form.addEventListener("change", keep);
  document.addEventListener("visibilitychange", keep);
  form.addEventListener("submit", () => { last = typed(); });
}
