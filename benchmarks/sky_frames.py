"""How the sky is drawn: frames a second, the main thread's share of one, memory, and the weight of the page.

Run from the project's folder: .venv/bin/python -m benchmarks.sky_frames [--json FILE] [--quick] [--stars 1000,10000]
Chromium without a screen draws WebGL in software on the processors that also serve the page: frames a second are those of such a
machine, and no more than a floor for one with a graphics card. The main thread's part is what a page costs anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import httpx
import psycopg
from playwright.sync_api import BrowserContext, Page

from benchmarks.harness.results import Column, Results, options
from benchmarks.harness.site import Site, postgresql_site
from benchmarks.pages import path_after, start_alone, visitor, weight
from benchmarks.turn_floor import columns
from tests import machine
from tests.browser.site import chromium
from tests.kleene_site.programs import ROOT, manage

COLUMNS: Final = (
    Column("frames", "Frames a second", 0),
    Column("median", "ms of the main thread, median", 2),
    Column("p95", "ms, 95 of 100 frames"),
    Column("resting", "Frames in a second of rest", 0),
    Column("heap", "MB of the heap"),
    Column("requests", "Requests", 0),
    Column("kB", "kB as sent", 0),
    Column("plain_kB", "kB not compressed", 0),
)
STARS: Final = "1000,10000,100000"
QUICK: Final = "200"
MB: Final = 1_000_000
WATCH: Final = """
    window.plainFrame = window.requestAnimationFrame.bind(window);
    window.spent = [];
    window.requestAnimationFrame = (act) => window.plainFrame((now) => {
        const began = performance.now();
        act(now);
        window.spent.push(performance.now() - began);
    });
"""
TURNED: Final = """(seconds) => new Promise((done) => {
    const sky = document.querySelector("#sky canvas");
    const end = performance.now() + 1000 * seconds;
    window.spent = [];
    const step = () => {
        sky.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft" }));
        performance.now() < end ? window.plainFrame(step) : done(window.spent);
    };
    window.plainFrame(step);
})"""
IDEAS: Final = """
INSERT INTO improvisations (id, {names}) SELECT gen_random_uuid(), {values}
FROM (SELECT * FROM improvisations ORDER BY created_at LIMIT 1) AS t,
     generate_series((SELECT count(*) FROM improvisations) + 1, %(size)s) AS n
"""
ENTRIES: Final = """
INSERT INTO cosmos_entries ({names}) SELECT {values}
FROM (SELECT * FROM cosmos_entries ORDER BY id LIMIT 1) AS t,
     (SELECT i.*, floor(24 * random()) AS crowd FROM improvisations i
      WHERE NOT EXISTS (SELECT FROM cosmos_entries e WHERE e.improvisation_id = i.id)) AS i
"""
FRESH_IDEA: Final = {
    "short_id": "'imp_' || translate(lpad(to_hex(n), 8, '0'), '0189', 'ghij')",
    "status": "'approved'",
    "reviewed_at": "t.created_at",
}
FRESH_ENTRY: Final = {
    "short_id": "'ent_' || substr(i.short_id, 5)",
    "improvisation_id": "i.id",
    "node_id": "i.node_id",
    "cell": "i.classification",
    "status": "'enriched'",
    "colour": "'#' || lpad(to_hex((16777215 * random())::int), 6, '0')",
    "x": "40 * sin(7 * i.crowd) + 12 * (random() + random() - 1)",
    "y": "40 * sin(5 * i.crowd) + 12 * (random() + random() - 1)",
    "z": "40 * cos(3 * i.crowd) + 12 * (random() + random() - 1)",
}


def main(words: Sequence[str] | None = None) -> None:
    extra = {"stars": f"how many, by commas; {STARS} unless given"}
    chosen = options("Frames of the sky.", rounds=1, seconds=4, words=words, extra=extra, moment=0.5)
    sizes = chosen.extra["stars"] or (QUICK if chosen.quick else STARS)
    results = Results("sky_frames", COLUMNS, chosen)
    with postgresql_site(RATE_REGISTER="100000/minute") as site, chromium(machine.chromium().where) as browser:
        prepare(site)
        address = f"http://127.0.0.1:{site.port}"
        share_first_idea(address)
        for size in map(int, sizes.split(",")):
            fill_stars(site.database_url, size)
            with visitor(browser, address) as guest:
                path_after(guest, start_alone)
                values = weight(guest, f"{address}/cosmos/", until=drawn)
                results.add({"Stars": f"{size:,}"}, frames_of(guest, chosen.seconds) | values)
    results.finish()


def prepare(site: Site) -> None:
    done = manage("import_scenario", str(ROOT / "worlds" / "scenarios"), env=site.env)
    assert done.returncode == 0, done.stdout + done.stderr
    site.collect_static()
    site.start()


def share_first_idea(address: str) -> None:
    """A star that all others are copied from."""
    with httpx.Client(base_url=f"{address}/api/v1") as guest:
        guest.headers["Authorization"] = f"Bearer {guest.post('/auth/guest', json={}).json()['access']}"
        scenario = guest.get("/scenarios").json()["results"][0]["id"]
        game = guest.post("/game/start", json={"scenario_id": scenario}).json()
        said = {
            "session_id": game["session_id"],
            "scenario_id": scenario,
            "node_id": game["view"]["node"]["id"],
            "player_input": "I hum an old song.",
            "narrative_response": "Somebody hums along.",
            "classification": "discovery",
        }
        answer = guest.post("/improvisations", json=said)
        assert answer.status_code == 201, answer.text


def fill_stars(url: str, size: int) -> None:
    """As many stars as that, in 24 crowds of many colours."""
    with psycopg.connect(url) as line:
        for table, query, fresh in (("improvisations", IDEAS, FRESH_IDEA), ("cosmos_entries", ENTRIES, FRESH_ENTRY)):
            names = columns(line, table)
            values = ", ".join(fresh.get(name, f"t.{name}") for name in names)
            line.execute(query.format(names=", ".join(names), values=values).encode(), {"size": size})
    with psycopg.connect(url, autocommit=True) as line:
        line.execute("ANALYZE")


def drawn(page: Page) -> None:
    page.wait_for_selector("#sky[data-ready=true]", timeout=120_000)


def frames_of(guest: BrowserContext, seconds: float) -> dict[str, float]:
    """The sky turned without a pause, and then left alone."""
    guest.add_init_script(WATCH)
    page = guest.new_page()
    page.goto("/cosmos/")
    drawn(page)
    spent: list[float] = sorted(page.evaluate(TURNED, seconds))
    page.wait_for_timeout(500)  # what was asked for last is drawn
    before: int = page.evaluate("window.spent.length")
    page.wait_for_timeout(1000)
    resting: int = page.evaluate("window.spent.length") - before
    heap = heap_of(page)
    page.close()
    return {
        "frames": len(spent) / seconds,
        "median": spent[len(spent) // 2],
        "p95": spent[len(spent) * 95 // 100],
        "resting": resting,
        "heap": heap / MB,
    }


def heap_of(page: Page) -> float:
    """Bytes of JavaScript's objects; the stars' array, 32 bytes for each, stands beside them."""
    tools = page.context.new_cdp_session(page)
    tools.send("HeapProfiler.collectGarbage")
    used: Any = tools.send("Runtime.getHeapUsage")
    return float(used["usedSize"])


if __name__ == "__main__":
    main()
