"""Three people write on a world together, each before a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import WIDE
from tests.browser.company import ROAD, at_play, be_called, join, live
from tests.browser.conftest import Opens
from tests.browser.reading import choose
from tests.browser.site import served
from tests.browser.test_looks import assert_good

pytestmark = pytest.mark.chromium

WORDS = "I lean my ear against the gate and listen"
SPEAK = re.compile("Endorse")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("together")
    road = data / "road.yaml"
    road.write_bytes(ROAD)
    with served(data, road) as address:
        yield address


def make_world_together(page: Page, name: str, *, voices: str) -> str:
    be_called(page, name)
    page.goto("/worlds/new")
    page.get_by_label("Story").select_option(label="The old road")
    page.get_by_label("Mode").select_option("collaborative")
    page.get_by_role("button", name="Create world").click()
    world = at_play(page)
    page.goto(f"/worlds/{world}")
    page.get_by_label("Who approves ideas for this world").select_option(voices)
    page.get_by_role("button", name="Save settings").click()
    page.get_by_role("link", name="Back to the story").click()
    return world


def share(page: Page, words: str) -> None:
    page.locator("#improvise").fill(words)
    choose(page, "Try it")
    page.get_by_role("link", name="Share this").first.click()
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_text("It is waiting for a moderator's review.")).to_be_visible()


@pytest.mark.slow
def test_an_idea_that_two_speak_for_is_a_choice_before_everybodys_eyes(opens: Opens, axe: str) -> None:
    ada, kael, mo = (
        opens(None),
        opens(None),
        opens(None, viewport={"width": 360, "height": 800}, java_script_enabled=False),
    )
    world = make_world_together(ada, "Ada", voices="2")
    join(kael, "Kael", world)
    be_called(mo, "Mo")
    mo.goto(f"/worlds/{world}")
    mo.get_by_role("button", name="Join", exact=True).click()
    share(ada, WORDS)
    kael.reload()
    live(kael)
    expect(kael.locator("#ideas")).to_contain_text(WORDS)
    assert_good(kael, axe)
    kael.set_viewport_size(WIDE)
    kael.get_by_role("button", name=SPEAK).click()
    expect(kael.locator("#ideas")).to_contain_text("1 of 2 endorsements")
    live(kael)
    mo.reload()
    mo.get_by_role("button", name=SPEAK).click()
    expect(mo.locator("#choices")).to_contain_text("idea by Ada")
    expect(kael.locator("#choices")).to_contain_text("idea by Ada")
    expect(kael.locator("#feed")).to_contain_text("had an idea that is part of this world now.")
    assert_good(kael, axe)
    kael.set_viewport_size(WIDE)
    choose(kael, WORDS)
    expect(kael.locator("#now")).to_contain_text("Turn 2")
