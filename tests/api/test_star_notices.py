"""What players are recommended and told of stars: with its reason, and never what they may not read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cosmos.models import CosmosEntry, NoticeMark
from cosmos.services import bookmarks, catching_up, comments
from improvisations.models import Improvisation
from profiles.models import User
from profiles.services import deletion, export
from relations.services import blocks
from tests.cosmos.conftest import Born, born, elena, game, gate, mira, own_folder, plays, shares
from tests.improvisations.conftest import Shares
from worlds.services.games import sessions

__all__ = ["born", "elena", "game", "gate", "mira", "own_folder", "plays", "shares"]

SKY, RECOMMENDED, NOTICES = "/api/v1/cosmos", "/api/v1/cosmos/recommended", "/api/v1/cosmos/notices"
SignedIn = Callable[[User], APIClient]


@pytest.fixture
def stars(born: Born) -> list[CosmosEntry]:
    return [born(text) for text in ("I whistle for the cat.", "I whistle for the dog.", "We must climb up.")]


def recommended(client: APIClient) -> list[tuple[str, str, str | None]]:
    results = client.get(RECOMMENDED).json()["results"]
    return [(each["entry"]["entry_id"], each["reason"], each["near"]) for each in results]


def told(client: APIClient) -> list[tuple[str, str, str | None]]:
    found = client.get(NOTICES).json()["notices"]
    return [(each["kind"], each["entry"]["entry_id"], each["near"]) for each in found]


def test_recommended_is_what_is_near_bookmarks_and_comes_from_stories_that_were_played(
    stars: list[CosmosEntry], adas: APIClient, ada: User, elena: User
) -> None:
    cat, dog, wall = stars
    assert recommended(adas) == []
    bookmarks.add_bookmark(user_id=ada.pk, entry_id=cat.short_id)
    assert recommended(adas)[0] == (dog.short_id, "liked", cat.short_id)
    assert cat.short_id not in [star for star, *_ in recommended(adas)]
    sessions.start_solo(user_id=ada.pk, scenario_slug="gate")
    assert {star for star, *_ in recommended(adas)} == {dog.short_id, wall.short_id}
    blocks.block_player(user_id=elena.pk, other=ada.short_id)
    assert recommended(adas) == []


def test_recommended_is_what_is_near_ones_own_ideas(
    stars: list[CosmosEntry], elena: User, ada: User, signed_in: SignedIn
) -> None:
    cat, dog, _ = stars
    Improvisation.objects.filter(pk=dog.improvisation_id).update(author=ada)
    assert recommended(signed_in(ada))[0] == (cat.short_id, "played", dog.short_id)


def test_notices_tell_of_comments_of_integration_and_of_new_stars_near_bookmarks(
    born: Born, ada: User, elena: User, adas: APIClient, signed_in: SignedIn
) -> None:
    cat, elenas = born("I whistle for the cat."), signed_in(elena)
    bookmarks.add_bookmark(user_id=ada.pk, entry_id=cat.short_id)
    dog = born("I whistle for the dog.")
    assert told(adas) == [("near", dog.short_id, cat.short_id)]
    comments.add_comment(user_id=ada.pk, entry_id=cat.short_id, text="So would I.")
    comments.add_comment(user_id=elena.pk, entry_id=cat.short_id, text="Then do.")
    CosmosEntry.objects.filter(pk=dog.pk).update(status="integrated")
    Improvisation.objects.filter(pk=dog.improvisation_id).update(status="integrated", integrated_at=timezone.now())
    assert told(elenas) == [("integrated", dog.short_id, None), ("comment", cat.short_id, None)]
    assert elenas.get(NOTICES).json()["notices"][1]["comment"]["text"] == "So would I."


def test_notices_are_read_up_to_a_moment_and_end_after_some_days(
    born: Born, ada: User, elena: User, signed_in: SignedIn
) -> None:
    cat, elenas = born("I whistle for the cat."), signed_in(elena)
    first = comments.add_comment(user_id=ada.pk, entry_id=cat.short_id, text="So would I.")
    assert elenas.get(NOTICES).json()["unread"] == 1
    read_at = elenas.post(f"{NOTICES}/read").json()["read_at"]
    comments.add_comment(user_id=ada.pk, entry_id=cat.short_id, text="Or not.")
    found = elenas.get(NOTICES).json()
    assert (found["unread"], [each["is_new"] for each in found["notices"]]) == (1, [True, False])
    assert found["read_at"] == read_at
    type(first).objects.update(created_at=timezone.now() - timedelta(days=31))
    assert told(elenas) == []


def test_what_has_gone_is_in_no_notice_and_no_recommendation(
    born: Born, shares: Shares, ada: User, adas: APIClient
) -> None:
    cat = born("I whistle for the cat.")
    bookmarks.add_bookmark(user_id=ada.pk, entry_id=cat.short_id)
    sessions.start_solo(user_id=ada.pk, scenario_slug="gate")
    dog = born("I whistle for the dog.")
    assert (len(told(adas)), len(recommended(adas))) == (1, 1)
    dog.improvisation.input_text.redact()
    assert (told(adas), recommended(adas)) == ([], [])
    shares("I whistle for the cow.")
    catching_up.sync_stars()
    assert (told(adas), recommended(adas)) == ([], [])


def test_read_marks_are_taken_along_and_erased_with_the_account(adas: APIClient, ada: User) -> None:
    adas.post(f"{NOTICES}/read")
    assert len(json.loads(b"".join(export.everything_about(user_id=ada.pk)))["notices"]) == 1
    deletion.erase_traces(ada.pk)
    assert not NoticeMark.objects.exists()


def test_the_sky_of_a_day_tells_what_stars_told_then(born: Born, adas: APIClient) -> None:
    star = born("I whistle for the cat.")
    day, then = timedelta(days=1), timezone.now() - timedelta(days=9)
    CosmosEntry.objects.update(created_at=then, status="integrated")
    Improvisation.objects.update(status="integrated", reviewed_at=then + 2 * day, integrated_at=then + 4 * day)

    def at(moment: Any, **more: str) -> list[tuple[str, str | None, str | None]]:
        entries = adas.get(SKY, {"before": moment.isoformat(), **more}).json()["entries"]
        return [(each["status"], each["text"], each["cell"]) for each in entries]

    assert at(then - day) == []
    assert at(then + day) == [("star", None, None)]
    assert at(then + 3 * day) == [("enriched", "I whistle for the cat.", "discovery")]
    assert at(then + 5 * day) == [("integrated", "I whistle for the cat.", "discovery")]
    assert (at(then + day, cell="discovery"), len(at(then + 3 * day, cell="discovery"))) == ([], 1)
    star.improvisation.input_text.redact()
    assert at(then + 5 * day) == []
