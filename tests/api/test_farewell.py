"""Taking everything along, and leaving for good."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, override_settings
from rest_framework.test import APIClient

from leaderboards.services import verification
from profiles.models import Avatar, PlayerAchievement, User
from profiles.services import achievements, deletion, tokens
from tests.api.claims import refusal
from tests.api.conftest import PASSWORD
from tests.api.test_profiles import HOME, play
from tests.staff import moderator
from worlds.models import GameSession, PlayerText, SharedWorld, WorldParticipant
from worlds.services import chat
from worlds.services.games import replay, sessions
from worlds.services.membership import creating, joining
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db

ME = "/api/v1/players/me"
EXPORT, DELETE = f"{ME}/export", f"{ME}/delete"


def exported(client: APIClient) -> dict[str, Any]:
    answer = client.get(EXPORT)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    body: dict[str, Any] = json.loads(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    return body


def say(user: User, world: SharedWorld, text: str) -> None:
    chat.send_message(user_id=user.pk, world_id=world.pk, text=text)


@pytest.fixture
def harbour(ada: User, bob: User, gate: str) -> SharedWorld:
    """A world that Ada made, where Bob plays too."""
    world = creating.create_world(user_id=ada.pk, scenario_slug=gate).world
    joining.join_world(user_id=bob.pk, world_id=world.pk)
    return world


def improvise(user: User, story: str, text: str) -> GameSession:
    session = sessions.start_solo(user_id=user.pk, scenario_slug=story)
    playing.play_turn(user_id=user.pk, session_id=session.pk, request=TurnRequest(option_id="ask", input=text))
    return sessions.get_owned(user_id=user.pk, session_id=session.pk)


def earn(user: User, story: str) -> GameSession:
    game = play(user, story, HOME)
    verification.verify_session(session_id=game.pk)
    achievements.review_ending(session_id=game.pk)
    return game


def test_an_export_holds_ones_games_and_words(adas: APIClient, ada: User, gate: str, harbour: SharedWorld) -> None:
    game = improvise(ada, gate, "please let me through")
    say(ada, harbour, "Anybody here?")
    body = exported(adas)
    assert body["account"]["username"] == "Ada"
    assert body["account"]["email"] == "ada@example.org"
    games = {session["session_id"]: session for session in body["sessions"]}
    assert games[game.short_id]["turns"][-1]["did"] == "please let me through"
    assert games[game.short_id]["state_hash"] == game.state_hash
    assert [said["text"] for said in body["chat"]] == ["Anybody here?"]
    assert {text["text"] for text in body["texts"]} == {"please let me through", "Anybody here?"}
    assert [place["world_id"] for place in body["worlds"]] == [harbour.short_id]


def test_an_export_holds_ones_places_on_boards_and_achievements(adas: APIClient, ada: User, gate: str) -> None:
    earn(ada, gate)
    body = exported(adas)
    assert {award["id"] for award in body["achievements"]} == {"last-page", "as-hoped"}
    assert {(entry["category"], entry["period"]) for entry in body["boards"]} >= {
        ("scenario_completion", "all"),
        ("scenario_completion", "week"),
    }


def test_an_export_holds_what_one_told_the_moderators_and_not_of_whom(
    adas: APIClient, bobs: APIClient, ada: User, bob: User
) -> None:
    told = adas.post("/api/v1/reports", {"kind": "player", "id": bob.short_id, "reason": "He shouts."}, format="json")
    assert told.status_code == 201
    [report] = exported(adas)["reports"]
    assert (report["kind"], report["reason"], report["status"]) == ("player", "He shouts.", "open")
    assert bob.short_id not in json.dumps(report)
    assert exported(bobs)["reports"] == []


def test_an_export_has_the_parts_that_the_document_names(adas: APIClient, ada: User) -> None:
    from profiles.api.answers import EverythingKept

    assert set(exported(adas)) == set(EverythingKept.__annotations__)


def test_nothing_of_anybody_else_is_in_an_export(adas: APIClient, bob: User, harbour: SharedWorld) -> None:
    say(bob, harbour, "A word of Bob's")
    text = json.dumps(exported(adas))
    assert bob.short_id not in text
    assert str(bob.pk) not in text
    assert "A word of Bob's" not in text


def test_an_export_is_a_file_that_nobody_keeps_on_the_way(adas: APIClient, ada: User) -> None:
    answer = adas.get(EXPORT)
    assert answer["Content-Disposition"].startswith('attachment; filename="kleene-20')
    assert answer["Cache-Control"] == "no-store"
    assert int(answer["Content-Length"]) == len(b"".join(answer.streaming_content))  # type: ignore[attr-defined]


def test_exports_are_counted(adas: APIClient) -> None:
    with override_settings(RATE_EXPORT="2/hour"):
        exported(adas)
        exported(adas)
        refusal(adas.get(EXPORT), 429, "rate_limit_exceeded")


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_have_nothing_to_take_or_to_delete(stranger: APIClient, method: str) -> None:
    refusal(getattr(stranger, method)(EXPORT if method == "get" else DELETE), 401, "auth_required")


def test_who_leaves_cannot_be_told_from_any_row(adas: APIClient, ada: User) -> None:
    adas.patch(ME, {"bio": "I like engines.", "colour": "#aabbcc"})
    assert adas.post(DELETE, {"password": PASSWORD}).status_code == 204
    ada.refresh_from_db()
    assert str(ada) == ada.display_name == "Former player"
    assert (ada.email, ada.bio, ada.last_login, ada.is_active) == ("", "", None, False)
    assert ada.username.startswith("former-")
    assert ada.colour != "#aabbcc"
    assert ada.anonymised_at is not None
    assert not ada.has_usable_password()


def test_a_name_that_was_left_is_free_again(adas: APIClient, stranger: APIClient) -> None:
    adas.post(DELETE, {"password": PASSWORD})
    assert stranger.post("/api/v1/auth/register", {"username": "ada", "password": PASSWORD}).status_code == 201


def test_leaving_ends_every_sign_in(adas: APIClient, ada: User, stranger: APIClient) -> None:
    pair, browser = tokens.issue_pair(ada), Client()
    browser.force_login(ada)
    adas.post(DELETE, {"password": PASSWORD})
    refusal(adas.get(ME), 401, "auth_invalid")
    refusal(stranger.post("/api/v1/auth/token/refresh", {"refresh": pair["refresh"]}), 401, "auth_invalid")
    refusal(stranger.post("/api/v1/auth/token", {"username": "Ada", "password": PASSWORD}), 401, "auth_invalid")
    assert browser.get("/account").status_code == 302


def test_a_cookie_leaves_with_its_account(ada: User) -> None:
    browser = Client(enforce_csrf_checks=False)
    browser.force_login(ada)
    assert browser.post(DELETE, {"password": PASSWORD}, content_type="application/json").status_code == 204
    assert browser.session.is_empty()


@pytest.mark.parametrize("body", [{}, {"password": "wrong"}, {"password": ""}, {"confirm": "Ada"}])
def test_without_the_password_nobody_leaves(adas: APIClient, ada: User, body: dict[str, str]) -> None:
    assert "password" in refusal(adas.post(DELETE, body), 400, "invalid_input")["details"]
    ada.refresh_from_db()
    assert ada.is_active


def test_passwords_are_not_guessed_here_either(adas: APIClient) -> None:
    with override_settings(RATE_SIGN_IN="3/minute"):
        for _ in range(3):
            refusal(adas.post(DELETE, {"password": "wrong"}), 400, "invalid_input")
        refusal(adas.post(DELETE, {"password": PASSWORD}), 429, "rate_limit_exceeded")


def test_a_guest_confirms_with_their_own_id(stranger: APIClient) -> None:
    guest = stranger.post("/api/v1/auth/guest", {}).json()
    stranger.credentials(HTTP_AUTHORIZATION=f"Bearer {guest['access']}")
    assert "confirm" in refusal(stranger.post(DELETE, {}), 400, "invalid_input")["details"]
    refusal(stranger.post(DELETE, {"confirm": "usr_aaaaaaaa"}), 400, "invalid_input")
    assert stranger.post(DELETE, {"confirm": guest["user_id"]}).status_code == 204
    assert not User.objects.get().is_guest


def test_the_staff_keeps_its_keys(signed_in: Callable[[User], APIClient]) -> None:
    mira = moderator()
    refusal(signed_in(mira).post(DELETE, {"password": PASSWORD}), 409, "keeps_the_house")
    mira.refresh_from_db()
    assert mira.is_active


def test_words_go_and_the_log_still_verifies(adas: APIClient, ada: User, gate: str) -> None:
    game = improvise(ada, gate, "please, my name is Ada")
    before = (game.state_hash, game.record_hash)
    adas.post(DELETE, {"password": PASSWORD})
    assert list(PlayerText.objects.values_list("text", flat=True)) == [""]
    game = GameSession.objects.get(pk=game.pk)
    assert (game.state_hash, game.record_hash) == before
    assert replay.verify_game(session=game)["ok"]


def test_a_world_goes_on_without_who_left(
    adas: APIClient, bobs: APIClient, ada: User, bob: User, harbour: SharedWorld
) -> None:
    say(ada, harbour, "I was here")
    adas.post(DELETE, {"password": PASSWORD})
    harbour.refresh_from_db()
    assert (harbour.player_count, harbour.host_id) == (1, bob.pk)
    assert not WorldParticipant.objects.filter(user=ada, left_at=None).exists()
    told = bobs.get(f"/api/v1/worlds/{harbour.short_id}/chat").content.decode()
    assert "I was here" not in told
    assert "Former player" in told
    assert "Ada" not in told


def test_pictures_achievements_and_presence_go(adas: APIClient, ada: User, gate: str) -> None:
    adas.patch(ME, {"privacy": {"presence_visible": True}})
    earn(ada, gate)
    assert PlayerAchievement.objects.filter(user=ada).exists()
    Avatar.objects.create(user=ada, image=b"x", content_type="image/webp", digest="0" * 64)
    adas.post(DELETE, {"password": PASSWORD})
    assert not Avatar.objects.exists()
    assert not PlayerAchievement.objects.exists()
    assert not hasattr(User.objects.get(pk=ada.pk), "presence")


def test_boards_keep_the_place_of_a_former_player(adas: APIClient, stranger: APIClient, ada: User, gate: str) -> None:
    earn(ada, gate)
    board = "/api/v1/leaderboards/scenario_completion"
    before = stranger.get(board).json()
    assert before["entries"][0]["display_name"] == "Ada"
    adas.post(DELETE, {"password": PASSWORD})
    [entry] = stranger.get(board).json()["entries"]
    assert (entry["display_name"], entry["user_id"]) == ("Former player", None)
    assert entry["score"] == before["entries"][0]["score"]


def test_nothing_gives_a_former_player_a_name_again(adas: APIClient, ada: User, gate: str) -> None:
    game = earn(ada, gate)
    adas.post(DELETE, {"password": PASSWORD})
    from common.errors import NotFound
    from profiles.services import accounts

    with pytest.raises(NotFound):
        accounts.update_account(user_id=ada.pk, display_name="Ada")
    assert achievements.review_ending(session_id=game.pk) == 0


def test_what_was_under_way_when_somebody_left_is_found_again(adas: APIClient, ada: User) -> None:
    adas.post(DELETE, {"password": PASSWORD})
    late = PlayerText.objects.create(author_id=ada.pk, text="a last word", salt="s", text_hash="h")
    deletion.finish_farewells()
    late.refresh_from_db()
    assert late.text == ""
