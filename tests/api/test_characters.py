"""Characters over the API: each is the character of a game, with a name and a portrait."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import override_settings
from PIL import Image
from rest_framework.test import APIClient

from profiles.models import User
from profiles.services import deletion, moderation
from tests.api.claims import refusal
from tests.common.test_pictures import picture
from tests.staff import moderator
from worlds.models import CharacterPortrait, GameSession

CHARACTERS = "/api/v1/characters"
Answered = dict[str, Any]


@pytest.fixture
def kael(adas: APIClient, gate: str) -> Answered:
    answer = adas.post(CHARACTERS, {"scenario_id": gate, "name": "Kael"})
    assert answer.status_code == 200, answer.content
    made: Answered = answer.json()
    return made


def path_of(character: Answered) -> str:
    return f"{CHARACTERS}/{character['session_id']}"


def upload(client: APIClient, path: str, image: bytes, kind: str = "image/png") -> Any:
    return client.put(path, image, content_type=kind)


def asked(client: APIClient, method: str, path: str) -> Any:
    return upload(client, path, picture()) if method == "put" else getattr(client, method)(path)


def test_a_new_character_is_a_game_that_has_begun(adas: APIClient, kael: Answered, gate: str) -> None:
    session = GameSession.objects.get()
    assert kael == {
        "character_id": str(session.pk),
        "session_id": session.short_id,
        "name": "Kael",
        "portrait": None,
        "scenario_id": gate,
        "game_mode": "solo",
        "status": "active",
    }
    assert adas.get(CHARACTERS).json()["results"] == [kael]
    assert adas.get(f"/api/v1/game/{kael['session_id']}").json()["character"]["name"] == "Kael"


def test_a_character_is_found_by_both_forms_of_its_id(adas: APIClient, kael: Answered) -> None:
    for identifier in (kael["character_id"], kael["session_id"]):
        assert adas.get(f"{CHARACTERS}/{identifier}").json() == kael


def test_a_character_may_join_a_world(bobs: APIClient, world: str, gate: str) -> None:
    wish = {"scenario_id": gate, "name": "Mira", "game_mode": "shared", "world_id": world.rpartition("/")[2]}
    made = bobs.post(CHARACTERS, wish).json()
    assert (made["name"], made["game_mode"]) == ("Mira", "shared")


@pytest.mark.parametrize("wish", [{}, {"scenario_id": "gate", "name": 3}, {"scenario_id": "gate", "face": "kind"}])
def test_a_wish_that_makes_no_sense_is_refused(adas: APIClient, gate: str, wish: Answered) -> None:
    refusal(adas.post(CHARACTERS, wish), 400, "invalid_input")


def test_a_portrait_is_kept_as_a_square_of_our_own_making(adas: APIClient, kael: Answered) -> None:
    changed = upload(adas, f"{path_of(kael)}/portrait", picture() + b"<script>alert(1)</script>")
    assert changed.status_code == 200, changed.content
    answer = adas.get(changed.json()["portrait"])
    kept = Image.open(io.BytesIO(answer.content))
    assert (answer.headers["Content-Type"], kept.format, kept.size) == ("image/webp", "WEBP", (256, 256))
    assert b"<script>" not in answer.content
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_another_portrait_has_another_address_and_none_has_none(adas: APIClient, kael: Answered) -> None:
    at = f"{path_of(kael)}/portrait"
    first = upload(adas, at, picture()).json()["portrait"]
    assert upload(adas, at, picture((9, 9), mode="RGBA")).json()["portrait"] != first
    assert adas.delete(at).status_code == 204
    assert adas.delete(at).status_code == 204
    assert adas.get(path_of(kael)).json()["portrait"] is None
    refusal(adas.get(at), 404, "not_found")


@pytest.mark.parametrize(
    ("image", "kind", "refused"),
    [
        (b"no picture", "image/png", (400, "picture_not_taken")),
        (b"", "image/png", (400, "picture_not_taken")),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", (400, "picture_not_taken")),
        (b"{}", "application/json", (400, "picture_not_taken")),
        (picture(), "text/html", (415, "unsupported_media_type")),
        (picture() + b"\0" * 2 * 1024 * 1024, "image/png", (413, "too_large")),
    ],
)
def test_what_is_no_small_picture_is_refused(
    adas: APIClient, kael: Answered, image: bytes, kind: str, refused: tuple[int, str]
) -> None:
    refusal(upload(adas, f"{path_of(kael)}/portrait", image, kind), *refused)
    assert not CharacterPortrait.objects.exists()


def test_uploads_are_counted_with_those_of_profiles(adas: APIClient, kael: Answered) -> None:
    with override_settings(RATE_PICTURE="1/hour"):
        upload(adas, f"{path_of(kael)}/portrait", picture())
        refusal(upload(adas, f"{path_of(kael)}/portrait", picture()), 429, "rate_limit_exceeded")


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_a_character_of_somebody_else_looks_like_one_that_is_not_there(
    bobs: APIClient, kael: Answered, method: str
) -> None:
    there = asked(bobs, method, f"{path_of(kael)}/portrait")
    absent = asked(bobs, method, f"{CHARACTERS}/{uuid.uuid4()}/portrait")
    assert (there.status_code, there.content) == (absent.status_code, absent.content)
    refusal(there, 404, "not_found")
    refusal(bobs.get(path_of(kael)), 404, "not_found")


def test_nobody_has_characters_unasked(stranger: APIClient, kael: Answered) -> None:
    for at in (CHARACTERS, path_of(kael), f"{path_of(kael)}/portrait"):
        refusal(stranger.get(at), 401, "auth_required")


@pytest.fixture
def portrait(adas: APIClient, world: str) -> str:
    """The address of the portrait of Ada's character in a world."""
    session = GameSession.objects.get()
    upload(adas, f"{CHARACTERS}/{session.pk}/portrait", picture())
    return f"{CHARACTERS}/{session.short_id}/portrait"


def test_fellow_players_see_a_portrait_and_those_who_watch_or_have_left_do_not(
    bobs: APIClient, world: str, portrait: str
) -> None:
    refusal(bobs.get(portrait), 404, "not_found")
    bobs.post(f"{world}/spectate", {})
    refusal(bobs.get(portrait), 404, "not_found")
    bobs.post(f"{world}/join", {})
    assert bobs.get(portrait).status_code == 200
    bobs.post(f"{world}/leave", {})
    refusal(bobs.get(portrait), 404, "not_found")


def test_a_moderator_clears_portraits_with_the_page(ada: User, portrait: str) -> None:
    moderation.clear_profile(user_id=ada.pk, moderator_id=moderator("mira").pk)
    assert not CharacterPortrait.objects.exists()


def test_what_is_erased_leaves_no_portrait(ada: User, portrait: str) -> None:
    deletion.erase_traces(ada.pk)
    assert not CharacterPortrait.objects.exists()


def test_a_portrait_is_part_of_what_one_takes_along(adas: APIClient, portrait: str) -> None:
    told = adas.get("/api/v1/players/me/export")
    assert b'"portraits":[{"session_id"' in b"".join(told.streaming_content)  # type: ignore[attr-defined]


def test_a_list_of_characters_asks_as_often_however_many_there_are(
    adas: APIClient, gate: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    for name in ("Kael", "Mira", "Ilse"):
        made = adas.post(CHARACTERS, {"scenario_id": gate, "name": name}).json()
        upload(adas, f"{path_of(made)}/portrait", picture())
    with django_assert_num_queries(3):
        assert adas.get(CHARACTERS).json()["count"] == 3
