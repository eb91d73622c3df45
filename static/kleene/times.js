// @ts-check

/** @type {Intl.DateTimeFormatOptions} */
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/**
 * Tell moments by the reader's own clock; the server writes them in UTC and says so.
 * @param {HTMLElement} part
 */
export function tellLocalTimes(part) {
  for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (part.querySelectorAll("time[datetime]:not([data-local])"))) {
    const moment = new Date(time.dateTime);
    const isToday = moment.toDateString() === new Date().toDateString();
    time.textContent = isToday ? moment.toLocaleTimeString([], CLOCK) : moment.toLocaleString([], { day: "numeric", month: "short", ...CLOCK });
    time.title = moment.toLocaleString();
    time.dataset.local = "";
  }
}
