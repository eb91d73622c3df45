// The graph of a story: pointing at a place lights its ways and dims the others. Without this the page tells the same.
const open_at = (place, frame) => {
  // Only the frame moves: the page itself stays at its top.
  const [spot, seen] = [place.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += spot.left - seen.left - 28;
  frame.scrollTop += spot.top - seen.top - (frame.clientHeight - spot.height) / 2;
};

document.addEventListener("DOMContentLoaded", () => {
  for (const graph of document.querySelectorAll("svg[data-graph]")) {
    const arrows = [...graph.querySelectorAll("[data-from]")];
    const light = (place) => {
      const key = place?.dataset.key;
      for (const arrow of arrows) {
        arrow.classList.toggle("k-lit", key !== undefined && (arrow.dataset.from === key || arrow.dataset.to === key));
      }
      graph.classList.toggle("k-dim", key !== undefined);
    };
    for (const [event, on] of [["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false]]) {
      graph.addEventListener(event, ({ target }) => {
        const place = target.closest("[data-key]");
        if (place) light(on ? place : undefined);
      });
    }
    open_at(graph.querySelector(".k-box.k-marked") ?? graph.querySelector(".k-box.k-start"), graph.parentElement);
  }

  // Places are folded: a way to one opens it.
  const reveal = () => {
    const place = document.getElementById(location.hash.slice(1));
    if (place?.matches("details")) place.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();
  for (const button of document.querySelectorAll("[data-open-all]")) {
    button.addEventListener("click", () => {
      const places = [...document.getElementById(button.dataset.openAll).querySelectorAll("details")];
      const open = places.some((place) => !place.open);
      for (const place of places) place.open = open;
      button.textContent = open ? "Close all" : "Open all";
    });
  }
});
