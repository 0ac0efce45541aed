// Live numbers of the city's page: replaces texts as the server says them; without it the page shows the last ones.
"use strict";
const from = document.querySelector("[data-live-from]");
if (from && "EventSource" in window) {
  const source = new EventSource(from.dataset.liveFrom);
  const say = (name, text) => {
    const place = document.querySelector(`[data-live="${name}"]`);
    if (place && place.textContent !== text) place.textContent = text;
  };
  source.onmessage = (event) => {
    const told = JSON.parse(event.data);
    say("fresh", told.fresh);
    for (const [code, figure] of Object.entries(told.figures)) {
      say(`${code}-value`, figure.value);
      say(`${code}-of`, figure.of);
    }
  };
  addEventListener("pagehide", () => source.close());
}
