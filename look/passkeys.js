// Asks the browser for a passkey when a form is sent that wants one, and sends what it answers.
const form = document.querySelector("form[data-passkey]");

const bytes = (words) => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
const words = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const listed = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));

const ask = (told) => {
  const asked = { ...told, challenge: bytes(told.challenge) };
  if (!asked.rp) return navigator.credentials.get({ publicKey: { ...asked, allowCredentials: listed(asked.allowCredentials) } });
  const user = { ...asked.user, id: bytes(asked.user.id) };
  return navigator.credentials.create({ publicKey: { ...asked, user, excludeCredentials: listed(asked.excludeCredentials) } });
};

const answered = ({ id, rawId, type, response }) => JSON.stringify({
  id,
  rawId: words(rawId),
  type,
  response: {
    clientDataJSON: words(response.clientDataJSON),
    ...(response.attestationObject
      ? { attestationObject: words(response.attestationObject) }
      : { authenticatorData: words(response.authenticatorData), signature: words(response.signature), userHandle: words(response.userHandle) || null }),
  },
});

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  // What is to be filled in by hand is asked for first: a passkey is not made for nothing.
  const blank = [...form.querySelectorAll("input[type=text]")].some((each) => !each.value.trim());
  if (!blank) {
    try {
      if (!window.PublicKeyCredential) throw new DOMException("", "NotSupportedError");
      form.elements.answer.value = answered(await ask(JSON.parse(form.dataset.passkey)));
    } catch (refused) {
      form.elements.failed.value = refused.name;
    }
  }
  form.submit();
});
