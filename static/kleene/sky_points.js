// @ts-check

/**
 * @typedef {{
 *   ids: string[], places: number[], palette: string[], colours: number[], kinds: number[],
 *   clusters: { label: string, place: [number, number, number] }[], next_cursor: string | null, last_sequence: number,
 * }} Points
 */

/**
 * Fetch all stars, page by page; `took` hears of each as it comes. Returns where their stream goes on, or -1 where a page failed.
 * @param {string} address @param {import( "./sky_stars.js" ).Stars} stars @param {(points: Points) => void} took
 */
export async function fetchPoints(address, stars, took) {
  let last = -1;
  for (let cursor = /** @type {string | null} */ (""); cursor !== null; ) {
    const url = new URL(address, location.href);
    if (cursor) url.searchParams.set("cursor", cursor);
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return -1;
    const points = /** @type {Points} */ (await answer.json());
    if (last < 0) last = points.last_sequence; // the oldest: what came since is told again by the stream
    points.ids.forEach((id, at) => {
      stars.add(id, points.places.slice(3 * at, 3 * at + 3), points.palette[points.colours[at]], points.kinds[at]);
    });
    took(points);
    cursor = points.next_cursor;
  }
  return last;
}
