"""Reading along over the API, and what is told on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from rest_framework.test import APIClient

from profiles.models import User
from tests.api.claims import Answered, play, posted, refusal
from tests.worlds.services.ready_stories import GATE
from worlds.event_types.ephemeral import FollowersChanged
from worlds.feed import publisher
from worlds.services.stories import scenarios

Heard: TypeAlias = Callable[[Callable[[], object]], list[list[str] | None]]
QUIET = GATE.replace(b"        - id: take_key\n", b"        - id: take_key\n          private: true\n")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> Heard:
    """The audiences that are told, on commit, that somebody's followers have changed."""
    sent: list[Any] = []
    monkeypatch.setattr(publisher.here, "send", sent.append)

    def audiences(do: Callable[[], object]) -> list[list[str] | None]:
        sent.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return [message["audience"] for message in sent if message.get("kind") == FollowersChanged.TYPE]

    return audiences


@pytest.fixture
def story(bobs: APIClient, ada: User, world: str) -> str:
    """The path of Ada's story for Bob, who plays in her world."""
    posted(bobs, f"{world}/join")
    return f"{world}/players/{ada.short_id}/story"


def test_a_story_is_read_along_with_leave_alone(adas: APIClient, bobs: APIClient, world: str, story: str) -> None:
    refusal(bobs.get(story), 403, "not_followable")
    assert adas.patch(f"{world}/followers", {"allowed": True}).json() == {"allowed": True, "followers": []}
    assert [turn["did"] for turn in bobs.get(story).json()["turns"]] == [""]
    assert [one["display_name"] for one in adas.get(f"{world}/followers").json()["followers"]] == ["Bob"]
    adas.patch(f"{world}/followers", {"allowed": False})
    refusal(bobs.get(story), 403, "not_followable")


def test_a_private_option_is_read_by_its_player_alone(
    adas: APIClient, bobs: APIClient, world: str, story: str, started: Answered
) -> None:
    scenarios.import_scenario(source=QUIET, slug="gate")
    game = posted(adas, "/api/v1/game/start", {"scenario_id": "gate", "game_mode": "shared"})
    world = f"/api/v1/worlds/{game['world_id']}"
    posted(bobs, f"{world}/join")
    adas.patch(f"{world}/followers", {"allowed": True})
    play(adas, f"/api/v1/game/{game['session_id']}", option_id="take_key")
    turn = bobs.get(f"{world}/players/{story.split('/')[-2]}/story").json()["turns"][-1]
    assert (turn["did"], turn["narrative"]) == ("", "")


def test_only_the_player_hears_that_somebody_reads_along_and_everybody_that_it_is_over(
    adas: APIClient, bobs: APIClient, world: str, story: str, heard: Heard
) -> None:
    ada = str(User.objects.get(username="Ada").pk)
    adas.patch(f"{world}/followers", {"allowed": True})
    assert heard(lambda: bobs.get(story)) == [[ada]]
    assert heard(lambda: bobs.get(story)) == []
    assert heard(lambda: adas.patch(f"{world}/followers", {"allowed": False})) == [None]


def test_who_stops_is_a_follower_no_more(adas: APIClient, bobs: APIClient, world: str, story: str) -> None:
    adas.patch(f"{world}/followers", {"allowed": True})
    bobs.get(story)
    assert bobs.delete(story).status_code == 204
    assert adas.get(f"{world}/followers").json()["followers"] == []


def test_who_only_watches_has_nothing_to_be_read(bobs: APIClient, world: str) -> None:
    posted(bobs, f"{world}/spectate")
    refusal(bobs.patch(f"{world}/followers", {"allowed": True}), 403, "forbidden")
