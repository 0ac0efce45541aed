// A form sent without a connection would take along what was typed: it stays where it is, and says so.
"use strict";

const unsent = document.querySelector(".unsent");
addEventListener("submit", (event) => {
  if (navigator.onLine || event.defaultPrevented || event.target.method !== "post") return;
  event.preventDefault();
  (event.submitter ?? event.target.lastElementChild).before(unsent);
  unsent.hidden = false;
});
addEventListener("online", () => { unsent.hidden = true; });
