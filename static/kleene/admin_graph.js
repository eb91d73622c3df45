// The graph of a story: zoomed, moved, and traced. Without this it scrolls, and a link shows it in full size.
const STEP = 1.25; // of one press
const SMALLEST = 0.1;
const LARGEST = 3;

for (const frame of document.querySelectorAll("[data-graph-frame]")) setUp(frame);

function setUp(frame) {
  const graph = frame.querySelector("svg[data-graph]");
  const tools = document.querySelector("[data-graph-tools]");
  const zoom = zoomOf(frame, graph);
  const trace = traceOf(graph, tools.querySelector("[data-trace]"));
  const actions = { in: () => zoom(STEP), out: () => zoom(1 / STEP), fit: () => zoom("fit"), full: () => zoom(1, true) };
  const keys = { "+": actions.in, "=": actions.in, "-": actions.out, "0": actions.full, f: actions.fit, t: trace.toggle };
  tools.hidden = false;
  tools.addEventListener("click", ({ target }) => actions[target.closest("[data-zoom]")?.dataset.zoom]?.());
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  letDrag(frame);
  showFirst(frame, graph.querySelector(".k-box.k-marked") ?? graph.querySelector(".k-box.k-start"));
}

// --- size -----------------------------------------------------------------------------------------------------------

function zoomOf(frame, graph) {
  const [width, height] = [graph.width.baseVal.value, graph.height.baseVal.value];
  let scale = 1;
  // What stands in the middle of the frame stays there.
  const show = (next) => {
    const [x, y] = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];
    const ratio = next / scale;
    scale = next;
    graph.setAttribute("width", width * scale);
    graph.setAttribute("height", height * scale);
    frame.scrollLeft = x * ratio - frame.clientWidth / 2;
    frame.scrollTop = y * ratio - frame.clientHeight / 2;
  };
  return (factor, isAbsolute = false) => {
    const fitting = Math.min(frame.clientWidth / width, frame.clientHeight / height);
    const wanted = factor === "fit" ? Math.min(1, fitting) : isAbsolute ? factor : scale * factor;
    show(Math.max(SMALLEST, Math.min(LARGEST, wanted)));
  };
}

function letDrag(frame) {
  let from;
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX, y: event.clientY, moved: false };
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.moved && Math.hypot(x, y) < 4) return;
    from = { x: event.clientX, y: event.clientY, moved: true };
    frame.classList.add("k-dragged");
    frame.scrollLeft -= x;
    frame.scrollTop -= y;
  });
  addEventListener("pointerup", () => {
    from = undefined;
    setTimeout(() => frame.classList.remove("k-dragged"));
  });
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  frame.addEventListener("click", (event) => {
    if (frame.classList.contains("k-dragged")) event.preventDefault();
  }, true);
}

function showFirst(frame, place) {
  if (!place) return;
  // Only the frame moves: the page itself stays at its top.
  const [spot, seen] = [place.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += spot.left - seen.left - 28;
  frame.scrollTop += spot.top - seen.top - (frame.clientHeight - spot.height) / 2;
}

// --- ways -----------------------------------------------------------------------------------------------------------

// Pointing at a place lights its own arrows. While ways are traced, a click lights all ways to a place and on from it.
function traceOf(graph, button) {
  const arrows = [...graph.querySelectorAll("[data-from]")];
  const boxes = [...graph.querySelectorAll("[data-key]")];
  let traced; // key of the place
  const light = (lit, places) => {
    for (const arrow of arrows) arrow.classList.toggle("k-lit", lit.has(arrow));
    for (const box of boxes) box.classList.toggle("k-lit", places?.has(box.dataset.key) ?? false);
    graph.classList.toggle("k-dim", lit.size > 0 || places !== undefined);
    graph.classList.toggle("k-traced", places !== undefined);
  };
  const point = (key) => {
    if (traced !== undefined) return;
    light(new Set(arrows.filter(({ dataset }) => key !== undefined && (dataset.from === key || dataset.to === key))));
  };
  const follow = (key) => {
    traced = key;
    if (key === undefined) return light(new Set());
    const [before, after] = [reached(arrows, key, "to", "from"), reached(arrows, key, "from", "to")];
    light(new Set([...before.arrows, ...after.arrows]), new Set([...before.places, ...after.places]));
  };
  const isOn = () => button.getAttribute("aria-pressed") === "true";
  const toggle = () => {
    button.setAttribute("aria-pressed", String(!isOn()));
    follow(isOn() ? document.activeElement?.closest?.("[data-key]")?.dataset.key : undefined);
  };
  button.addEventListener("click", toggle);
  graph.addEventListener("click", (event) => {
    const place = event.target.closest("[data-key]");
    if (!place || !isOn() || event.defaultPrevented) return;
    event.preventDefault();
    follow(traced === place.dataset.key ? undefined : place.dataset.key);
  });
  for (const [kind, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
    graph.addEventListener(kind, ({ target }) => {
      const place = target.closest("[data-key]");
      if (place) point(on ? place.dataset.key : undefined);
    });
  }
  return { toggle };
}

// Everything that can be reached from a place along arrows, or from which it can be reached.
function reached(arrows, key, start, end) {
  const found = { places: new Set([key]), arrows: new Set() };
  const open = [key];
  while (open.length) {
    const here = open.pop();
    for (const arrow of arrows) {
      if (arrow.dataset[start] !== here && !(arrow.hasAttribute("marker-start") && arrow.dataset[end] === here)) continue;
      found.arrows.add(arrow);
      const next = arrow.dataset[start] === here ? arrow.dataset[end] : arrow.dataset[start];
      if (found.places.has(next)) continue;
      found.places.add(next);
      open.push(next);
    }
  }
  return found;
}
