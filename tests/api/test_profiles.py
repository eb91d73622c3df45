"""Players as others see them, and as they see themselves."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from improvisations.services import reviewing
from profiles.api.answers import EverythingKept
from profiles.models import User
from profiles.services import deletion, moderation
from profiles.services.export import SECTIONS
from tests.api.claims import refusal
from tests.api.conftest import PASSWORD
from tests.staff import superuser
from worlds.models import GameSession
from worlds.services.games import abandoning, sessions
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db

ME = "/api/v1/players/me"
HOME = ("take_key", "open_gate", "stay")
BROKEN = ("run",)


def profile_of(user: User) -> str:
    return f"/api/v1/players/{user.short_id}/profile"


def play(user: User, story: str, options: tuple[str, ...]) -> GameSession:
    session = sessions.start_solo(user_id=user.pk, scenario_slug=story)
    for option in options:
        playing.play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(option_id=option))
    return sessions.get_owned(user_id=user.pk, session_id=session.pk)


def test_a_new_player_has_a_profile_of_zeros(stranger: APIClient, ada: User) -> None:
    body = stranger.get(profile_of(ada)).json()
    assert body == {
        "user_id": ada.short_id,
        "display_name": "Ada",
        "joined_at": body["joined_at"],
        "bio": "",
        "colour": ada.colour,
        "avatar": body["avatar"],
        "agent": None,
        "stats": {
            "scenarios_completed": 0,
            "total_turns": 0,
            "gold_completions": 0,
            "unique_cells": 0,
            "improvisations_shared": 0,
            "improvisations_accepted": 0,
        },
        "achievements": [],
        "recent_activity": [],
    }
    assert body["joined_at"].endswith("Z")


def test_the_numbers_are_sums_over_the_sessions(adas: APIClient, ada: User, bob: User, gate: str) -> None:
    played = [play(ada, gate, HOME), play(ada, gate, HOME), play(ada, gate, BROKEN), play(ada, gate, ("wait",))]
    given_up = play(ada, gate, ("take_key",))
    abandoning.abandon_game(user_id=ada.pk, session_id=given_up.pk)
    play(bob, gate, HOME)
    stats = adas.get(profile_of(ada)).json()["stats"]
    assert stats["scenarios_completed"] == 1
    assert stats["total_turns"] == sum(session.turns_played for session in [*played, given_up]) == 9
    assert stats["gold_completions"] == 0
    finished = played[:3]
    assert stats["unique_cells"] == len({cell for session in finished for cell in session.cells})
    assert stats["unique_cells"] > 1


def test_what_was_done_lately_comes_newest_first(adas: APIClient, ada: User, gate: str) -> None:
    first, last = play(ada, gate, HOME), play(ada, gate, BROKEN)
    play(ada, gate, ("wait",))
    activity = adas.get(profile_of(ada)).json()["recent_activity"]
    assert [(deed["type"], deed["scenario_id"]) for deed in activity] == [("completed", gate)] * 2
    assert [deed["tier"] for deed in activity] == [last.tier, first.tier]
    assert activity[0]["at"] > activity[1]["at"]
    assert set(activity[0]) == {"type", "scenario_id", "tier", "at"}


def test_an_achievement_is_told_with_its_day_and_its_rarity(
    stranger: APIClient, ada: User, bob: User, gate: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        play(ada, gate, HOME)
    told = {one["id"]: one for one in stranger.get(profile_of(ada)).json()["achievements"]}
    assert set(told) == {"last-page", "as-hoped"}
    assert set(told["last-page"]) == {"id", "name", "description", "earned_at", "rarity"}
    assert told["last-page"]["rarity"] == 0.5
    assert told["last-page"]["earned_at"].endswith("Z")


@pytest.mark.parametrize(
    ("switch", "absent"),
    [("stats_public", {"stats", "achievements"}), ("activity_public", {"recent_activity"})],
)
def test_a_private_part_is_absent_for_others_and_present_for_oneself(
    *, adas: APIClient, bobs: APIClient, stranger: APIClient, ada: User, switch: str, absent: set[str]
) -> None:
    everything = set(stranger.get(profile_of(ada)).json())
    assert adas.patch(ME, {"privacy": {switch: False}}).json()["privacy"][switch] is False
    assert set(bobs.get(profile_of(ada)).json()) == everything - absent
    assert set(stranger.get(profile_of(ada)).json()) == everything - absent
    assert set(adas.get(profile_of(ada)).json()) == everything


def test_shared_improvisations_are_counted_and_told(
    adas: APIClient, bob: User, ada: User, game: str, django_capture_on_commit_callbacks: Any
) -> None:
    turn = adas.post(f"{game}/turns", {"input": "I hum an old song until the keeper smiles."}).json()
    body = {
        "session_id": turn["session_id"],
        "scenario_id": "gate",
        "node_id": "road",
        "player_input": "I hum an old song until the keeper smiles.",
        "narrative_response": turn["narrative"],
        "classification": turn["cell"],
        "outcome": "",
    }
    shared = adas.post("/api/v1/improvisations", body).json()["improvisation_id"]
    told = adas.get(profile_of(ada)).json()
    assert (told["stats"]["improvisations_shared"], told["stats"]["improvisations_accepted"]) == (1, 0)
    [deed] = told["recent_activity"]
    assert deed == {"type": "shared_improv", "scenario_id": "gate", "node_id": "road", "at": deed["at"]}

    with django_capture_on_commit_callbacks(execute=True):
        reviewing.approve_idea(improvisation_id=shared, moderator_id=bob.pk)
    told = adas.get(profile_of(ada)).json()
    assert (told["stats"]["improvisations_shared"], told["stats"]["improvisations_accepted"]) == (1, 1)
    assert [one["id"] for one in told["achievements"]] == ["in-the-book"]


def test_privacy_changes_part_by_part(adas: APIClient) -> None:
    adas.patch(ME, {"privacy": {"presence_visible": True}})
    adas.patch(ME, {"privacy": {"stats_public": False}, "bio": "Quiet."})
    body = adas.get(ME).json()
    assert body["privacy"] == {"presence_visible": True, "stats_public": False, "activity_public": True}
    assert body["bio"] == "Quiet."


def test_news_by_email_are_chosen_one_by_one(adas: APIClient) -> None:
    none = dict.fromkeys(("worlds", "decisions", "invitations"), False)
    assert adas.patch(ME, {"mail": {"worlds": True}}).json()["mail"] == none | {"worlds": True}
    assert adas.patch(ME, {"mail": {"decisions": True}}).json()["mail"] == none | {"worlds": True, "decisions": True}
    assert "mail" in refusal(adas.patch(ME, {"mail": {"chat": True}}), 400, "invalid_input")["details"]


@pytest.mark.parametrize("privacy", [{"stats_public": "no"}, {"stats_public": 1}, {"stats": False}, [], None, "all"])
def test_privacy_of_any_other_shape_is_refused(adas: APIClient, privacy: object) -> None:
    assert "privacy" in refusal(adas.patch(ME, {"privacy": privacy}), 400, "invalid_input")["details"]
    assert adas.get(ME).json()["privacy"]["stats_public"] is True


@pytest.mark.parametrize("unknown", ["usr_aaaaaaaa", "nobody", "8c896499-8ecb-40b6-8e7c-6775427ea829", "me%00"])
def test_an_unknown_player_is_not_found(stranger: APIClient, unknown: str) -> None:
    refusal(stranger.get(f"/api/v1/players/{unknown}/profile"), 404, "not_found")


def test_either_form_of_the_id_and_either_form_of_the_path_do(stranger: APIClient, ada: User) -> None:
    answers = [
        stranger.get(path) for path in (profile_of(ada), profile_of(ada) + "/", f"/api/v1/players/{ada.pk}/profile")
    ]
    assert [answer.json()["user_id"] for answer in answers] == [ada.short_id] * 3


def test_a_former_player_is_a_name_without_parts(stranger: APIClient, ada: User, gate: str) -> None:
    play(ada, gate, HOME)
    deletion.say_farewell(user_id=ada.pk, password=PASSWORD, address="192.0.2.1")
    body = stranger.get(profile_of(ada)).json()
    assert body["display_name"] == "Former player"
    assert body["bio"] == ""
    assert set(body) == {"user_id", "display_name", "joined_at", "bio", "colour", "avatar", "agent"}


def test_who_is_shut_out_has_a_name_alone(stranger: APIClient, ada: User) -> None:
    User.objects.filter(pk=ada.pk).update(bio="Something vile.")
    moderation.suspend_account(user_id=ada.pk, moderator_id=superuser().pk, reason="Vile.")
    assert set(stranger.get(profile_of(ada)).json()) == {
        "user_id",
        "display_name",
        "joined_at",
        "bio",
        "colour",
        "agent",
        "avatar",
    }
    assert stranger.get(profile_of(ada)).json()["bio"] == ""


def test_a_profile_costs_the_same_for_one_game_and_for_many(
    stranger: APIClient, ada: User, gate: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    play(ada, gate, HOME)
    with django_assert_num_queries(6):
        stranger.get(profile_of(ada))
    for _ in range(4):
        play(ada, gate, BROKEN)
    with django_assert_num_queries(6):
        stranger.get(profile_of(ada))


def test_the_document_names_every_part_of_what_one_takes_along() -> None:
    head = {"format", "version", "exported_at", "account"}
    assert set(SECTIONS) == set(EverythingKept.__annotations__) - head
