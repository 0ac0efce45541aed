// Drawing on the server's own map: each press puts a corner into the field beside it, where it can be read and mended.
"use strict";

for (const figure of document.querySelectorAll(".map-draw")) {
  const svg = figure.querySelector("svg");
  const field = document.getElementById(figure.dataset.for);
  if (svg && field) drawOn(figure, svg, field);
}

function drawOn(figure, svg, field) {
  const { longitude, latitude, squeeze, unit } = Object.fromEntries(
    Object.entries(figure.dataset).map(([name, value]) => [name, Number(value)]));
  const { width, height } = svg.viewBox.baseVal;
  const single = figure.dataset.shape === "point";
  const kinds = [...document.querySelectorAll("input[name=kind]")];
  const layer = svg.appendChild(shape("g", { class: "map-drawn" }));
  const aim = { x: width / 2, y: height / 2, shown: false };

  figure.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
  svg.setAttribute("tabindex", "0");
  svg.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    aim.shown = false;
    put(at.x, at.y);
  });
  svg.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 2 : 20;
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (move) {
      aim.x = Math.min(width, Math.max(0, aim.x + move[0]));
      aim.y = Math.min(height, Math.max(0, aim.y + move[1]));
      aim.shown = true;
      show();
    } else if (event.key === "Enter" || event.key === " ") {
      put(aim.x, aim.y);
    } else if (event.key === "Backspace") {
      write(corners().slice(0, -1));
    } else {
      return;
    }
    event.preventDefault();
    follow();
  });
  figure.querySelector("[data-do=back]")?.addEventListener("click", () => write(corners().slice(0, -1)));
  figure.querySelector("[data-do=clear]").addEventListener("click", () => write([]));
  for (const one of [field, ...kinds]) one.addEventListener("input", show);
  show();

  function put(x, y) {
    const corner = [latitude - (y - height / 2) / unit, longitude + (x - width / 2) / (squeeze * unit)];
    write(single ? [corner] : [...corners(), corner]);
  }

  // On a phone the map is wider than the screen: whoever aims by keyboard sees where.
  function follow() {
    const box = svg.parentElement;
    box.scrollLeft = aim.x * svg.clientWidth / width - box.clientWidth / 2;
  }

  // The corners of the field; none where it holds GeoJSON of several parts, which is pasted and not drawn.
  function corners() {
    return field.value.split("\n").map((line) => line.split(/[,;\s]+/).filter(Boolean).map(Number))
      .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));
  }

  function write(found) {
    field.value = found.map((pair) => pair.map((part) => Number(part).toFixed(6)).join(", ")).join("\n");
    show();
  }

  function isClosed() {
    const chosen = kinds.find((one) => one.checked || one.type === "hidden");
    return figure.dataset.shape === "contour" && chosen?.value !== "street";
  }

  function show() {
    const spots = corners().map(([north, east]) =>
      [width / 2 + (east - longitude) * squeeze * unit, height / 2 - (north - latitude) * unit]);
    const parts = spots.map(([x, y], place) =>
      shape("circle", { class: place === spots.length - 1 ? "map-corner map-corner-last" : "map-corner", cx: x, cy: y, r: 9 }));
    if (spots.length > 1) {
      const line = `M${spots.map((spot) => spot.join(" ")).join(" L")}${isClosed() && spots.length > 2 ? " Z" : ""}`;
      parts.unshift(shape("path", { class: isClosed() ? "map-outline map-outline-closed" : "map-outline", d: line }));
    }
    if (aim.shown) parts.push(shape("path", { class: "map-aim", d: `M${aim.x - 16} ${aim.y}h32M${aim.x} ${aim.y - 16}v32` }));
    layer.replaceChildren(...parts);
  }
}

function shape(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
