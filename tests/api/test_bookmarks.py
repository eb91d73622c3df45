"""Bookmarks of stars: one's own alone, and no way to words that nobody may read."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from cosmos import limits
from cosmos.models import Bookmark
from cosmos.services import bookmarks, catching_up, reading
from profiles.models import User
from profiles.services import deletion, export
from tests.api.claims import refusal
from tests.cosmos.conftest import Born, born, elena, game, gate, mira, own_folder, plays, shares
from tests.improvisations.conftest import Shares

__all__ = ["born", "elena", "game", "gate", "mira", "own_folder", "plays", "shares"]

SKY, BOOKMARKS = "/api/v1/cosmos", "/api/v1/cosmos/bookmarks"


def marked(client: APIClient) -> list[str]:
    return [each["entry"]["entry_id"] for each in client.get(BOOKMARKS).json()["results"]]


def test_a_star_is_bookmarked_once_listed_and_let_go(born: Born, adas: APIClient) -> None:
    cat, dog = born("I whistle for the cat."), born("I whistle for the dog.")
    for entry in (cat, dog, cat):
        answer = adas.post(f"{SKY}/{entry.short_id}/bookmark")
        assert (answer.status_code, answer.json()["entry"]) == (200, adas.get(f"{SKY}/{entry.short_id}").json())
    assert marked(adas) == [dog.short_id, cat.short_id]
    for _ in range(2):
        assert adas.delete(f"{SKY}/{dog.short_id}/bookmark").status_code == 204
    assert marked(adas) == [cat.short_id]


def test_bookmarks_are_told_to_nobody_else(
    born: Born, adas: APIClient, elena: User, signed_in: Callable[[User], APIClient]
) -> None:
    adas.post(f"{SKY}/{born('I whistle for the cat.').short_id}/bookmark")
    assert marked(signed_in(elena)) == []


def test_a_bookmark_tells_no_words_before_approval_and_nothing_once_the_star_is_gone(
    shares: Shares, adas: APIClient
) -> None:
    idea = shares("I whistle for the cat.")
    catching_up.sync_stars()
    star = reading.in_sky().get()
    adas.post(f"{SKY}/{star.short_id}/bookmark")
    assert adas.get(BOOKMARKS).json()["results"][0]["entry"]["text"] is None
    idea.input_text.redact()
    catching_up.sync_stars()
    assert adas.get(BOOKMARKS).json()["count"] == 0
    refusal(adas.post(f"{SKY}/{star.short_id}/bookmark"), 404, "not_found")


def test_bookmarks_are_bounded(born: Born, adas: APIClient, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BOOKMARKS", 1)
    cat, dog = born("I whistle for the cat."), born("I whistle for the dog.")
    bookmarks.add_bookmark(user_id=ada.pk, entry_id=cat.short_id)
    refusal(adas.post(f"{SKY}/{dog.short_id}/bookmark"), 409, "too_many_bookmarks")
    assert adas.post(f"{SKY}/{cat.short_id}/bookmark").status_code == 200


def test_bookmarks_are_taken_along_and_erased_with_the_account(born: Born, ada: User) -> None:
    star = born("I whistle for the cat.")
    bookmarks.add_bookmark(user_id=ada.pk, entry_id=star.short_id)
    kept = json.loads(b"".join(export.everything_about(user_id=ada.pk)))["bookmarks"]
    assert [each["entry_id"] for each in kept] == [star.short_id]
    deletion.erase_traces(ada.pk)
    assert not Bookmark.objects.exists()
