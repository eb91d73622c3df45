"""Who is there, as people see it happen in their browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asking import NOTE_WHAT_IS_ASKED
from tests.browser.company import ROAD, be_called, join, live, make_world
from tests.browser.conftest import Opens
from tests.browser.reading import start
from tests.browser.site import served
from tests.browser.test_looks import assert_good

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("presence")
    road = data / "road.yaml"
    road.write_bytes(ROAD)
    # Who closes their window is idle soon, and a worker inside tells the others.
    with served(data, road, PRESENCE_IDLE="4") as address:
        yield address


@pytest.mark.slow
def test_fellows_see_without_loading_anything_who_is_busy_and_who_has_gone(opens: Opens) -> None:
    elena, kael = opens(None), opens(None)
    join(kael, "Kael", make_world(elena, "Elena"))
    live(elena)
    live(kael)
    other = kael.context.new_page()
    other.goto("/worlds")
    other.get_by_label("Your status").select_option("busy")
    other.locator(".standing").get_by_role("button", name="Save").click()
    expect(other.locator("main")).to_contain_text("Your status is now busy.")
    expect(elena.locator(".people li", has_text="Kael")).to_contain_text("busy")
    kael.goto("about:blank")
    expect(elena.locator(".people li", has_text="Kael")).to_contain_text("away", timeout=60_000)


@pytest.mark.slow
def test_the_lobby_names_those_who_asked_for_it(opens: Opens, axe: str) -> None:
    mira, visitor = opens(None), opens(None)
    be_called(mira, "Mira")
    let_be_seen(mira)
    visitor.goto("/worlds")
    expect(visitor.locator("#online")).to_contain_text("Mira")
    expect(visitor.locator("#online")).not_to_contain_text("Your status")
    mira.goto("/worlds")
    expect(mira.locator("#online")).to_contain_text("Others see you in this list.")
    assert_good(mira, axe)
    assert_good(visitor, axe)


@pytest.mark.slow
def test_who_reads_alone_gives_signs_of_life_while_the_page_is_open(opens: Opens) -> None:
    page = opens()
    page.clock.install()
    start(page, "The old road")
    for _ in range(2):
        with page.expect_response(re.compile("/api/v1/presence/heartbeat$")) as sign:
            page.clock.run_for(15_000)
        assert sign.value.status == 200


def test_who_is_signed_out_while_reading_alone_is_told_so_and_gives_no_more_signs(
    opens: Opens, forgiven: list[str]
) -> None:
    forgiven += ["401", "403"]
    page = opens()
    page.clock.install()
    start(page, "The old road")
    page.context.clear_cookies(name="sessionid")
    with page.expect_response(re.compile("/api/v1/presence/heartbeat$")):
        page.clock.run_for(15_000)
    expect(page.locator("#notice")).to_contain_text("You are signed out. Sign in again to continue this story.")
    page.evaluate(NOTE_WHAT_IS_ASKED)
    page.clock.run_for(60_000)
    assert page.evaluate("window.asked") == []


def let_be_seen(page: Page) -> None:
    page.goto("/account")
    page.get_by_label("Show me as online").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Saved")
