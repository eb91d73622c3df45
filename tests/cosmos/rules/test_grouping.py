"""Clusters of stars, and what they are called."""

from __future__ import annotations

import time

import numpy as np

from cosmos.rules.labels import Said, labels_of
from cosmos.rules.positions import Position

CENTRES = ((0.0, 0.0, 0.0), (40.0, 0.0, 0.0), (0.0, 40.0, 0.0))


def three_crowds(count: int) -> dict[str, Position]:
    """Star 0 stands at the first centre, star 1 at the second, and so on."""
    spread = np.random.default_rng(3).normal(size=(count, 3))
    rows = np.asarray(CENTRES)[np.arange(count) % 3] + spread
    return {f"{number % 3} {number:06}": (x, y, z) for number, (x, y, z) in enumerate(rows.tolist())}


def grouped(places: dict[str, Position], *, sample: int) -> list[list[str]]:
    from cosmos.rules import grouping  # here, so that the other workers of a run load no scikit-learn

    return grouping.grouped(places, sample=sample)


def test_stars_that_stand_close_are_a_cluster() -> None:
    groups = grouped(three_crowds(60), sample=5_000)
    assert [{each[0] for each in group} for group in groups] == [{group[0][0]} for group in groups]
    assert len(groups) == 3
    assert grouped(three_crowds(60), sample=5_000) == groups


def test_a_star_far_from_all_is_in_no_cluster() -> None:
    far = three_crowds(60) | {"far": (500.0, 500.0, 500.0)}
    assert not any("far" in group for group in grouped(far, sample=5_000))


def test_of_many_stars_a_sample_is_clustered_in_under_a_minute_and_the_others_join_it() -> None:
    began = time.monotonic()
    groups = grouped(three_crowds(8_000), sample=5_000)
    assert time.monotonic() - began < 60
    assert len(groups) == 3
    assert sum(map(len, groups)) > 7_500


def test_a_label_has_the_terms_that_set_a_cluster_apart() -> None:
    cats = [Said("ada", "I feed the cats on the road."), Said("bob", "feed a cat, by the road")]
    songs = [Said("ada", "Sing a song on the road."), Said("bob", "I sing the old song by the road.")]
    assert labels_of([cats, songs], longest=80) == ["cat, feed, road", "sing, song, road"]
    assert labels_of([cats, songs], longest=5) == ["cat, ", "sing,"]


def test_tags_fill_a_label_up_those_first_that_other_clusters_lack() -> None:
    cats = [Said("ada", "Meow.", ["force", "animals"]), Said("ada", "Purr.", ["force", "animals"])]
    ice = [Said("bob", "Crack.", ["force"])] * 4
    assert labels_of([cats, ice], longest=80) == ["animals, force", "force"]


def test_no_label_gives_away_what_one_author_alone_said() -> None:
    texts = [Said("ada", "My secret zibeline.", ["animals"]), Said("ada", "The zibeline again.", ["animals"])]
    assert labels_of([texts, [Said("bob", "I wait.")]], longest=80) == ["animals", ""]
