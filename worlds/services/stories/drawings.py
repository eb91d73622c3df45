"""Drawings of a revision's graph, worked out once: a revision never changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from worlds.models import RevisionDrawing, ScenarioRevision

FORMAT: Final = 2  # raised whenever drawings are made or written another way: older ones are then made anew


def kept_drawing(revision: ScenarioRevision, number: int, make: Callable[[], Any]) -> Any:
    """What `make` gave for this part of the revision, now or at an earlier look; one query where it is kept."""
    rows = RevisionDrawing.objects.filter(revision=revision, number=number)
    row = rows.filter(format=FORMAT).first()
    if row is not None:
        return row.content
    content = make()
    # Two first looks at once make the same.
    RevisionDrawing.objects.update_or_create(
        revision=revision, number=number, defaults={"format": FORMAT, "content": content}
    )
    return content
