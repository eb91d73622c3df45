// Queues: keys, choosing rows, and news of what other moderators do. Without this every page works by links and forms.
const EVERY = 4000; // milliseconds between two looks at what others did

const isTyping = (target) =>
  target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector("[data-queue]");
  const page = document.querySelector("[data-standing]");
  if (list) chooseRows(list);
  if (list || page) {
    keepLooking(list?.dataset.queue ?? page.dataset.standing);
    listenForKeys(list ? keysOfList(list) : keysOfPage(page));
  }
});

// --- choosing ------------------------------------------------------------------------------------------------------

function chooseRows(list) {
  const boxes = [...list.querySelectorAll("[name=row]")];
  const all = list.querySelector("[data-all]");
  const told = list.querySelector("[data-chosen]");
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    if (told) told.textContent = chosen ? `${chosen} chosen` : "";
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
  };
  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  list.addEventListener("change", tell);
  addEventListener("pageshow", tell); // a browser that goes back remembers what was chosen
}

// --- what others do ---------------------------------------------------------------------------------------------------

function keepLooking(url) {
  const rows = new Map([...document.querySelectorAll("[data-row]")].map((row) => [row.dataset.row, row]));
  if (!rows.size) return;
  const query = [...rows.keys()].map((id) => `id=${encodeURIComponent(id)}`).join("&");
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(`${url}?${query}`, { headers: { Accept: "application/json" } });
      if (answer.redirected || [401, 403, 404].includes(answer.status)) return stop();
      if (!answer.ok) return;
      for (const [id, standing] of Object.entries(await answer.json())) tell(rows.get(id), standing);
    } catch {
      // The next look may find the server again.
    }
  };
  const stop = () => {
    clearInterval(clock);
    document.removeEventListener("visibilitychange", look);
    const words = document.createElement("p");
    words.className = "k-fault";
    words.setAttribute("role", "status");
    words.append("You are signed out, or may not see this any more. What others do is no longer shown here; ", link("look again"), ".");
    (document.querySelector("[data-queue]") ?? document.querySelector("[data-standing]")).before(words);
  };
  const clock = setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}

function tell(row, standing) {
  if (!row) return;
  const claim = row.querySelector("[data-claim]");
  if (claim && claim.textContent !== standing.claim) {
    claim.textContent = standing.claim;
    claim.hidden = !standing.claim;
  }
  row.classList.toggle("k-held", Boolean(standing.claim) && !standing.mine);
  if (Number(row.dataset.version) === standing.version) return;
  row.dataset.version = String(standing.version);
  for (const place of [...row.querySelectorAll("[data-status]"), ...document.querySelectorAll(".k-head [data-status]")]) {
    place.textContent = standing.status;
  }
  const changed = row.querySelector("[data-changed]");
  if (changed && standing.news) {
    changed.replaceChildren(`${standing.news} What you wrote stays; `, link("look again"), ".");
  }
}

function link(words) {
  const found = document.createElement("a");
  found.href = location.pathname;
  found.textContent = words;
  return found;
}

// --- keys -----------------------------------------------------------------------------------------------------------------

function listenForKeys(actions) {
  const dialog = document.getElementById("k-keys");
  const known = { ...actions, "?": () => dialog?.showModal() };
  for (const button of document.querySelectorAll("[data-open-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog?.showModal());
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || dialog?.open) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const action = Object.hasOwn(known, event.key) ? known[event.key] : undefined;
    if (action && action() !== false) event.preventDefault();
  });
}

function keysOfList(list) {
  const rows = [...list.querySelectorAll("[data-row]")];
  let at = -1;
  const go = (step) => {
    if (!rows.length) return;
    rows[at]?.classList.remove("k-here");
    at = Math.max(0, Math.min(rows.length - 1, at + step));
    rows[at].classList.add("k-here");
    rows[at].querySelector("[data-open]").focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const choose = () => {
    const box = rows[at]?.querySelector("[name=row]");
    if (!box) return false;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  return {
    j: () => go(1),
    k: () => go(-1),
    x: choose,
    o: () => rows[at]?.querySelector("[data-open]").click(),
    "/": () => document.getElementById("k-search")?.focus(),
  };
}

function keysOfPage(page) {
  const follow = (selector) => document.querySelector(selector)?.click() ?? false;
  const press = (key) => {
    const target = page.querySelector(`[data-press="${key}"]`);
    if (!target) return false;
    if (target.tagName !== "SUMMARY") return target.click();
    const verdict = target.parentElement;
    verdict.open = true;
    const field = key === "a" ? verdict.querySelector("form button") : verdict.querySelector("textarea");
    field.focus();
    verdict.scrollIntoView({ block: "nearest" });
  };
  return {
    j: () => follow("[data-next]"),
    k: () => follow("[data-back]"),
    a: () => press("a"),
    r: () => press("r"),
    c: () => press("c"),
    i: () => press("i"),
    h: () => press("h"),
    m: () => press("m"),
    s: () => press("s"),
    d: () => press("d"),
  };
}
