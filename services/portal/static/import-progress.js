// How far a list is, without reloading; when nothing more is done by itself, the page comes anew.
"use strict";
const box = document.querySelector("[data-progress-from]");
if (box) {
  const look = async () => {
    try {
      const answer = await fetch(box.dataset.progressFrom, { credentials: "same-origin" });
      const told = await answer.json();
      if (!told.busy) { location.reload(); return; }
      box.querySelector("[data-progress-said]").textContent = told.said;
      box.querySelector(".bar-fill").setAttribute("width", Math.round(told.share * 1000) / 10);
    } catch { /* the next look may succeed */ }
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}
