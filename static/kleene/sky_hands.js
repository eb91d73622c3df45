// @ts-check

const TURN = 0.006; // radians a pixel
const STEP = 0.12; // radians a key
const SHIFT = 40; // pixels a key
const NEARER = 0.82;
const STILL = 5; // pixels within which a press is no drag
const REACH = { mouse: 14, touch: 26, pen: 18 };

/**
 * Turn, move and come nearer by mouse, touch and keys. Everything asks for a new frame through `sky`.
 * @param {import( "./sky.js" ).Sky} sky
 */
export function takeHands(sky) {
  const { canvas, view } = sky;
  /** @type {Map<number, { x: number, y: number }>} */
  const down = new Map();
  let moved = 0;

  canvas.addEventListener("pointerdown", (event) => {
    if (down.size === 0) moved = 0;
    down.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) return sky.pointAt(event.offsetX, event.offsetY, reach(event));
    const [across, along] = [event.offsetX - before.x, event.offsetY - before.y];
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    moved += Math.abs(across) + Math.abs(along);
    if (other) pinch(before, event, other);
    else if (event.shiftKey || event.buttons > 1) view.pan(across, along);
    else view.turn(-across * TURN, along * TURN);
    down.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    sky.ask();
  });
  for (const kind of /** @type {const} */ (["pointerup", "pointercancel"])) {
    canvas.addEventListener(kind, (event) => {
      const wasAlone = down.delete(event.pointerId) && down.size === 0;
      if (kind === "pointerup" && wasAlone && moved < STILL) sky.choose(view.starAt(sky.stars, event.offsetX, event.offsetY, reach(event)));
    });
  }
  canvas.addEventListener("pointerleave", () => sky.pointAway());
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  canvas.addEventListener("dblclick", () => sky.open());
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    view.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.004));
    sky.ask();
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !act(event)) return;
    event.preventDefault();
    sky.ask();
  });

  /** @param {{ x: number, y: number }} before @param {PointerEvent} event @param {{ x: number, y: number }} other */
  function pinch(before, event, other) {
    const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(event.offsetX - other.x, event.offsetY - other.y)];
    if (is > 0) view.zoom(was / is);
    view.pan((event.offsetX - before.x) / 2, (event.offsetY - before.y) / 2);
  }

  /** Whether a key means something here. @param {KeyboardEvent} event */
  function act(event) {
    const way = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (way && event.shiftKey) view.pan(way[0] * SHIFT, way[1] * SHIFT);
    else if (way) view.turn(-way[0] * STEP, way[1] * STEP);
    else if (event.key === "+" || event.key === "=") view.zoom(NEARER);
    else if (event.key === "-") view.zoom(1 / NEARER);
    else if (event.key === "0" || event.key === "Home") view.showAll(sky.stars);
    else if (event.key === "n") sky.next(1);
    else if (event.key === "p") sky.next(-1);
    else if (event.key === "Enter") sky.open();
    else if (event.key === "Escape") sky.choose(-1);
    else return false;
    return true;
  }
}

/** @param {PointerEvent} event */
function reach(event) {
  return REACH[/** @type {"mouse"} */ (event.pointerType)] ?? REACH.mouse;
}
