"""The whole layout, recomputed: the same each time, stored at once, and announced."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from cosmos import signals
from cosmos.models import CosmosEntry, CosmosLayout
from cosmos.rules import layout
from cosmos.services import catching_up, matrix
from cosmos.services.layouts import Relaid, rebuild_layout
from tests.cosmos.conftest import Born

pytestmark = pytest.mark.django_db
IDEAS = (
    "I whistle for the cat.",
    "I whistle for the cats.",
    "I pour the tea.",
    "I pour the teas.",
    "I sing to the sea.",
)
Places = dict[int, tuple[float, ...]]


@pytest.fixture
def stars(born: Born) -> list[CosmosEntry]:
    return [born(text) for text in IDEAS]


def places() -> Places:
    return {entry.pk: entry.position for entry in CosmosEntry.objects.all()}


def test_a_sky_laid_out_twice_is_the_same_under_a_new_number(
    stars: list[CosmosEntry], django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]]
) -> None:
    told: list[int] = []

    def hear(*, layout_version: int, **_: object) -> None:
        told.append(layout_version)

    signals.layout_changed.connect(hear)
    before = places()
    with django_capture_on_commit_callbacks(execute=True):
        assert rebuild_layout() == Relaid(version=2, stars=5, embedded=0)
    first = places()
    out = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("relayout_cosmos", stdout=out)
    assert (first != before, first == places(), told) == (True, True, [2, 3])
    assert set(CosmosEntry.objects.values_list("layout_version", flat=True)) == {3}
    assert out.getvalue() == "Layout 3: 5 stars, 0 texts embedded again.\n"


def test_a_star_that_comes_after_a_layout_moves_no_other(stars: list[CosmosEntry], born: Born) -> None:
    rebuild_layout()
    before = places()
    late = born("I whistle for the dog.")
    assert {key: place for key, place in places().items() if key != late.pk} == before
    assert late.layout_version == 2


def test_texts_that_another_embedder_read_are_embedded(stars: list[CosmosEntry]) -> None:
    CosmosEntry.objects.update(embedder="an older one")
    assert rebuild_layout().embedded == 5
    numbers = list(CosmosEntry.objects.order_by("vector_number").values_list("embedder", "vector_number"))
    assert numbers == [("hashed", number) for number in range(6, 11)]
    assert matrix.current_matrix().last == 10


def test_stars_that_come_and_go_while_a_layout_is_computed_are_kept_and_left_out(
    stars: list[CosmosEntry], born: Born, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out = layout.laid_out

    def meanwhile(*given: Any) -> Any:
        stars[0].improvisation.input_text.redact()
        catching_up.sync_stars()
        born("I whistle for the dog.")
        return laid_out(*given)

    monkeypatch.setattr(layout, "laid_out", meanwhile)
    assert rebuild_layout().stars == 5
    gone, late = CosmosEntry.objects.get(pk=stars[0].pk), CosmosEntry.objects.latest("pk")
    assert (gone.status, gone.vector, late.status, late.layout_version) == ("removed", None, "enriched", 2)


def test_an_empty_sky_is_laid_out_too() -> None:
    assert rebuild_layout() == Relaid(version=2, stars=0, embedded=0)
    assert CosmosLayout.objects.get().clustered_at == 0
