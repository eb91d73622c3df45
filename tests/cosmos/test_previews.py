"""A preview of a star's scene is played as any game is, and does not count."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cosmos.services import catching_up
from improvisations.services import sharing
from profiles.models import User
from profiles.services import export, play_history
from tests.cosmos.conftest import Born, star_of
from tests.improvisations.conftest import Shares
from tests.worlds.views.pages import text_of
from worlds import limits
from worlds.models import ChoiceCounts, GameSession, PlayCount, Scenario, StoryLink
from worlds.models.compiled import compiled_scenario
from worlds.services.games import characters, previewing, replay, rewind, sessions, story_links
from worlds.services.games.story_links import PreviewNotShared
from worlds.services.stories import choice_counts, play_counts
from worlds.services.stories.scenarios import newest_playable


@pytest.fixture
def reader(stranger: User) -> Client:
    client = Client()
    client.force_login(stranger)
    return client


@pytest.fixture
def preview(reader: Client, born: Born) -> GameSession:
    star = born("I hum to the keeper.")
    answer = reader.post(f"/api/v1/cosmos/{star.short_id}/preview", content_type="application/json")
    assert answer.status_code == 201, answer.content
    return GameSession.objects.get(short_id=answer.json()["session_id"])


def test_it_begins_at_the_scene_of_the_idea_and_says_what_it_is(preview: GameSession, reader: Client) -> None:
    view = reader.get(f"/api/v1/game/{preview.short_id}").json()
    assert (view["game_mode"], view["node"]["id"]) == ("preview", "road")
    page = reader.get(f"/play/{preview.short_id}/")
    assert "Nothing here counts" in text_of(page)
    star = previewing.star_of_preview(preview)
    assert f'href="/cosmos/{star}"' in page.content.decode()


def test_its_log_proves_it_as_every_games_does(preview: GameSession, reader: Client, stranger: User) -> None:
    first = sessions.get_owned(user_id=stranger.pk, session_id=preview.pk)
    played = _play(preview, reader)
    assert played["session_id"] == first.short_id
    assert replay.verify_own(user_id=stranger.pk, session_id=preview.pk)["ok"] is True
    rewind.rewind_game(user_id=stranger.pk, session_id=preview.pk, steps=1)
    assert replay.verify_own(user_id=stranger.pk, session_id=preview.pk)["ok"] is True


def test_a_preview_whose_row_says_that_it_is_a_game_is_found_out(preview: GameSession, stranger: User) -> None:
    GameSession.objects.filter(pk=preview.pk).update(game_mode="solo", may_score=True)
    assert replay.verify_own(user_id=stranger.pk, session_id=preview.pk)["ok"] is False


def test_it_counts_nowhere(preview: GameSession, reader: Client, stranger: User) -> None:
    before = _counted(stranger)
    while preview.is_active:
        _play(preview, reader)
        preview.refresh_from_db()
    play_counts.count_plays()
    choice_counts.count_choices()
    assert preview.status == GameSession.Status.COMPLETED
    assert _counted(stranger) == before
    assert not PlayCount.objects.filter(kind="ending").exists()
    assert not ChoiceCounts.objects.filter(games__gt=0).exists()
    assert list(characters.list_characters(user_id=stranger.pk)) == []


def test_nothing_of_it_is_shared(preview: GameSession, stranger: User) -> None:
    with pytest.raises(PreviewNotShared):
        story_links.create_link(user_id=stranger.pk, session_id=preview.pk)
    with pytest.raises(PreviewNotShared):
        sharing.share_turn(user_id=stranger.pk, session_id=preview.pk, number=1)
    assert not StoryLink.objects.exists()


def test_it_is_exported_with_its_account(preview: GameSession, stranger: User) -> None:
    told = b"".join(export.everything_about(user_id=stranger.pk)).decode()
    assert preview.short_id in told


def test_of_four_previews_three_stay_open(preview: GameSession, reader: Client, stranger: User) -> None:
    star = previewing.star_of_preview(preview)
    for _ in range(limits.PREVIEWS):
        assert reader.post(f"/cosmos/{star}/preview").status_code == 302
    preview.refresh_from_db()
    assert preview.status == GameSession.Status.ABANDONED
    assert GameSession.objects.previews().active().owned_by(stranger.pk).count() == limits.PREVIEWS


def test_one_that_nobody_played_for_so_long_ends(
    preview: GameSession, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert previewing.end_old_previews() == ""
    monkeypatch.setattr(previewing, "LONGEST", timedelta())
    assert previewing.end_old_previews() == "ended 1 previews"
    preview.refresh_from_db()
    assert preview.status == GameSession.Status.ABANDONED
    assert replay.verify_own(user_id=stranger.pk, session_id=preview.pk)["ok"] is True
    assert previewing.end_old_previews() == ""


def test_no_star_that_waits_for_review_leads_into_its_scene(reader: Client, shares: Shares) -> None:
    idea = shares("I hum.")
    catching_up.sync_stars()
    assert (
        reader.post(f"/api/v1/cosmos/{star_of(idea).short_id}/preview", content_type="application/json").status_code
        == 404
    )


def test_where_the_author_refuses_previews_the_star_tells_the_way_instead(
    reader: Client, born: Born, monkeypatch: pytest.MonkeyPatch
) -> None:
    star = born("I hum to the keeper.")
    scenario = Scenario.objects.get(slug=star.scenario.slug)
    compiled = compiled_scenario(newest_playable(slug=scenario.slug))
    object.__setattr__(compiled, "preview", False)
    try:
        answer = reader.post(f"/api/v1/cosmos/{star.short_id}/preview", content_type="application/json")
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "preview_not_possible")
        page = text_of(reader.get(f"/cosmos/{star.short_id}/"))
        assert "Play from here" not in page
        assert "first scene of its story" in page or "How to get to this scene" in page
    finally:
        object.__setattr__(compiled, "preview", True)


def test_no_game_is_started_as_a_preview(reader: Client) -> None:
    wish = {"scenario_id": "gate", "game_mode": "preview"}
    answer = reader.post("/api/v1/game/start", json.dumps(wish), content_type="application/json")
    assert answer.status_code == 400


def _play(session: GameSession, reader: Client) -> Any:
    """Pick the first option that needs no words."""
    game = f"/api/v1/game/{session.short_id}"
    options = reader.get(game).json()["node"]["options"]
    option = next(one["id"] for one in options if one["kind"] == "scripted")
    answer = reader.post(f"{game}/turns", json.dumps({"option_id": option}), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def _counted(player: User) -> Any:
    return play_history.games_of(player.pk), play_history.turns_by_week(player.pk)
