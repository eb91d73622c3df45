"""What people of a world read when a critical item is brought back: the author's line, and a word to whoever lost it."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import User
from tests.worlds.services.critical_items.conftest import POLICIES, STORY
from tests.worlds.views.pages import text_of
from worlds.models import SharedWorld
from worlds.services.membership import creating, joining
from worlds.services.stories.scenarios import import_scenario

LINE = "The pin hangs on its nail again."
LOST = "You no longer have the pin."


@pytest.fixture
def pages(elena: User, kael: User) -> tuple[str, str]:
    import_scenario(source=(STORY + POLICIES).encode(), slug="mill")
    opened = creating.create_world(user_id=elena.pk, scenario_slug="mill")
    joined = joining.join_world(user_id=kael.pk, world_id=opened.world.pk)
    return f"/play/{opened.session.short_id}", f"/play/{joined.session.short_id}"


@pytest.fixture
def lost(browser: Client, window: Client, pages: tuple[str, str]) -> int:
    """Elena keeps the pin and stops playing; the number of the last event before it is brought back."""
    browser.post(pages[0], {"option_id": "take_pin"})
    for _ in range(4):
        window.post(pages[1], {"option_id": "wait"})
    before = SharedWorld.objects.get().event_seq
    window.post(pages[1], {"option_id": "wait"})
    return before


@pytest.mark.usefixtures("lost")
def test_everybody_reads_the_line_and_who_lost_it_that_it_is_gone(
    browser: Client, window: Client, pages: tuple[str, str]
) -> None:
    of_elena, of_kael = text_of(browser.get(pages[0])), text_of(window.get(pages[1]))
    assert LINE in of_elena
    assert LOST in of_elena
    assert LINE in of_kael
    assert LOST not in of_kael
    assert of_kael.count("The pin has changed hands.") == 1  # when Elena took it, and not once more


def test_whoever_was_away_reads_it_among_what_they_missed(browser: Client, pages: tuple[str, str], lost: int) -> None:
    told = text_of(browser.get(f"{pages[0]}/missed", {"after": str(lost)}))
    assert LINE in told
    assert LOST in told


@pytest.mark.usefixtures("lost")
def test_the_transcript_of_the_world_tells_it_too(browser: Client, window: Client) -> None:
    world = SharedWorld.objects.get()
    assert LOST in text_of(browser.get(f"/worlds/{world.short_id}/transcript"))
    of_kael = text_of(window.get(f"/worlds/{world.short_id}/transcript"))
    assert LINE in of_kael
    assert LOST not in of_kael
