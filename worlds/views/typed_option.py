"""What was typed into the page, where it stands for one of the lines above the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from common.folding import folded
from worlds.rules.understanding.exact import Listed, named, numbered
from worlds.services.games.view import OptionView
from worlds.services.turns.request import TurnRequest


def pick_typed(asked: TurnRequest, options: Sequence[OptionView]) -> TurnRequest:
    """A line's text or its number, typed alone, picks that line as its button does; a whole text before a number."""
    typed = (asked.input or "").strip()
    if asked.option_id or not typed:
        return asked
    option = _numbered(typed, options) or _named(typed, options)
    return asked if option is None else replace(asked, option_id=option["id"], input=None)


def _numbered(typed: str, options: Sequence[OptionView]) -> OptionView | None:
    if any(folded(option["text"]) == folded(typed) for option in options):
        return None
    place = numbered(typed, len(options))
    return None if place is None else options[place]


def _named(typed: str, options: Sequence[OptionView]) -> OptionView | None:
    listed = [Listed(option, option["id"], option["text"], open=not option["locked"]) for option in options]
    meant = named(typed, listed)
    return meant[0] if len(meant) == 1 else None
