// @ts-check
// The replay of a world: its lines appear as they happened, at the speed that is chosen. Without a script all of them are there.

const LONGEST = 20_000; // milliseconds: so long at most a pause of the players is waited for, before the speed

const controls = document.getElementById("replay-controls");
const lines = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#replay > [data-at]")]);
document.documentElement.classList.add("scripted");

let shown = lines.length;
let clock = 0;

/** @param {number} count */
function show(count) {
  shown = count;
  lines.forEach((line, place) => { line.hidden = place >= count; });
  lines[count - 1]?.scrollIntoView({ block: "nearest" });
}

/** @param {number} place */
function moment(place) {
  return Date.parse(lines[place]?.dataset.at ?? "");
}

function step() {
  show(shown < lines.length ? shown + 1 : 1);
}

/** @param {number} speed */
function play(speed) {
  if (shown >= lines.length) show(1);
  const pause = Math.min(LONGEST, moment(shown) - moment(shown - 1)) / speed;
  clock = setTimeout(() => {
    step();
    if (shown < lines.length) play(speed);
    else choose(null);
  }, Number.isNaN(pause) ? 0 : pause);
}

/** @param {Element | null} chosen */
function choose(chosen) {
  for (const button of controls?.querySelectorAll("[data-speed]") ?? []) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
}

controls?.addEventListener("click", (event) => {
  const button = event.target;
  if (!(button instanceof HTMLButtonElement) || !lines.length) return;
  clearTimeout(clock);
  const goesOn = button.dataset.speed && button.getAttribute("aria-pressed") !== "true";
  choose(goesOn ? button : null);
  if (goesOn) play(Number(button.dataset.speed));
  else if ("step" in button.dataset) step();
  else if ("all" in button.dataset) show(lines.length);
});
