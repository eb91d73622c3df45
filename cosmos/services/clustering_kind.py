"""How clusters are made, by name, and what streams tell of one: nothing is loaded to say so."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import Final

from cosmos.models import CosmosCluster, CosmosEvent

NONE: Final = "none"
HDBSCAN: Final = "hdbscan"


def kind_of_clusters() -> str:
    """`hdbscan`, or `none` where the optional package is not installed."""
    return NONE if find_spec("sklearn") is None else HDBSCAN


def with_labels(events: Iterable[CosmosEvent]) -> list[CosmosEvent]:
    """Events whose clusters have the labels of now, which the log does not hold; None for a cluster that is gone."""
    found = list(events)
    wanted = {each["id"] for event in found if (each := event.payload.get("cluster"))}
    labels = dict(CosmosCluster.objects.filter(pk__in=wanted).values_list("pk", "label")) if wanted else {}
    for event in found:
        if told := event.payload.get("cluster"):
            known = told["id"] in labels
            event.payload["cluster"] = {"id": told["id"], "label": labels[told["id"]]} if known else None
    return found
