"""What a page asks of the server, noted in the page itself."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page, expect

NOTE_WHAT_IS_ASKED: Final = """(() => {
    window.asked = [];
    window.unanswered = 0;
    const fetch = window.fetch;
    window.fetch = async (url, ...how) => {
        window.asked.push(String(url));
        window.unanswered += 1;
        try {
            const answer = await fetch(url, ...how);
            if (answer.headers.get("Content-Type")?.startsWith("text/html")) await answer.clone().text();
            return answer;
        } finally {
            window.unanswered -= 1;
        }
    };
    for (const kind of ["WebSocket", "EventSource"]) {
        window[kind] = class extends window[kind] {
            constructor(...about) { super(...about); window.asked.push(String(about[0])); }
        };
    }
})()"""


def asked_within_a_minute(page: Page) -> list[str]:
    """What a page under a clock of ours, which notes what is asked, still asks for after it has said that it is over."""
    expect(page.locator("#notice")).to_contain_text("This page no longer updates.")
    while page.evaluate(
        "() => window.unanswered"
    ):  # by a clock that leaps the last question would have waited too long
        pass
    page.evaluate("window.asked.length = 0")
    page.clock.run_for(60_000)
    asked: list[str] = page.evaluate("window.asked")
    return asked
