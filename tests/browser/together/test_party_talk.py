"""What is said to one's party from a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.company import live, say

pytestmark = pytest.mark.chromium


@pytest.mark.slow
@pytest.mark.usefixtures("world")
def test_a_line_for_the_party_is_heard_by_its_members_and_nobody_else(elena: Page, kael: Page) -> None:
    live(elena)
    say(elena, "/party invite Kael")
    say(kael, "/accept")
    to = elena.locator("#say-to")
    expect(to.get_by_role("option", name="Your party")).to_have_count(1)
    to.select_option("party")
    say(elena, "This way.")
    expect(elena.locator("#feed .said", has_text="This way.")).to_have_count(1)
    expect(kael.locator("#feed .said", has_text="This way.")).to_have_count(1)
    expect(elena.locator("#say-trouble")).to_have_text("")
