// @ts-check

/**
 * A locked option can be reached and read, and says why it is locked when it is picked; nothing is sent.
 * @param {Document} page
 */
export function refuseLocked(page) {
  page.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest(".option[aria-disabled=true]") : null;
    if (option) tellWhy(page, option);
  });
}

/**
 * @param {Document} page
 * @param {Element} option
 */
function tellWhy(page, option) {
  const box = page.createElement("div");
  box.className = "notice";
  const words = page.createElement("p");
  words.textContent = option.querySelector(".reason")?.textContent?.trim() || "Locked.";
  box.append(words);
  page.getElementById("notice")?.replaceChildren(box);
}
