"""Invitations to one person over the API."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from profiles.models import User
from tests.api.claims import posted, refusal


@pytest.fixture
def met(adas: APIClient, bobs: APIClient, world: str) -> None:
    """Bob has been in Ada's world, and has left."""
    posted(bobs, f"{world}/join", {"character_name": "Moth"})
    posted(bobs, f"{world}/leave")


@pytest.mark.usefixtures("met")
def test_a_player_who_was_met_is_invited_finds_it_and_declines(
    adas: APIClient, bobs: APIClient, bob: User, world: str
) -> None:
    [companion] = adas.get(f"{world}/companions").json()["results"]
    called = {"user_id": bob.short_id, "display_name": "Bob", "is_agent": False}
    assert companion == {**called, "character_name": "Moth"}
    made = adas.post(f"{world}/invites", {"player": companion["user_id"]})
    assert made.status_code == 201
    [listed] = adas.get(f"{world}/invites").json()["results"]
    assert listed["invited"] == called
    [received] = bobs.get("/api/v1/invites").json()["results"]
    assert received["code"] == made.json()["code"]
    assert received["invited_by"]["display_name"] == "Ada"
    assert adas.get("/api/v1/invites").json()["results"] == []
    assert bobs.delete(f"/api/v1/invites/{received['code']}").status_code == 204
    refusal(bobs.delete(f"/api/v1/invites/{received['code']}"), 404, "not_found")
    assert bobs.get("/api/v1/invites").json()["results"] == []


def test_a_link_is_for_nobody_in_particular(adas: APIClient, world: str) -> None:
    assert adas.post(f"{world}/invites").status_code == 201
    assert [each["invited"] for each in adas.get(f"{world}/invites").json()["results"]] == [None]


def test_nobody_else_is_invited_and_nobody_twice(adas: APIClient, bobs: APIClient, bob: User, world: str) -> None:
    refusal(adas.post(f"{world}/invites", {"player": bob.short_id}), 403, "not_a_companion")
    posted(bobs, f"{world}/join")
    refusal(adas.post(f"{world}/invites", {"player": bob.short_id}), 403, "not_a_companion")
    posted(bobs, f"{world}/leave")
    assert adas.post(f"{world}/invites", {"player": bob.short_id}).status_code == 201
    refusal(adas.post(f"{world}/invites", {"player": bob.short_id}), 409, "already_invited")
    refusal(adas.post(f"{world}/invites", {"player": "nonsense"}), 403, "not_a_companion")


def test_a_link_may_be_bounded_and_one_for_a_player_is_bounded_by_them(adas: APIClient, world: str) -> None:
    made = adas.post(f"{world}/invites", {"max_uses": 2, "expires_in": 600}).json()
    assert (made["max_uses"], made["uses"]) == (2, 0)
    assert adas.get(f"{world}/invites").json()["results"][0]["max_uses"] == 2
    refusal(adas.post(f"{world}/invites", {"max_uses": 0}), 400, "invalid_input")
    refusal(adas.post(f"{world}/invites", {"expires_in": 59}), 400, "invalid_input")
    refusal(adas.post(f"{world}/invites", {"player": "usr_aaaaaaaa", "max_uses": 1}), 400, "invalid_input")
