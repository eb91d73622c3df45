// @ts-check

import { STREAM_EVENTS } from "./event_types.js";

/**
 * One event as a page hears it. `sequence` and `previous` are null for what is not numbered, `id` says which frame of ours it answers.
 * @typedef {{ type: import("./event_types.js").EventType | "opened", sequence: number | null, previous: number | null, id: string | null, data: Record<string, any> }} News
 */

/**
 * What a carrier tells. `closed` comes once, with the code of a socket, or 0.
 * @typedef {{ heard: (news: News) => void, closed: (code: number) => void }} Ears
 */

/**
 * What may be sent back on a line.
 * @typedef {{ readonly kind: "socket" | "stream", send: (frame: Record<string, unknown>) => boolean, close: () => void }} Carrier
 */

const PATIENCE = 8000; // milliseconds until a line that says nothing is given up

/**
 * A world's WebSocket, signed in by the cookie. Only its first frame shows that it was let in, so it asks for one.
 * @param {string} world
 * @param {number} after
 * @param {string} client
 * @param {Ears} ears
 * @returns {Carrier}
 */
export function socket(world, after, client, ears) {
  const address = new URL(`/ws/worlds/${world}/?client=${client}&last_sequence=${after}`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const line = new WebSocket(address);
  const end = once(ears.closed);
  const late = setTimeout(() => { end(0); line.close(); }, PATIENCE);
  line.onopen = () => line.send('{"type": "ping"}');
  line.onmessage = (message) => {
    clearTimeout(late);
    const frame = JSON.parse(message.data);
    ears.heard(news(frame, frame.data ?? {}));
  };
  line.onclose = (closing) => { clearTimeout(late); end(closing.code); };
  return {
    kind: "socket",
    send: (frame) => {
      if (line.readyState !== WebSocket.OPEN) return false;
      line.send(JSON.stringify(frame));
      return true;
    },
    close: () => { clearTimeout(late); end.cancel(); line.close(); },
  };
}

/**
 * The same events as server-sent events, for where sockets are blocked; what is said goes by POST then.
 * @param {string} world
 * @param {number} after
 * @param {string} client
 * @param {Ears} ears
 * @returns {Carrier}
 */
export function stream(world, after, client, ears) {
  const line = new EventSource(`/api/v1/worlds/${world}/events?client=${client}&last_event_id=${after}`);
  const end = once(ears.closed);
  const late = setTimeout(() => { line.close(); end(0); }, PATIENCE);
  let hasOpened = false;
  line.onopen = () => { hasOpened = true; clearTimeout(late); ears.heard(news({ type: "opened" }, {})); };
  // The browser would come back by itself, but tell nobody when: one clock for both carriers.
  line.onerror = async () => { clearTimeout(late); line.close(); end(hasOpened ? 0 : await refusal(line.url)); };
  for (const type of STREAM_EVENTS) {
    line.addEventListener(type, (message) => {
      const said = JSON.parse(message.data);
      ears.heard(news({ ...said, type }, said));
    });
  }
  return { kind: "stream", send: () => false, close: () => { clearTimeout(late); end.cancel(); line.close(); } };
}

/**
 * Why a stream was not opened, as the code that a socket is closed with: browsers keep the status of a stream to themselves.
 * @param {string} url
 */
async function refusal(url) {
  const asking = new AbortController();
  const late = setTimeout(() => asking.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { signal: asking.signal });
    if (answer.status === 409) return 4410; // as a socket says it
    return answer.status >= 400 && answer.status < 500 ? 4000 + answer.status : 0;
  } catch {
    return 0;
  } finally {
    clearTimeout(late);
    asking.abort(); // it may be open now, and is opened anew by who waits for it
  }
}

/**
 * @param {Record<string, any>} frame
 * @param {Record<string, any>} data
 * @returns {News}
 */
function news(frame, data) {
  return { type: frame.type, sequence: frame.sequence_number ?? null, previous: frame.prev_sequence ?? null, id: frame.id ?? null, data };
}

/**
 * @param {(code: number) => void} tell
 */
function once(tell) {
  let isOver = false;
  const end = (/** @type {number} */ code) => {
    if (isOver) return;
    isOver = true;
    tell(code);
  };
  end.cancel = () => { isOver = true; };
  return end;
}
