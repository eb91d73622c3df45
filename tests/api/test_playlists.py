"""Playlists of stars: one's own, in one's own order, bounded, and no way to words that nobody may read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from cosmos import limits
from cosmos.models import CosmosEntry, Playlist
from cosmos.services import catching_up, playlists, reading
from profiles.models import User
from profiles.services import deletion, export
from tests.api.claims import refusal
from tests.cosmos.conftest import Born, born, elena, game, gate, mira, own_folder, plays, shares
from tests.improvisations.conftest import Shares

__all__ = ["born", "elena", "game", "gate", "mira", "own_folder", "plays", "shares"]

LISTS = "/api/v1/cosmos/playlists"


@pytest.fixture
def stars(born: Born) -> list[CosmosEntry]:
    return [born(text) for text in ("I whistle for the cat.", "I whistle for the dog.")]


def ids(*stars: CosmosEntry) -> list[str]:
    return [star.short_id for star in stars]


def shown(answer: Any) -> list[str]:
    return [entry["entry_id"] for entry in answer.json()["entries"]]


def test_a_playlist_keeps_its_order_and_is_changed_and_deleted(stars: list[CosmosEntry], adas: APIClient) -> None:
    cat, dog = stars
    made = adas.post(LISTS, {"title": " Whistling \u202e", "entries": ids(dog, cat, dog)}, format="json")
    assert (made.status_code, made.json()["title"], shown(made)) == (201, "Whistling", ids(dog, cat))
    one = f"{LISTS}/{made.json()['playlist_id']}"
    changed = adas.put(one, {"entries": ids(cat, dog)}, format="json")
    assert (changed.json()["title"], shown(changed), shown(adas.get(one))) == (
        "Whistling",
        ids(cat, dog),
        ids(cat, dog),
    )
    assert adas.put(one, {"title": "Calls"}, format="json").json()["stars"] == 2
    assert [each["title"] for each in adas.get(LISTS).json()["results"]] == ["Calls"]
    assert [adas.delete(one).status_code for _ in range(2)] == [204, 204]
    refusal(adas.get(one), 404, "not_found")


def test_a_playlist_is_its_owners_alone(
    stars: list[CosmosEntry], adas: APIClient, elena: User, signed_in: Callable[[User], APIClient]
) -> None:
    elenas = signed_in(elena)
    one = f"{LISTS}/{elenas.post(LISTS, {'title': 'Mine'}, format='json').json()['playlist_id']}"
    refusal(adas.get(one), 404, "not_found")
    refusal(adas.put(one, {"title": "Ours"}, format="json"), 404, "not_found")
    adas.delete(one)
    assert (elenas.get(one).json()["title"], adas.get(LISTS).json()["count"]) == ("Mine", 0)


def test_a_playlist_tells_no_words_before_approval_and_nothing_of_a_star_that_is_gone(
    shares: Shares, adas: APIClient
) -> None:
    idea = shares("I whistle for the cat.")
    catching_up.sync_stars()
    made = adas.post(LISTS, {"title": "Mine", "entries": ids(reading.in_sky().get())}, format="json").json()
    assert [entry["text"] for entry in made["entries"]] == [None]
    idea.input_text.redact()
    catching_up.sync_stars()
    left = adas.get(f"{LISTS}/{made['playlist_id']}").json()
    assert (left["entries"], left["stars"]) == ([], 0)


def test_playlists_are_bounded(
    stars: list[CosmosEntry], adas: APIClient, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for body in (
        {"title": ""},
        {"title": "x" * 81},
        {"title": "Mine", "entries": ["ent_aaaaaaaa"]},
        {"title": "Mine", "entries": "all"},
        {"title": "Mine", "entries": ids(stars[0]) * 201},
    ):
        refusal(adas.post(LISTS, body, format="json"), 400, "invalid_input")
    monkeypatch.setattr(limits, "PLAYLISTS", 1)
    monkeypatch.setattr(limits, "PLAYLIST_ENTRIES", 1)
    made = playlists.create_playlist(user_id=ada.pk, title="Mine", entries=ids(stars[0]))
    refusal(adas.post(LISTS, {"title": "Yours"}, format="json"), 409, "too_many_playlists")
    refusal(adas.put(f"{LISTS}/{made.short_id}", {"entries": ids(*stars)}, format="json"), 400, "invalid_input")


def test_a_star_is_put_at_the_end_once(stars: list[CosmosEntry], ada: User) -> None:
    made = playlists.create_playlist(user_id=ada.pk, title="Mine", entries=ids(stars[0]))
    for star in (stars[1], stars[0], stars[1]):
        playlists.append_star(user_id=ada.pk, playlist_id=made.short_id, entry_id=star.short_id)
    assert playlists.stars_in(made) == stars


def test_playlists_are_taken_along_and_erased_with_the_account(stars: list[CosmosEntry], ada: User) -> None:
    playlists.create_playlist(user_id=ada.pk, title="Mine", entries=ids(*stars))
    kept = json.loads(b"".join(export.everything_about(user_id=ada.pk)))["playlists"]
    assert [(each["title"], each["entries"]) for each in kept] == [("Mine", ids(*stars))]
    deletion.erase_traces(ada.pk)
    assert not Playlist.objects.exists()
