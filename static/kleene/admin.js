// Places of a story are folded: a way to one opens it.
document.addEventListener("DOMContentLoaded", () => {
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
