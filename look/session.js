// Warns before the sign-in ends, in time to stay with one key; and says when it has ended (U5).
import { keep } from "./drafts.js";

const SECOND = 1000;
const dialog = document.querySelector("dialog[data-left]");

if (dialog) {
  const says = dialog.querySelector("[role=status]");
  const warn = Number(dialog.dataset.warn);
  const often = Math.min(10, warn / 4) * SECOND;
  let ends = Date.now() + Number(dialog.dataset.left) * SECOND;
  let asking = false;
  let asked = 0;
  const left = () => Math.round((ends - Date.now()) / SECOND);
  const lasts = (seconds) => { ends = Date.now() + seconds * SECOND; };

  // Another tab may have stayed signed in: the server knows.
  const ask = async (address, options) => {
    asking = true;
    asked = Date.now();
    try {
      lasts((await (await fetch(address, options)).json()).left);
    } catch {
      // Without an answer the end stands as it was.
    }
    asking = false;
  };

  // By the minute, so that it is not spoken every second.
  const words = (seconds) => {
    const minutes = Math.ceil(seconds / 60);
    return minutes > 1 ? `You will be signed out in ${minutes} minutes.` : "You will be signed out in less than a minute.";
  };

  const tell = () => {
    const said = words(left());
    if (says.textContent !== said) says.textContent = said;
  };

  const look = async () => {
    if (asking) return;
    if (left() <= 0 || (left() <= warn && Date.now() - asked > often)) await ask(dialog.dataset.ask);
    if (left() > warn) {
      if (dialog.open) dialog.close("gone");
      return;
    }
    if (left() <= 0) {
      await keep();
      location.assign(`${dialog.dataset.ended}&next=${encodeURIComponent(location.pathname + location.search)}`);
      return;
    }
    if (!dialog.open) {
      dialog.returnValue = "";
      dialog.showModal();
    }
    tell();
  };

  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "gone") return;
    ask(dialog.dataset.stay, { method: "POST", body: new FormData(dialog.querySelector("form")) });
  });
  document.addEventListener("stayed", (event) => lasts(event.detail));
  // Whoever comes back to this tab may have signed out in another: what stands here is theirs alone.
  document.addEventListener("visibilitychange", async () => {
    if (!document.hidden && !asking) await ask(dialog.dataset.ask);
    look();
  });
  setInterval(look, SECOND);
}
