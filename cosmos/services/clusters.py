"""The clusters of the sky, recomputed by the worker when stars have come or gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from cosmos import limits
from cosmos.models import CosmosCluster, CosmosEntry, CosmosEvent, CosmosLayout
from cosmos.rules.labels import Said, labels_of
from cosmos.rules.tags import LENT
from cosmos.services import log, reading
from cosmos.services.clustering_kind import NONE, kind_of_clusters

CHANGES: Final = ("entry_positioned", "entry_removed")
PALETTE: Final = ("#7c9cff", "#ffb86b", "#6fd3a5", "#ff8fa3", "#c39bff", "#5fd0e6", "#e3d26f", "#f29be0")
AT_ONCE: Final = 5_000  # rows of one statement


@dataclass(frozen=True, slots=True)
class _Group:
    members: frozenset[int]  # primary keys of entries
    label: str


def rebuild_clusters() -> str:
    """Recompute all clusters if stars have come or gone, or the layout is new; returns a line for the worker's log.

    Clusters are computed without a lock and stored under the sky's. A cluster that keeps most of its stars keeps its id.
    Without the optional package there are none.
    """
    sky = log.current_layout()
    if not sky.event_seq:
        return ""
    if kind_of_clusters() == NONE:
        return _store_groups(sky, []) if CosmosCluster.objects.exists() else ""
    if sky.clustered_at and not _has_changed_since(sky.clustered_at):
        return ""
    return _store_groups(sky, _computed())


def _has_changed_since(sequence: int) -> bool:
    return CosmosEvent.objects.filter(sequence__gt=sequence, type__in=CHANGES).exists()


def _computed() -> list[_Group]:
    rows = list(reading.readable_stars().values_list("short_id", "pk", "x", "y", "z"))
    if len(rows) < limits.FEWEST_CLUSTERED:
        return []
    from cosmos.rules.grouping import grouped  # here, so that processes without this job load no scikit-learn

    keys = {short_id: key for short_id, key, *_ in rows}
    groups = grouped({short_id: (x, y, z) for short_id, _, x, y, z in rows}, sample=limits.CLUSTERED)
    members = [frozenset(keys[each] for each in group) for group in groups]
    labels = labels_of([_said_in(each) for each in members], longest=limits.LABEL)
    return [_Group(each, label) for each, label in zip(members, labels, strict=True)]


def _said_in(members: frozenset[int]) -> list[Said]:
    """What everybody may read of a cluster, at most CLUSTERED texts."""
    rows = reading.readable_stars().filter(pk__in=sorted(members)[: limits.CLUSTERED]).order_by("pk")
    told = rows.values_list("improvisation__author", "improvisation__input_text__text", "tags")
    return [
        Said(str(author), text, [each["tag"] for each in tags if each["confidence"] > LENT])
        for author, text, tags in told
    ]


def _store_groups(seen: CosmosLayout, groups: Sequence[_Group]) -> str:
    """Store clusters of the layout that was seen; a newer layout is clustered in the next round."""
    with transaction.atomic():
        sky = log.lock_sky()
        if sky.version != seen.version:
            return ""
        current = dict(CosmosEntry.objects.exclude(cluster=None).values_list("pk", "cluster"))
        readable = frozenset(reading.readable_stars().values_list("pk", flat=True))
        kept = [_stored(group, readable, taken) for group, taken in zip(groups, _matched(groups, current), strict=True)]
        _move_members(kept, current)
        CosmosCluster.objects.exclude(pk__in=[key for key, _ in kept]).delete()
        sky.clustered_at = seen.event_seq
        sky.save(update_fields=["clustered_at"])
    return f"made {len(kept)} clusters of stars"


def _matched(groups: Sequence[_Group], current: Mapping[int, int]) -> list[int | None]:
    """For each group the cluster that had half of its stars or more until now, if no larger group has taken it."""
    taken: list[int | None] = []
    for group in groups:
        before = Counter(current[key] for key in group.members if key in current)
        best = next((key for key, count in before.most_common(1) if count * 2 >= len(group.members)), None)
        taken.append(None if best in taken else best)
    return taken


def _stored(group: _Group, readable: frozenset[int], key: int | None) -> tuple[int, frozenset[int]]:
    """A text that went meanwhile takes its star and the label with it, which the next round makes anew."""
    label = group.label if group.members <= readable else ""
    if key is None:
        colour = PALETTE[min(group.members) % len(PALETTE)]
        return CosmosCluster.objects.create(label=label, colour=colour).pk, group.members & readable
    CosmosCluster.objects.filter(pk=key).update(label=label)
    return key, group.members & readable


def _move_members(kept: Sequence[tuple[int, frozenset[int]]], current: Mapping[int, int]) -> None:
    """Write the clusters of stars that have another one than before, or none any more."""
    wanted = {member: key for key, members in kept for member in members}
    moves: dict[int | None, list[int]] = {}
    for member in current.keys() | wanted.keys():
        if current.get(member) != (key := wanted.get(member)):
            moves.setdefault(key, []).append(member)
    for target, members in moves.items():
        for begin in range(0, len(members), AT_ONCE):
            CosmosEntry.objects.filter(pk__in=members[begin : begin + AT_ONCE]).update(cluster=target)
