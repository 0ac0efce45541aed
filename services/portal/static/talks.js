// Chance meetings noted without a connection: kept in this browser for the manager who noted them, sent once each from
// any page of the desk when the connection is back, and gone when sent, when they sign out, or after a month.
"use strict";
(() => {
  const bar = document.querySelector("[data-talks]");
  if (!bar) return;
  const words = JSON.parse(bar.dataset.words);
  const key = `talks-${bar.dataset.talks}`;
  const LONGEST_WAIT = 31 * 24 * 3600 * 1000;  // the registry takes no older ones
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const form = document.querySelector("[data-talk-form]");
  let sending = false;

  const waiting = () => {
    try { return JSON.parse(localStorage.getItem(key)) || []; } catch { return []; }
  };
  const keep = (list) => {
    try {
      if (list.length) localStorage.setItem(key, JSON.stringify(list));
      else localStorage.removeItem(key);
      return true;
    } catch { return false; }
  };
  const counted = (name, n) => (words[name][rules.select(n)] || words[name].many).replace("{n}", n);
  const say = (text, done = false) => {
    bar.hidden = !text && !bar.querySelector("li");
    bar.classList.toggle("notice-done", done);
    bar.querySelector("[data-talks-said]").textContent = text;
  };
  const once = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

  const post = async (talk) => {
    if (!navigator.onLine) throw new TypeError("no connection");
    const body = new URLSearchParams(talk.fields);
    body.set("csrf", bar.dataset.csrf);
    const answer = await fetch("/desk/talks/new", {
      method: "POST", body, credentials: "same-origin", signal: AbortSignal.timeout(10000),
    });
    const at = new URL(answer.url).pathname;
    if (at.startsWith("/sign-in")) return { state: "sign-in" };
    if (answer.status >= 500) throw new TypeError("unavailable");
    if (!answer.ok || !answer.redirected) return { state: "refused" };
    return { state: "sent", url: answer.url };
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    let sent = 0, last = null;
    try {
      for (;;) {
        const next = waiting().find((talk) => !talk.refused);
        if (!next) break;
        if (!sent) say(counted("sending", waiting().length));
        const answer = await post(next);
        if (answer.state === "sign-in") { say(words.signIn); return null; }
        const list = waiting();
        if (answer.state === "refused") list.find((talk) => talk.once === next.once).refused = true;
        else { list.splice(list.findIndex((talk) => talk.once === next.once), 1); sent += 1; last = answer.url; }
        keep(list);
      }
      showRefused();
      say(sent ? counted("sent", sent) : "", true);
      return last;
    } catch {
      const left = waiting().filter((talk) => !talk.refused).length;
      say(left ? counted("waiting", left) : "");
      return null;
    } finally { sending = false; }
  };

  const showRefused = () => {
    const list = bar.querySelector("[data-talks-refused]");
    list.replaceChildren(...waiting().filter((talk) => talk.refused).map((talk) => {
      const item = document.createElement("li");
      const text = talk.fields.find(([name]) => name === "words")?.[1] || "";
      const drop = document.createElement("button");
      drop.className = "button-link";
      drop.textContent = words.drop;
      drop.addEventListener("click", () => {
        keep(waiting().filter((one) => one.once !== talk.once));
        showRefused();
        say("");
      });
      item.append(`${words.refused} «${text}» `, drop);
      return item;
    }));
    if (list.children.length) bar.hidden = false;
  };

  form?.addEventListener("submit", async (event) => {
    const fields = [...new FormData(form)].filter(([name]) => !["csrf", "once"].includes(name));
    if (!fields.some(([name]) => name === "kind")) {
      if (navigator.onLine) return;  // the page itself says what is missing
      event.preventDefault();
      say(words.noKind);
      form.querySelector("[name=kind]").focus();
      return;
    }
    event.preventDefault();
    const talk = { once: once(), fields };
    talk.fields.push(["once", talk.once], ["talked_at", new Date().toISOString()]);
    if (navigator.onLine && !waiting().length) {
      try {
        const answer = await post(talk);
        if (answer.state === "sent") location.assign(answer.url);
        else form.submit();  // the page itself says what is wrong, or asks to sign in
        return;
      } catch { /* no connection after all: it is kept below, and under the same key it counts once */ }
    }
    talk.fields.push(["later", "1"]);
    if (!keep([...waiting(), talk])) { say(words.full); return; }
    form.reset();
    say(words.kept, true);
    const at = await send();
    if (at) location.assign(at);
    else { bar.scrollIntoView({ block: "nearest" }); form.querySelector("[name=kind]").focus(); }
  });

  addEventListener("online", send);
  addEventListener("offline", () => { const n = waiting().length; say(n ? counted("waiting", n) : words.offline); });
  setInterval(() => { if (waiting().some((talk) => !talk.refused)) send(); }, 30000);
  document.querySelector("form[action='/sign-out']")?.addEventListener("submit", (event) => {
    if (waiting().length && !confirm(words.leaving)) { event.preventDefault(); return; }
    keep([]);
    self.caches?.delete("talks");
  });
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/desk/talks/worker.js").catch(() => {});
  const forgetOld = () => {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith("talks-"))) {
      const noted = (talk) => Date.parse(talk.fields.find(([field]) => field === "talked_at")?.[1]);
      try {
        const young = JSON.parse(localStorage.getItem(name)).filter((talk) => Date.now() - noted(talk) < LONGEST_WAIT);
        if (young.length) localStorage.setItem(name, JSON.stringify(young));
        else localStorage.removeItem(name);
      } catch { localStorage.removeItem(name); }
    }
  };
  forgetOld();
  showRefused();
  if (!navigator.onLine) dispatchEvent(new Event("offline"));
  else if (waiting().length) send();
})();
