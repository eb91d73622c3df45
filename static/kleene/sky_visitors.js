// @ts-check

/** @typedef {{ visitor_id: string, display_name: string, color: string, is_agent: boolean, viewing?: string | null, position?: import( "./sky_stars.js" ).Place | null }} Visitor */

const SVG = "http://www.w3.org/2000/svg";
const NAMED = 12; // beside the sky

/** Who else looks at the sky: their names beside it, and where they point in it. */
export class Visitors {
  /** @param {import( "./sky.js" ).Sky} sky */
  constructor(sky) {
    this.sky = sky;
    this.place = /** @type {HTMLElement | null} */ (document.querySelector(".sky-present"));
    this.alone = document.querySelector(".sky-alone");
    this.isLive = false; // before that, nobody knows who is here
    /** @type {Map<string, Visitor>} */
    this.here = new Map();
  }

  /** @param {Visitor} _you @param {Visitor[]} others */
  begin(_you, others) {
    this.clear();
    this.isLive = true;
    for (const each of others) this.here.set(each.visitor_id, each);
    for (const each of others) this.show(each);
    this.tell();
  }

  clear() {
    this.isLive = false;
    this.here.clear();
    this.sky.overlay.present.clear();
    this.tell();
    this.sky.ask();
  }

  /** @param {string} type @param {Record<string, any>} data */
  hear(type, data) {
    if (type === "user_joined") this.here.set(data.visitor_id, /** @type {Visitor} */ (data));
    else if (type === "user_left") this.leave(data.visitor_id);
    else if (type === "user_viewing") this.change(data.visitor_id, { viewing: data.entry_id });
    else if (type === "cursor_moved") this.change(data.visitor_id, { position: data.position });
    else if (type === "cursors") for (const moved of data.moved) this.change(moved.visitor_id, { position: moved.position });
    if (type === "user_joined" || type === "user_left") this.tell();
  }

  /** @param {string} id */
  leave(id) {
    this.here.delete(id);
    this.sky.overlay.present.delete(id);
  }

  /** @param {string} id @param {Partial<Visitor>} news */
  change(id, news) {
    const known = this.here.get(id);
    if (!known) return;
    Object.assign(known, news);
    this.show(known);
  }

  /** Where they point; while they point nowhere, at the star that they look at. @param {Visitor} visitor */
  show(visitor) {
    const { stars, overlay } = this.sky;
    const number = stars.numbers.get(visitor.viewing ?? "") ?? -1;
    const place = visitor.position ?? (stars.isThere(number) ? stars.place(number) : null);
    if (!place) overlay.present.delete(visitor.visitor_id);
    else overlay.present.set(visitor.visitor_id, { id: visitor.visitor_id, name: nameOf(visitor), colour: visitor.color, place });
  }

  tell() {
    if (!this.place || !this.alone) return;
    const people = [...this.here.values()];
    const nobody = this.isLive ? "Nobody else is looking at the cosmos." : "Not connected.";
    this.alone.textContent = people.length ? "" : nobody;
    const named = people.slice(0, NAMED).map((each) => dotted(each));
    const more = people.length > NAMED ? [`and ${people.length - NAMED} more`] : [];
    this.place.replaceChildren(...(people.length ? [...named, ...more] : []));
  }
}

/** With its mark, where a program plays. @param {Visitor} visitor */
export function nameOf(visitor) {
  return visitor.is_agent ? `${visitor.display_name} (agent)` : visitor.display_name;
}

/** Somebody's name after a dot of their colour. @param {Visitor} visitor */
export function dotted(visitor) {
  const shown = document.createElement("span");
  const svg = document.createElementNS(SVG, "svg");
  const circle = document.createElementNS(SVG, "circle");
  for (const [name, value] of [["class", "dot"], ["width", "10"], ["height", "10"], ["viewBox", "0 0 10 10"], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
  for (const [name, value] of [["cx", "5"], ["cy", "5"], ["r", "5"], ["fill", visitor.color]]) circle.setAttribute(name, value);
  svg.append(circle);
  shown.append(svg, nameOf(visitor));
  return shown;
}
