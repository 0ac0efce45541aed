// Who may be on record already is said while a person is typed, after a pause; nothing is entered by it.
"use strict";
const box = document.querySelector("[data-alike-from]");
if (box) {
  const form = box.closest("form");
  const watched = ["family_name", "given_name", "patronymic", "house_id", "flat", "birth_year", "phone", "mail"];
  const typed = () => new URLSearchParams(["csrf", ...watched].map((name) => [name, form.elements[name].value.trim()]));
  let pause, last = String(typed());
  const ask = async () => {
    const sent = String(typed());
    if (sent === last) return;
    last = sent;
    let said = "";
    try {
      const answer = await fetch(box.dataset.alikeFrom, { method: "POST", body: new URLSearchParams(sent) });
      if (answer.ok) said = (await answer.text()).trim();
    } catch { /* pressing the button looks again */ }
    if (sent === last && box.innerHTML !== said) box.innerHTML = said;
  };
  form.addEventListener("input", (event) => {
    if (!watched.includes(event.target.name)) return;
    clearTimeout(pause);
    pause = setTimeout(ask, 600);
  });
  form.addEventListener("submit", () => clearTimeout(pause));
}
