// Switching the language keeps the place on the page that the address names.
// A form sent without a connection would take along what was typed: it stays where it is, and says so.
"use strict";

const unsent = document.querySelector(".unsent");
addEventListener("submit", (event) => {
  if (navigator.onLine || event.defaultPrevented || event.target.method !== "post") return;
  event.preventDefault();
  (event.submitter ?? event.target.lastElementChild).before(unsent);
  unsent.hidden = false;
});
addEventListener("click", (event) => {
  const other = event.target.closest(".foot a[hreflang]");
  if (other) other.hash = location.hash;
});
addEventListener("online", () => { unsent.hidden = true; });
