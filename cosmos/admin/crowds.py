"""The page "Ideas by scene and cell": which scenes and cells of a story draw ideas, as charts and as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse

from cosmos.services.crowds import STATES, Crowds, Drawn, count_crowds, list_stories_with_ideas
from worlds.rules.grid_words import cell_words

MAY_LOOK: Final = "improvisations.view_improvisation"  # as the review queue
SCENES: Final = 15  # of the chart; the table has all
ROW: Final = 26  # height of a row
BAR: Final = 14
LEFT: Final = 170  # for the names
WIDE: Final = 360  # of the longest bar
SHORT: Final = 24  # characters of a name


@dataclass(frozen=True, slots=True)
class Block:
    name: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class ChartRow:
    name: str
    label: str
    total: int
    y: int
    end: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    left: int
    bar: int
    rows: tuple[ChartRow, ...]


def show_crowds(request: HttpRequest) -> HttpResponse:
    """The story of `scenario`, else the one with the most ideas. The admin has let somebody of the staff in."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    if not request.user.has_perm(MAY_LOOK):
        raise PermissionDenied
    stories, wanted = list_stories_with_ideas(), request.GET.get("scenario", "")
    chosen = [revision for revision, _ in stories if not wanted or revision.scenario.slug == wanted][:1]
    if wanted and not chosen:
        raise Http404
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Ideas by scene and cell",
        "stories": stories,
        "revision": chosen[0] if chosen else None,
        **(told_crowds(count_crowds(chosen[0])) if chosen else {}),
    }
    return TemplateResponse(request, "admin/cosmos/crowds.html", context)


def told_crowds(crowds: Crowds) -> dict[str, Any]:
    drawn = [scene for scene in crowds.scenes if scene.total]
    return {
        "crowds": crowds,
        "states": STATES,
        "by_scene": bar_chart(drawn[:SCENES]),
        "by_cell": bar_chart(crowds.cells),
        "scenes": [
            {"scene": scene, "cells": [f"{count} {cell}" for cell, count in scene.cells.most_common()]}
            for scene in crowds.scenes
        ],
        "cells": [{"cell": cell, "words": cell_words(cell.id)} for cell in crowds.cells],
        "more": max(0, len(drawn) - SCENES),
    }


def bar_chart(drawn: Iterable[Drawn]) -> Chart:
    """Horizontal bars, each of the approved, the waiting and the rejected ideas of a scene or cell."""
    parts = list(drawn)
    most = max((part.total for part in parts), default=0) or 1
    rows = tuple(_row(part, index, most) for index, part in enumerate(parts))
    return Chart(LEFT + WIDE + 40, ROW * len(parts) + 8, LEFT, BAR, rows)


def _row(part: Drawn, index: int, most: int) -> ChartRow:
    blocks, x = [], LEFT
    for state in STATES:
        width = round(WIDE * part.counts[state] / most)
        blocks.append(Block(state, x, width))
        x += width
    label = ", ".join(f"{part.counts[state]} {state}" for state in STATES)
    name = part.title if len(part.title) <= SHORT else f"{part.title[: SHORT - 1]}…"
    return ChartRow(name, f"{part.title}: {label}", part.total, 4 + ROW * index, x + 8, tuple(blocks))
