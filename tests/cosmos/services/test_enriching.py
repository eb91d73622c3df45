"""From an idea to its star, step by step, each a numbered event."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import pytest
from django.utils import timezone

from cosmos.models import CosmosEntry, CosmosEvent
from cosmos.services import catching_up, embedders, log, matrix, reading
from cosmos.services.layouts import rebuild_layout
from improvisations.models import Improvisation
from improvisations.services import reviewing
from profiles.models import User
from tests.cosmos.conftest import Born, settle, star_of
from tests.improvisations.conftest import Shares

pytestmark = pytest.mark.django_db


class Commits(Protocol):
    def __call__(self, *, execute: bool) -> AbstractContextManager[Any]: ...


def kinds() -> list[str]:
    return list(CosmosEvent.objects.order_by("sequence").values_list("type", flat=True))


def test_a_submitted_idea_is_a_star_without_text_scene_and_cell(
    shares: Shares, elena: User, django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        star = shares("I whistle for the zibeline.")
    entry = star_of(star)
    assert (entry.status, entry.node_id, entry.cell, entry.tags, entry.vector) == ("star", "", "", [], None)
    assert reading.shown_text(reading.find_entry(entry.short_id)) is None
    event = CosmosEvent.objects.get()
    assert event.payload == {
        "entry_id": entry.short_id,
        "user_id": elena.short_id,
        "user_color": elena.colour,
        "position": list(entry.position),
    }


def test_an_approved_idea_is_read_piece_by_piece_and_placed(born: Born) -> None:
    entry = born("I whistle for the cat. Then I offer it a fish.")
    assert kinds() == ["entry_created", "chunk_enriched", "chunk_enriched", "entry_positioned"]
    assert [event.sequence for event in log.events_after(0)] == [1, 2, 3, 4]
    pieces = [event.payload for event in log.events_after(1)[:2]]
    assert [(piece["chunk_index"], piece["progress"], piece["dimension"]) for piece in pieces] == [
        (0, 50, 256),
        (1, 100, 256),
    ]
    assert (entry.status, entry.node_id, entry.dimension) == ("enriched", "road", 256)
    assert {tag["tag"] for tag in entry.tags} >= {"animals"}
    assert entry.shape is not None
    assert 6 <= len(entry.shape["harmonics"]) <= 16
    assert reading.shown_text(reading.find_entry(entry.short_id)) == "I whistle for the cat. Then I offer it a fish."


def test_no_event_holds_a_text_or_a_vector(born: Born) -> None:
    born("I whistle for the zibeline.")
    told = json.dumps(list(CosmosEvent.objects.values_list("payload", flat=True)))
    assert "zibeline" not in told
    assert all(len(event.payload) <= 6 for event in CosmosEvent.objects.all())


def test_a_rejected_idea_loses_its_star(
    shares: Shares, mira: User, django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        idea = shares("I whistle for the zibeline.")
    with django_capture_on_commit_callbacks(execute=True):
        reviewing.reject_idea(improvisation_id=idea.pk, moderator_id=mira.pk, notes="No.")
    assert star_of(idea).status == "removed"
    assert kinds()[-1] == "entry_removed"
    assert not reading.page_of_sky(reading.SkyFilter()).entries


def test_an_erased_text_is_read_nowhere_from_that_moment_and_its_vector_goes(born: Born) -> None:
    entry = born("I whistle for the zibeline.")
    assert len(matrix.current_matrix().late_numbers) + len(matrix.current_matrix().numbers) == 1
    entry.improvisation.input_text.redact()
    assert not reading.readable_stars().exists()
    assert not reading.in_sky().exists()
    catching_up.sync_stars()
    entry.refresh_from_db()
    assert (entry.status, entry.vector, entry.tags, entry.shape, entry.author) == ("removed", None, [], None, None)
    assert not matrix.current_matrix().nearest([0.0] * 256, limit=5)


def test_the_vector_of_an_erased_text_is_in_no_file(born: Born, settings: Any) -> None:
    """Nor in the file of an embedder that is no longer chosen."""

    def kept() -> list[bytes]:
        return [file.read_bytes() for file in (settings.KLEENE_DATA / "cosmos").glob("*.npy")]

    gone, other = born("I whistle for the zibeline."), born("Pour the tea.")
    matrix._kept.clear()
    matrix.current_matrix()
    vector = matrix.as_row(bytes(gone.vector or b"")).tobytes()
    left = matrix.as_row(bytes(other.vector or b"")).tobytes()
    settings.KLEENE_EMBEDDER = "wordllama"
    assert sum(vector in file for file in kept()) == 1
    gone.improvisation.input_text.redact()
    catching_up.sync_stars()
    assert kept() == []
    settings.KLEENE_EMBEDDER = "hashed"
    catching_up.sync_stars()
    assert (sum(vector in file for file in kept()), sum(left in file for file in kept())) == (0, 1)


def test_an_integrated_idea_is_told_with_its_scene(born: Born) -> None:
    entry = born("I whistle for the cat.")
    Improvisation.objects.update(status="integrated", integrated_at=timezone.now())
    settle()
    assert kinds()[-1] == "entry_integrated"
    assert CosmosEvent.objects.last().payload == {"entry_id": entry.short_id, "scenario_id": "gate", "node_id": "road"}  # type: ignore[union-attr]


def test_adding_an_entry_moves_no_other(born: Born) -> None:
    first = born("I whistle for the cat.")
    born("I whistle for the dog.")
    again = CosmosEntry.objects.get(pk=first.pk)
    assert again.position == first.position


def test_whatever_is_repeated_changes_nothing(born: Born) -> None:
    born("I whistle for the cat.")
    before = kinds()
    assert (catching_up.sync_stars(), catching_up.enrich_waiting()) == ("", "")
    assert kinds() == before


def test_an_unseen_player_is_no_name_and_no_colour_until_the_idea_is_everybodys(
    shares: Shares, elena: User, mira: User
) -> None:
    User.objects.filter(pk=elena.pk).update(stats_public=False)
    idea = shares("I whistle for the cat.")
    catching_up.sync_stars()
    entry = star_of(idea)
    assert (entry.author, entry.colour, CosmosEvent.objects.get().payload["user_id"]) == (None, "#888888", None)


def test_an_idea_that_cannot_be_read_holds_up_no_other_and_is_tried_five_times(
    shares: Shares, mira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = shares("I am poison.")
    reviewing.approve_idea(improvisation_id=poison.pk, moderator_id=mira.pk)
    good = shares("I whistle for the cat.")
    reviewing.approve_idea(improvisation_id=good.pk, moderator_id=mira.pk)
    vectors_of = embedders.vectors_of

    def fail(texts: Sequence[str]) -> Any:
        if "poison" in texts[0]:
            raise ValueError("no vector of this")
        return vectors_of(texts)

    monkeypatch.setattr(embedders, "vectors_of", fail)
    settle()
    assert (star_of(good).status, star_of(poison).status, star_of(poison).failures) == ("enriched", "star", 1)
    assert star_of(poison).retry_at is not None
    for _ in range(7):
        catching_up.enrich_waiting()
        CosmosEntry.objects.update(retry_at=None)
    assert star_of(poison).failures == 5
    monkeypatch.undo()
    rebuild_layout()
    assert catching_up.enrich_waiting() == "placed 1 stars"


def test_neighbours_are_read_before_the_lock_and_late_ones_under_it(born: Born) -> None:
    first = matrix.current_matrix()
    assert matrix.extend_matrix(first) is first
    born("I whistle for the cat.")
    second = matrix.extend_matrix(first)
    born("I whistle for the dog.")
    third = matrix.extend_matrix(second)
    assert [(each.last, len(each.late_numbers), len(each.numbers)) for each in (first, second, third)] == [
        (0, 0, 0),
        (1, 1, 0),
        (2, 2, 0),
    ]


def test_a_stream_can_resume_while_the_log_reaches_back(born: Born, settings: Any) -> None:
    born("I whistle for the cat.")
    assert [log.can_resume(number) for number in (0, 3, 4)] == [True, True, False]
    settings.EVENT_LOG_DAYS = -1
    assert log.trim_log() == "forgot 3 old events of the sky"
    assert [log.can_resume(number) for number in (0, 2, 3, 9)] == [False, False, True, False]
