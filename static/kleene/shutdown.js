// @ts-check

let clock = 0;

/**
 * Say that the server stops, and when: the seconds run down here, and stand once the server is gone.
 * @param {Document} page
 * @param {import("./event_types.js").ServerShutdown} data
 */
export function tellShutdown(page, data) {
  clearInterval(clock);
  const words = page.createElement("p");
  const notice = page.createElement("div");
  notice.className = data.seconds === null ? "notice success" : "notice warning";
  notice.append(words);
  page.getElementById("notice")?.replaceChildren(notice);
  if (data.seconds === null) {
    words.textContent = "The server does not stop after all.";
    return;
  }
  const end = Date.now() + data.seconds * 1000;
  const show = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    words.textContent = `The server stops ${left ? `in ${duration(left)}` : "now"}${data.reason ? `: ${data.reason}` : ""}. Your game is kept.`;
    if (!left || !words.isConnected) clearInterval(clock);
  };
  show();
  clock = setInterval(show, 1000);
}

/** @param {number} seconds */
function duration(seconds) {
  if (seconds < 120) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}
