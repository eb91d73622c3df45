// @ts-check
// A button that shows a password while it is typed. Without this module fields for passwords are as always.

for (const field of document.querySelectorAll("main input[type=password]")) {
  if (field instanceof HTMLInputElement) letShow(field);
}

/** @param {HTMLInputElement} field */
function letShow(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.setAttribute("aria-controls", field.id);
  const word = document.createElement("span");
  const rest = document.createElement("span");
  rest.className = "unseen";
  rest.textContent = " password";
  button.append(word, rest);
  const pair = document.createElement("div");
  pair.className = "secret";
  field.replaceWith(pair);
  pair.append(field, button);
  const show = (/** @type {boolean} */ shown) => {
    field.type = shown ? "text" : "password";
    word.textContent = shown ? "Hide" : "Show";
  };
  show(false);
  button.addEventListener("click", () => show(field.matches("[type=password]")));
  // Browsers remember what was typed into a field of text.
  field.form?.addEventListener("submit", () => show(false));
}
