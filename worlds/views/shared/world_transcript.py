"""The transcript of a world: a page to read and print, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from worlds.models.compiled import compiled_scenario
from worlds.services.games.markdown import on_one_line, plain_markdown, quoted_markdown
from worlds.services.games.world_transcript import (
    Passage,
    WorldTranscript,
    whole_world_transcript,
    world_transcript,
)
from worlds.views.access import PlayerRequest, player_required
from worlds.views.shared.feed import lines_told
from worlds.views.shared.lines import Line
from worlds.views.turn_card import TurnCard, cards_without_repeats, turn_card

MOST_PAGES: Final = 40  # of a file


@dataclass(frozen=True, slots=True)
class Told:
    """One thing of the page: a line of the world, or a turn of the reader's own."""

    at: datetime
    line: Line | None = None
    card: TurnCard | None = None


@player_required
@never_cache
@require_safe
def transcript_page(request: PlayerRequest, world_id: str) -> HttpResponse:
    """One page of it, the first unless another is asked for."""
    given = request.GET.get("page", "")
    page = int(given) if given.isascii() and given.isdecimal() and len(given) <= 9 else 1
    found = world_transcript(user_id=request.player.pk, world_id=world_id, page=page)
    context = {"here": "worlds", "found": found, "told": tuple(_told(found, request.user))}
    return render(request, "worlds/shared/transcript.html", context)


@player_required
@never_cache
@require_safe
def download_transcript(request: PlayerRequest, world_id: str) -> HttpResponse:
    """The whole of it as Markdown, up to MOST_PAGES pages."""
    found = whole_world_transcript(user_id=request.player.pk, world_id=world_id, most=MOST_PAGES)
    world = found[0].world
    parts = [f"# {on_one_line(world.scenario.name)}"]
    parts += [_markdown(told) for page in found for told in _told(page, request.user)]
    response = HttpResponse("\n\n".join(parts) + "\n", content_type="text/markdown; charset=utf-8")
    name = slugify(world.scenario.name) or "world"
    response["Content-Disposition"] = f'attachment; filename="{name}-{world.short_id}.md"'
    return response


def _told(found: WorldTranscript, reader: Any) -> Iterator[Told]:
    lines = lines_told(found.world, [one.event for one in found.passages if one.event is not None], reader=reader)
    cards = _cards(found)
    for passage in found.passages:
        if passage.event is None:
            yield Told(passage.at, card=next(cards))
        else:
            yield from (Told(passage.at, line=line) for line in lines[passage.event.sequence])


def _cards(found: WorldTranscript) -> Iterator[TurnCard]:
    story = compiled_scenario(found.world.revision)
    return iter(cards_without_repeats(turn_card(turn, story) for turn in _turns(found.passages)))


def _turns(passages: Iterable[Passage]) -> Iterator[Any]:
    return (passage.turn for passage in passages if passage.turn is not None)


def _markdown(told: Told) -> str:
    if told.card is not None:
        return "\n\n".join(
            part for part in (quoted_markdown(told.card.did), plain_markdown(told.card.narrative)) if part
        )
    assert told.line is not None
    line = told.line
    if line.said:
        tag = f" ({on_one_line(line.tag)})" if line.tag else ""
        return f"**{on_one_line(line.called)}**{tag}: {on_one_line(line.said)}"
    words = " ".join(part for part in (line.called, line.deed, *line.world, line.outcome) if part)
    return f"*{on_one_line(words)}*"
