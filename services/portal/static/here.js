// On a narrow screen the places stand in one line that scrolls: where we are, and where the keyboard goes, is in sight.
const here = document.querySelector(".place[aria-current]")
const line = document.querySelector(".places ul")
if (here) line.scrollLeft = here.offsetLeft - line.offsetLeft - 24
line.addEventListener("focusin", (event) => event.target.scrollIntoView({ block: "nearest", inline: "nearest" }))
