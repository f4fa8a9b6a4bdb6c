// Asks whether something urgent is new, and says so without touching what somebody types.
const EVERY = 20_000;
const board = document.querySelector("[data-urgent]");
const says = board?.querySelector("[role=status]");

if (board && says) {
  let newest = Number(board.dataset.newest);

  const ask = async () => {
    try {
      const told = await (await fetch(board.dataset.urgent)).json();
      if (told.newest <= newest) return;
      newest = told.newest;
      says.textContent = "A possible Red has just come in. Open the notices to see it.";
    } catch {
      // The next question may get through; the page itself still says what it knew.
    }
  };

  setInterval(ask, EVERY);
}
