"""The sky over HTTP: what stars tell, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cosmos.models import CosmosEntry
from cosmos.services import catching_up
from profiles.models import User
from profiles.services import deletion
from tests.api.claims import refusal
from tests.cosmos.conftest import Born, born, elena, game, gate, mira, own_folder, plays, shares
from tests.improvisations.conftest import Shares

__all__ = ["born", "elena", "game", "gate", "mira", "own_folder", "plays", "shares"]

SKY = "/api/v1/cosmos"
SignedIn = Callable[[User], APIClient]


def star_ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [entry["entry_id"] for entry in answer.json()["entries"]]


def test_a_star_tells_who_said_what_and_where(born: Born, adas: APIClient, elena: User) -> None:
    entry = born("I whistle for the cat.")
    told = adas.get(f"{SKY}/{entry.short_id}").json()
    author = {"user_id": elena.short_id, "display_name": "elena", "colour": elena.colour, "is_agent": False}
    assert (told["text"], told["author"]) == ("I whistle for the cat.", author)
    assert (told["scenario_id"], told["node_id"], told["cell"]) == ("gate", "road", "discovery")
    assert (told["position"], told["likeness"], told["cluster"]) == (list(entry.position), "hashed", None)
    assert adas.get(SKY).json() == {
        "entries": [told],
        "next_cursor": None,
        "layout_version": 1,
        "last_sequence": 3,
        "likeness": "hashed",
        "clustering": "hdbscan",
    }


def test_before_approval_a_star_has_no_words(shares: Shares, adas: APIClient, elena: User) -> None:
    idea = shares("I whistle for the cat.")
    catching_up.sync_stars()
    told = adas.get(SKY).json()["entries"][0]
    assert [told[name] for name in ("text", "node_id", "cell", "shape", "tags")] == [None, None, None, None, []]
    assert told["author"]["user_id"] == elena.short_id
    assert idea.short_id not in adas.get(SKY).content.decode()
    assert adas.get(f"{SKY}/{told['entry_id']}/similar").json()["results"] == []
    assert adas.get(f"{SKY}/search", {"q": "whistle"}).json()["results"] == []


def test_a_long_idea_is_cut(born: Born, adas: APIClient) -> None:
    entry = born("I wait " + "and wait " * 30)
    told = adas.get(f"{SKY}/{entry.short_id}").json()["text"]
    assert (len(told), told[-1]) == (200, "…")


def test_the_most_alike_come_first_and_never_oneself(born: Born, adas: APIClient) -> None:
    cat, dog, wall = (born(text) for text in ("I whistle for the cat.", "I whistle for the dog.", "We must climb up."))
    found = adas.get(f"{SKY}/{cat.short_id}/similar", {"limit": 2}).json()["results"]
    assert [each["entry"]["entry_id"] for each in found] == [dog.short_id, wall.short_id]
    assert found[0]["score"] > found[1]["score"]


def test_a_search_counts_words_and_likeness(born: Born, adas: APIClient) -> None:
    dog, _ = born("I whistle for the dog."), born("We must climb up.")
    found = adas.get(f"{SKY}/search", {"q": "DOG"}).json()["results"]
    assert found[0]["entry"]["entry_id"] == dog.short_id
    assert 0.4 <= found[0]["score"] <= 1


def test_an_erased_text_leaves_star_search_and_neighbours_at_once(born: Born, adas: APIClient) -> None:
    cat, dog = born("I whistle for the cat."), born("I whistle for the dog.")
    dog.improvisation.input_text.redact()
    assert star_ids(adas.get(SKY)) == [cat.short_id]
    assert adas.get(f"{SKY}/{dog.short_id}").status_code == 404
    assert adas.get(f"{SKY}/{cat.short_id}/similar").json()["results"] == []
    assert dog.short_id not in adas.get(f"{SKY}/search", {"q": "dog"}).content.decode()


def test_an_account_that_is_gone_leaves_no_star(born: Born, adas: APIClient, elena: User) -> None:
    born("I whistle for the cat.")
    deletion.erase_traces(elena.pk)
    assert star_ids(adas.get(SKY)) == []


def test_the_sky_is_narrowed_by_story_cell_author_day_and_bounds(born: Born, adas: APIClient, elena: User) -> None:
    entry = born("I whistle for the cat.")
    x, y, z = entry.position
    around, elsewhere = (f"{x - a},{y - a},{z - a},{x + b},{y + b},{z + b}" for a, b in ((1, 1), (9, -5)))
    yesterday, today = (f"{timezone.now() - timedelta(days=days):%Y-%m-%d}" for days in (1, 0))
    for name, finds, misses in (
        ("scenario_id", "gate", "other"),
        ("cell", "discovery", "fate"),
        ("author", elena.short_id, "usr_aaaaaaaa"),
        ("before", today, yesterday),
        ("bounds", around, elsewhere),
    ):
        assert star_ids(adas.get(SKY, {name: finds})) == [entry.short_id], name
        assert star_ids(adas.get(SKY, {name: misses})) == [], name


def test_pages_follow_one_another(born: Born, adas: APIClient) -> None:
    ids = [born(f"I wait {number} days.").short_id for number in range(3)]
    first = adas.get(SKY, {"limit": 2})
    assert star_ids(first) == ids[:2]
    second = adas.get(SKY, {"limit": 2, "cursor": first.json()["next_cursor"]})
    assert (star_ids(second), second.json()["next_cursor"]) == (ids[2:], None)


@pytest.mark.parametrize(
    "query",
    [
        "before=soon",
        "bounds=1,2,3",
        "bounds=a,b,c,d,e,f",
        "bounds=nan,1,1,1,1,1",
        "cursor=!",
        "limit=101",
        "author=%00",
    ],
)
def test_what_means_nothing_is_refused(adas: APIClient, query: str) -> None:
    refusal(adas.get(f"{SKY}?{query}"), 400, "invalid_input")


@pytest.mark.parametrize("text", ["", " ", "x" * 201])
def test_a_search_has_a_text_of_bounded_length(adas: APIClient, text: str) -> None:
    refusal(adas.get(f"{SKY}/search", {"q": text}), 400, "invalid_input")


def test_nobody_without_an_account_reads_the_sky(stranger: APIClient, adas: APIClient) -> None:
    assert stranger.get(SKY).status_code == 401
    refusal(adas.get(f"{SKY}/ent_aaaaaaaa"), 404, "not_found")
    assert not CosmosEntry.objects.exists()
