"""Who is here, in the lobby."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from presence.models import PlayerPresence
from presence.services.attendance import Whereabouts, attendance
from presence.services.heartbeats import record_heartbeats
from presence.services.visibility import choose_status, set_visible
from profiles.models import User
from tests.markup import on_one_line
from tests.worlds.views.pages import text_of
from tests.worlds.views.stories import ATTACK
from worlds.models import GameSession, SharedWorld, WorldParticipant


def plays(user: User, world: SharedWorld) -> None:
    session = GameSession.objects.get(user=user, world=world)
    here = Whereabouts(world.scenario.slug, "shared", session.pk, world.pk, "hall", 12)
    attendance.note(user.pk, here)
    record_heartbeats()


@pytest.fixture
def seen(elena: User, world: SharedWorld) -> None:
    """Elena plays, and lets it be seen."""
    set_visible(user_id=elena.pk, visible=True)
    plays(elena, world)


def test_who_lets_it_be_seen_is_named_with_what_they_play(window: Client, seen: None, world: SharedWorld) -> None:
    shown = text_of(window.get("/worlds"))
    assert f"Elena {world.scenario.name}, turn 12" in shown
    assert "1 person online, in a story." in shown
    assert "You are hidden: others do not see you in this list." in shown


def test_who_does_not_is_only_counted(window: Client, elena: User, world: SharedWorld) -> None:
    plays(elena, world)
    shown = text_of(window.get("/worlds"))
    assert "Everyone here is hidden." in shown
    assert "1 person online" in shown


def test_a_private_world_is_not_led_to(window: Client, browser: Client, seen: None, world: SharedWorld) -> None:
    link = f'href="/worlds/{world.short_id}"'.encode()
    assert link in window.get("/worlds").content
    SharedWorld.objects.update(visibility=SharedWorld.Visibility.PRIVATE)
    assert link not in window.get("/worlds").content
    assert link in browser.get("/worlds").content, "who lives there knows it"


@pytest.mark.parametrize("path", ["/", "/worlds"])
def test_who_played_and_now_looks_for_another_story_looks_around(
    browser: Client, window: Client, seen: None, path: str
) -> None:
    browser.get(path)
    record_heartbeats()
    shown = text_of(window.get("/worlds"))
    assert "Elena browsing" in shown
    assert "1 person online, not in a story." in shown


def test_strangers_see_the_list_and_have_nothing_to_choose(client: Client, seen: None) -> None:
    answer = client.get("/worlds")
    assert "Elena" in text_of(answer)
    assert b"/worlds/status" not in answer.content


def test_one_says_of_oneself_that_one_is_busy(browser: Client, window: Client, seen: None, elena: User) -> None:
    answer = browser.post("/worlds/status", {"status": "busy"}, follow=True)
    assert answer.redirect_chain[0][0] == "/worlds#online"
    assert "Your status is now busy." in text_of(answer)
    assert b'value="busy" selected' in answer.content
    assert "Elena busy" in text_of(window.get("/worlds"))


@pytest.mark.parametrize("status", ["", "idle", ATTACK])
def test_nonsense_is_not_kept(browser: Client, elena: User, status: str) -> None:
    answer = browser.post("/worlds/status", {"status": status}, follow=True)
    assert "Choose online, away or busy." in text_of(answer)
    assert not PlayerPresence.objects.filter(pk=elena.pk).exclude(chosen="online").exists()


def test_fellows_see_who_is_busy_away_or_gone(browser: Client, kael: User, here: str, there: str) -> None:
    WorldParticipant.objects.update(joined_at=timezone.now() - timedelta(hours=1))
    shown = []
    for seconds, chosen in ((0, "online"), (0, "busy"), (0, "away"), (31, "online"), (301, "online")):
        choose_status(user_id=kael.pk, chosen=chosen)
        last = timezone.now() - timedelta(seconds=seconds)
        PlayerPresence.objects.filter(pk=kael.pk).update(last_heartbeat=last)
        found = re.search(
            '<span class="name">Kael</span></span><span class="doing">(.+?)</span>',
            on_one_line(browser.get(here).content.decode()),
        )
        assert found is not None
        shown.append(found[1])
    assert shown == ["choosing", "busy", "away", "away", "offline"]


def test_hostile_names_stay_text(window: Client, elena: User, seen: None) -> None:
    User.objects.filter(pk=elena.pk).update(display_name=ATTACK[:40])
    markup = window.get("/worlds").content.decode()
    assert ATTACK[:40] not in markup
    assert " style=" not in markup
