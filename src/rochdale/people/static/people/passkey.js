// Opens the door with a passkey of this device, or makes one. A form with data-passkey="get" or "create" is shown only where the
// browser can do it; data-options holds what the server asks, or is fetched from the form's own address.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

const asked = (options) => {
  const key = options.publicKey;
  key.challenge = bytes(key.challenge);
  if (key.user) key.user.id = bytes(key.user.id);
  for (const list of [key.excludeCredentials, key.allowCredentials]) for (const each of list || []) each.id = bytes(each.id);
  return options;
};

const answer = (credential) => {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].filter((name) => response[name]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(parts.map((name) => [name, text(response[name])])),
  });
};

const optionsOf = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const response = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
  return (await response.json()).request_options;
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  let isAnswered = false;
  form.addEventListener("submit", async (event) => {
    if (isAnswered) return;
    event.preventDefault();
    try {
      const options = asked(await optionsOf(form));
      if (form.dataset.passkey === "create") {
        // It must open the door alone: kept on the device, and the device asks for a finger, a face or its PIN.
        Object.assign((options.publicKey.authenticatorSelection ||= {}), { residentKey: "required", requireResidentKey: true, userVerification: "required" });
      }
      form.elements.credential.value = answer(await navigator.credentials[form.dataset.passkey](options));
      isAnswered = true;
      form.requestSubmit();
    } catch {
      form.querySelector("[data-says]").hidden = false;
    }
  });
}
