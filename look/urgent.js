// Asks whether something urgent is new, and says so without touching what somebody types.
const EVERY = 20_000;
const SHOWN = 2;
const board = document.querySelector("[data-urgent]");
const says = board?.querySelector("[role=status]");

const link = (words, href) => {
  const made = document.createElement("a");
  made.className = "govuk-link";
  made.href = href;
  made.textContent = words;
  return made;
};

// The same words as the page has for what it knew: the first of them, and how many more.
const sentence = (reds) => {
  const first = reds.slice(0, SHOWN).flatMap(([, href, words]) => [", ", link(words, href)]);
  const more = reds.length - SHOWN;
  const rest = more > 0 ? [" and ", link(`${more} more`, board.dataset.notices)] : [];
  return ["Possible Red, not looked at yet: ", ...first.slice(1), ...rest];
};

if (board && says) {
  const known = board.dataset.known.split(" ");
  let newest = Number(board.dataset.newest);

  const ask = async () => {
    try {
      const told = await (await fetch(board.dataset.urgent)).json();
      if (told.newest <= newest) return;
      newest = told.newest;
      const fresh = told.reds.filter(([reference]) => !known.includes(reference));
      if (fresh.length > 0) says.replaceChildren(...sentence(fresh));
    } catch {
      // The next question may get through; the page itself still says what it knew.
    }
  };

  setInterval(ask, EVERY);
}
