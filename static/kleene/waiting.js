// @ts-check

/**
 * While others act at the place, say so, and that nothing is lost by waiting.
 * @param {Document} page
 */
export function tellWaiting(page) {
  const place = page.getElementById("waiting");
  page.addEventListener("htmx:afterRequest", () => place?.replaceChildren());
  /** @param {import("./event_types.js").TurnWaiting} data */
  return (data) => {
    if (!page.querySelector("#choices.waiting")) return;
    const notice = page.createElement("div");
    notice.className = "notice warning";
    const words = page.createElement("p");
    words.textContent = `${why(page)} ${before(Number(data.position))}; your choice is saved.`;
    notice.append(words);
    place?.replaceChildren(notice);
  };
}

/** By name where only one can be meant; nobody is blamed who is not there. @param {Document} page */
function why(page) {
  const others = page.querySelectorAll("#place [data-fellow] .name");
  if (!others.length) return "This takes longer than usual.";
  return `${others.length === 1 ? others[0].textContent : "Somebody"} is acting here.`;
}

/** @param {number} position how many go before */
function before(position) {
  return position > 1 ? `${position} players are before you` : "You are next";
}
