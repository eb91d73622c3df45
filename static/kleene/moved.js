// @ts-check

/** @type {Record<string, string>} */
const SAID = {
  submitted: "Your improvisation is waiting for review.",
  under_review: "A moderator is reviewing your improvisation.",
  approved: "Your improvisation was approved.",
  integrated: "Your improvisation is now part of the story.",
  rejected: "Your improvisation was rejected.",
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
    more.textContent = "View";
    words.append(`${SAID[status] ?? "The status of your improvisation has changed."}${reason(data.reason)} `, more);
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
