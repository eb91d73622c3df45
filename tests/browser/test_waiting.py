"""Two people act at one place, and who words the first one's turn takes their time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.company import ROAD, join, live, make_world, say
from tests.browser.conftest import Opens
from tests.browser.reading import choose
from tests.browser.site import served
from tests.worlds.narrators.http.fake import Fake, holds, serving

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def narrator() -> Iterator[Fake]:
    """Answers nobody until it is let go on."""
    with serving(Fake(holds)) as made:
        yield made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, narrator: Fake) -> Iterator[str]:
    data = tmp_path_factory.mktemp("slow")
    road = data / "road.yaml"
    road.write_bytes(ROAD)
    slow = "worlds.narrators.http.HttpNarrator"
    with served(data, road, KLEENE_NARRATOR=slow, NARRATOR_URL=narrator.url, NARRATOR_MODEL="bard-1") as address:
        yield address


@pytest.mark.slow
def test_who_waits_is_told_behind_whom_and_loses_nothing(opens: Opens, narrator: Fake) -> None:
    elena, kael = opens(None), opens(None)
    join(kael, "Kael", make_world(elena, "Elena"))
    live(elena)
    live(kael)
    elena.get_by_label("Do something else, in your own words").fill("I hum to the gate until it hums back")
    elena.get_by_role("button", name="Try it").click()
    narrator.wait_until_asked(1)
    say(elena, "A moment.")
    expect(elena.locator("#choices")).to_have_class("waiting")  # what is said does not let the options go
    choose(kael, "Open the gate")
    expect(kael.locator("#waiting")).to_have_text("Elena is acting here. You are next; your choice is saved.")
    expect(kael.locator("#waiting")).to_have_attribute("role", "status")
    expect(kael.locator("button[value=open_gate]")).to_have_attribute("aria-busy", "true")
    narrator.going.set()
    expect(kael.locator("#now")).to_contain_text("Turn 2")
    expect(kael.locator("#waiting")).to_be_empty()
    expect(elena.locator("#now-head")).to_contain_text("I hum to the gate")
