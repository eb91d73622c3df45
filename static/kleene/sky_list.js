// @ts-check

const LONGEST = 60; // stars of the list; the next page has the rest

/** The list beside the sky: the newest stars come into it as they are born. */
export class List {
  /** @param {HTMLElement | null} part @param {import( "./sky_card.js" ).Card} card */
  constructor(part, card) {
    this.part = part;
    this.card = card;
  }

  get isOfNewest() {
    return this.part?.hasAttribute("data-newest") ?? false;
  }

  /** @param {string} id @returns {HTMLElement | null} */
  row(id) {
    return this.part?.querySelector(`.star-list [data-star="${CSS.escape(id)}"]`) ?? null;
  }

  /** @param {string} id @param {number[]} position */
  async add(id, position) {
    if (!this.isOfNewest || this.row(id)) return;
    const told = await this.card.tell(id);
    if (!told || this.row(id)) return;
    const row = document.createElement("li");
    row.dataset.star = id;
    row.dataset.position = position.join(" ");
    row.innerHTML = told; // made by a template of the server, which escapes what people wrote
    const list = this.list();
    list.prepend(row);
    if (list.childElementCount > LONGEST) list.lastElementChild?.remove();
  }

  /** @param {string} id @param {boolean} isGone @param {number[] | undefined} position */
  async change(id, isGone, position) {
    const row = this.row(id);
    if (isGone) return row?.remove();
    if (!row) return;
    if (position) row.dataset.position = position.join(" ");
    const told = await this.card.tell(id);
    if (told && !row.contains(document.activeElement)) row.innerHTML = told;
  }

  /** The list's element; the first star of all makes it. */
  list() {
    const known = this.part?.querySelector(".star-list");
    if (known) return known;
    const made = document.createElement("ul");
    made.className = "star-list";
    this.part?.querySelector(".empty")?.replaceWith(made);
    return made;
  }
}
