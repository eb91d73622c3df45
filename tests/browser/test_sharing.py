"""From a player's words to a moderator and back, before real browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.company import ROAD, at_play, be_called, join, live
from tests.browser.conftest import Opens
from tests.browser.site import served
from tests.browser.test_looks import assert_good
from tests.kleene_site.programs import environment, manage

pytestmark = pytest.mark.chromium

PASSWORD = "a long way home"
WORDS = "I lean my ear against the gate and listen."
BETTER = "I lean my ear against the gate and hear somebody sweeping."


@dataclass(frozen=True)
class Place:
    address: str
    data: Path

    def send_back(self, reason: str) -> None:
        """Somebody who has just been made a moderator turns the best of the queue down."""
        [queued] = self._queue()
        self._review(queued, {"action": "reject", "reviewer_notes": reason})

    def approve_all(self) -> None:
        for queued in self._queue():
            self._review(queued, {"action": "approve"})

    @cached_property
    def _mira(self) -> dict[str, str]:
        """What a moderator's calls carry."""
        made = httpx.post(f"{self.address}/api/v1/auth/register", json={"username": "mira", "password": PASSWORD})
        granted = manage("grant_moderator", "mira", env=environment(self.data))
        assert granted.returncode == 0, granted.stdout + granted.stderr
        return {"Authorization": f"Bearer {made.json()['access']}"}

    def _queue(self) -> list[str]:
        answer = httpx.get(f"{self._ideas}?status=submitted", headers=self._mira)
        return [row["improvisation_id"] for row in answer.json()["results"]]

    def _review(self, improvisation_id: str, said: dict[str, str]) -> None:
        answer = httpx.post(f"{self._ideas}/{improvisation_id}/review", json=said, headers=self._mira)
        assert answer.status_code == 200

    @property
    def _ideas(self) -> str:
        return f"{self.address}/api/v1/admin/improvisations"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    data = tmp_path_factory.mktemp("road")
    road = data / "road.yaml"
    road.write_bytes(ROAD)
    with served(data, road) as address:
        yield Place(address, data)


@pytest.fixture(scope="module")
def site(place: Place) -> str:
    return place.address


def make_world_together(page: Page, name: str) -> str:
    be_called(page, name)
    page.goto("/worlds/new")
    page.get_by_label("Story").select_option(label="The old road")
    page.get_by_label("Mode").select_option("collaborative")
    page.get_by_role("button", name="Create world").click()
    return at_play(page)


@pytest.mark.slow
def test_an_idea_is_shared_sent_back_and_handed_in_again(opens: Opens, place: Place, axe: str) -> None:
    elena, kael = opens(None, has_touch=True), opens(None, has_touch=True)
    world = make_world_together(elena, "Elena")
    join(kael, "Kael", world)
    elena.get_by_label("Do something else").fill(WORDS)
    elena.get_by_role("button", name="Try it").click()
    elena.get_by_role("link", name="Share this").click()
    expect(elena.get_by_role("heading", name="Share this moment")).to_be_visible()
    assert_good(elena, axe)
    elena.get_by_label("What happened").fill("I know now that I am not alone.")
    elena.get_by_role("button", name="Share").click()
    expect(elena.get_by_text("waiting for a moderator's review")).to_be_visible()
    assert_good(elena, axe)

    kael.goto(f"/worlds/{world}")
    kael.get_by_role("link", name="Improvisations", exact=True).click()
    kael.get_by_role("button", name="Endorse").click()
    expect(kael.get_by_text("1 endorsement")).to_be_visible()
    assert_good(kael, axe)

    elena.get_by_role("link", name="Back to your story").click()
    elena.get_by_role("link", name=re.compile("Continue")).click()
    live(elena)
    place.send_back("Say what you hear.")
    notice = elena.locator("#notice")
    expect(notice).to_contain_text("Your improvisation was rejected. “Say what you hear.”")
    notice.get_by_role("link", name="View").click()

    expect(elena.get_by_role("heading", name="Resubmit")).to_be_visible()
    assert_good(elena, axe)
    elena.get_by_label("What you did").fill(BETTER)
    elena.get_by_role("button", name="Resubmit").click()
    expect(elena.get_by_text("Resubmitted. It is waiting for review.")).to_be_visible()
    elena.goto("/improvisations")
    expect(elena.get_by_text(BETTER)).to_be_visible()
    assert_good(elena, axe)


@pytest.mark.slow
def test_sharing_needs_no_script(opens: Opens) -> None:
    page = opens(java_script_enabled=False)
    page.locator("article.card", has_text="The old road").get_by_role("button", name="Start this story").click()
    page.get_by_label("Do something else").fill(WORDS)
    page.get_by_role("button", name="Try it").click()
    page.get_by_role("link", name="Share this").click()
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_text("waiting for a moderator's review")).to_be_visible()
