"""Clusters of the sky: made of what everybody may read, kept while their stars stay, and told."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from cosmos.models import CosmosCluster, CosmosEntry
from cosmos.services import catching_up, log, reading
from cosmos.services.clustering_kind import kind_of_clusters
from cosmos.services.clusters import rebuild_clusters
from tests.cosmos.conftest import Born

pytestmark = pytest.mark.django_db
HERE, THERE = (0.0, 0.0, 0.0), (40.0, 0.0, 0.0)


@pytest.fixture
def stars(born: Born) -> list[CosmosEntry]:
    """Four about cats stand here, and four about tea there."""
    found = [born(f"I stroke the cat {number}.") for number in "abcd"]
    found += [born(f"I pour the tea for {number}.") for number in "abcd"]
    for at, star in enumerate(found):
        star.position = ((HERE, THERE)[at // 4][0] + at / 10, 0.0, 0.0)
        star.save()
    return found


def members() -> list[set[int]]:
    entries = CosmosEntry.objects.exclude(cluster=None)
    return [
        set(entries.filter(cluster=cluster).values_list("pk", flat=True)) for cluster in CosmosCluster.objects.all()
    ]


@pytest.mark.slow
def test_stars_have_clusters_with_labels_and_a_new_star_joins_that_of_its_nearest(
    stars: list[CosmosEntry], born: Born
) -> None:
    assert rebuild_clusters() == "made 2 clusters of stars"
    assert sorted(map(sorted, members())) == [[star.pk for star in stars[:4]], [star.pk for star in stars[4:]]]
    cats = CosmosEntry.objects.get(pk=stars[0].pk).cluster
    assert cats is not None
    assert (cats.label, rebuild_clusters()) == ("animals", "")
    late = born("I stroke the cat e.")
    told = log.events_after(log.current_layout().event_seq - 1)[0].payload
    assert (late.cluster, told["cluster"]) == (cats, {"id": cats.pk, "label": "animals"})


def test_fewer_than_six_stars_have_no_clusters(born: Born) -> None:
    born("I stroke the cat.")
    assert rebuild_clusters() == "made 0 clusters of stars"


@pytest.mark.slow
def test_a_cluster_that_keeps_its_stars_keeps_its_id_and_an_erased_text_takes_its_label(
    stars: list[CosmosEntry],
) -> None:
    rebuild_clusters()
    before = set(CosmosCluster.objects.values_list("pk", flat=True))
    stars[0].improvisation.input_text.redact()
    catching_up.sync_stars()
    assert "" in CosmosCluster.objects.values_list("label", flat=True)
    assert rebuild_clusters() == "made 2 clusters of stars"
    assert set(CosmosCluster.objects.values_list("pk", flat=True)) == before
    assert stars[0].pk not in set().union(*members())


def test_the_log_holds_no_label_and_tells_none_of_a_cluster_that_is_gone(stars: list[CosmosEntry], born: Born) -> None:
    rebuild_clusters()
    late = born("I stroke the cat e.")
    CosmosCluster.objects.all().delete()
    assert log.events_after(0)[-1].payload == {
        "entry_id": late.short_id,
        "position": list(late.position),
        "cluster": None,
    }


def test_without_the_package_there_are_no_clusters(stars: list[CosmosEntry], monkeypatch: Any) -> None:
    rebuild_clusters()
    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert (kind_of_clusters(), rebuild_clusters()) == ("none", "made 0 clusters of stars")
    assert reading.find_entry(stars[0].short_id).cluster is None
    assert rebuild_clusters() == ""
