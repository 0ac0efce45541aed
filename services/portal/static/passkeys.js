// Passkeys: asks the browser for a key or for a new one, and sends its answer with the form that stands on the page.
"use strict";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

function said(key, names) {
  const found = names.filter((name) => key.response[name]).map((name) => [name, text(key.response[name])]);
  return { id: key.id, rawId: text(key.rawId), type: key.type, response: Object.fromEntries(found) };
}

const ways = {
  show: async (options) => {
    const allowCredentials = known(options.allowCredentials);
    const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials };
    const key = await navigator.credentials.get({ publicKey });
    return said(key, ["authenticatorData", "clientDataJSON", "signature", "userHandle"]);
  },
  make: async (options) => {
    const user = { ...options.user, id: bytes(options.user.id) };
    const excludeCredentials = known(options.excludeCredentials);
    const publicKey = { ...options, challenge: bytes(options.challenge), user, excludeCredentials };
    const key = await navigator.credentials.create({ publicKey });
    const answer = said(key, ["attestationObject", "clientDataJSON"]);
    answer.response.transports = key.response.getTransports ? key.response.getTransports() : [];
    return answer;
  },
};

async function send(form) {
  const wrong = form.querySelector("[data-passkey-wrong]");
  wrong.hidden = true;
  try {
    const body = new URLSearchParams({ csrf: form.elements.csrf.value });
    const asked = await fetch(form.dataset.options, { method: "POST", body });
    if (asked.redirected) {
      location.assign(asked.url);
      return;
    }
    const { challenge_id, options } = await asked.json();
    form.elements.credential.value = JSON.stringify(await ways[form.dataset.passkey](options));
    form.elements.challenge_id.value = challenge_id;
    form.submit();
  } catch {
    wrong.hidden = false;
  }
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.querySelector("[data-passkey-missing]").hidden = true;
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}
