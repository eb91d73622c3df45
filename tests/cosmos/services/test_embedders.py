"""What is held alike."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from cosmos.rules.meaning import meaningful_words
from cosmos.services.likeness_kind import embedder_name, kind_of_likeness
from tests.cosmos.labelled import labelled_ideas, near_their_like, vectors_of


def test_fifty_ideas_are_labelled_in_ten_themes() -> None:
    assert set(Counter(idea.theme for idea in labelled_ideas()).values()) == {5}
    assert len({idea.text for idea in labelled_ideas()}) == 50


@pytest.mark.parametrize(("embedder", "least"), [("wordllama", 40), ("hashed", 12)])
def test_so_many_of_fifty_ideas_have_their_theme_among_their_three_nearest(
    embedder: str, least: int, settings: Any
) -> None:
    settings.KLEENE_EMBEDDER = embedder
    ideas = labelled_ideas()
    assert sum(near_their_like(ideas, vectors_of(ideas)).values()) >= least


def test_vectors_of_another_way_of_reading_have_another_name(settings: Any) -> None:
    settings.KLEENE_EMBEDDER = "wordllama"
    assert (kind_of_likeness(), embedder_name()) == ("wordllama", "wordllama 2")


def test_stop_words_are_left_out_and_a_thing_brings_its_kind() -> None:
    assert meaningful_words("I whistle to the heron, and the animals!") == "whistle heron animal animals animal"
    assert meaningful_words("I do it.") == "I do it."
    assert meaningful_words("Ich rufe den Reiher.") == "ich rufe den reiher"
