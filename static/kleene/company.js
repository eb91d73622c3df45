// @ts-check
// The page of a game among others. Without this module every form still works, and loading the page again shows what is new.

import { showConnection } from "./connection.js";
import { openFeed } from "./feed.js";
import { Line } from "./line.js";
import { tellMoved } from "./moved.js";
import { keepTurns } from "./outbox.js";
import { Parts } from "./parts.js";
import { tellOver } from "./refusals.js";
import { openPanes } from "./panes.js";
import { addressee, letChat } from "./chat.js";
import { letInvite } from "./inviting.js";
import { tellWhatWasMissed } from "./missed.js";
import { tellShutdown } from "./shutdown.js";
import { showTyping, tellTyping } from "./typing.js";
import { countUnread } from "./unread.js";
import { tellWaiting } from "./waiting.js";

/** @type {Set<string>} */
const SILENT = new Set(["pong", "heartbeat", "opened", "typing", "chat_result", "turn_waiting", "improvisation_moved", "room_occupants", "room_update", "player_entered", "player_left_room", "server_shutdown", "error"]);
const ROUND = 60_000; // milliseconds: who is away shows by nothing happening

const main = document.querySelector("main[data-world]");
if (main instanceof HTMLElement) {
  openFeed(document);
  const show = openPanes(main);
  document.addEventListener("kleene:go-to", (event) => show(String(/** @type {CustomEvent} */ (event).detail)));
  countUnread(document);
  letInvite(document);
  if (!("over" in main.dataset)) keepUp(main);
}

/** @param {HTMLElement} main */
function keepUp(main) {
  const parts = new Parts(main, (why) => line.end(why));
  const refresh = () => void parts.refresh();
  const show = showConnection(document);
  const resend = keepTurns(document);
  const wait = tellWaiting(document);
  const move = tellMoved(document);
  const type = showTyping(document);
  const line = new Line(String(main.dataset.world), Number(main.dataset.sequence), {
    news: (news) => {
      if (news.type === "turn_waiting") wait(/** @type {import("./event_types.js").TurnWaiting} */ (news.data));
      if (news.type === "improvisation_moved") move(/** @type {import("./event_types.js").ImprovisationMoved} */ (news.data));
      if (news.type === "server_shutdown") tellShutdown(document, /** @type {import("./event_types.js").ServerShutdown} */ (news.data));
      type(news);
      if (!SILENT.has(news.type)) refresh();
    },
    state: (state, words) => {
      show(state, words, line.carrier?.kind ?? "");
      if (state === "live") resend();
      if (state === "live" || state === "ended") refresh();
      if (state === "ended") tellOver(document, `${words}. This page no longer updates.`);
    },
  });
  letChat(document, line, refresh);
  tellTyping(document, line, addressee);
  tellWhatWasMissed(document, main, () => parts.after);
  document.addEventListener("htmx:afterSettle", refresh);
  // Also without a line: where neither a socket nor a stream comes through, this is how news come.
  setInterval(() => { if (!document.hidden && !line.isOver) refresh(); }, ROUND);
  line.start();
}
