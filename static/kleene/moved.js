// @ts-check

/** @type {Record<string, string>} */
const SAID = {
  submitted: "What you shared waits to be read.",
  under_review: "A moderator is reading what you shared.",
  approved: "What you shared is approved.",
  integrated: "What you shared is a part of the story now.",
  rejected: "What you shared was sent back.",
};

/**
 * Tell somebody at once what became of what they shared, and where to read more.
 * @param {Document} page
 */
export function tellMoved(page) {
  /** @param {import("./event_types.js").ImprovisationMoved} data */
  return (data) => {
    const status = String(data.status);
    const notice = page.createElement("div");
    notice.className = status === "rejected" ? "notice warning" : "notice success";
    const words = page.createElement("p");
    const more = page.createElement("a");
    more.href = `/improvisations/${encodeURIComponent(String(data.improvisation_id))}`;
    more.textContent = "Look at it";
    words.append(`${SAID[status] ?? "What you shared has moved on."}${reason(data.reason)} `, more);
    const box = page.createElement("div");
    box.append(words);
    notice.append(box);
    page.getElementById("notice")?.replaceChildren(notice);
  };
}

/** @param {unknown} why */
function reason(why) {
  return why ? ` “${String(why)}”` : "";
}
