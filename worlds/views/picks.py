"""What was typed into the page, where it stands for one of the lines above the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from worlds.rules.lexicon import plain
from worlds.services.requests import TurnRequest
from worlds.services.views import OptionView


def picked(asked: TurnRequest, options: Sequence[OptionView]) -> TurnRequest:
    """A line's number or its text, typed alone, picks that line as its button does."""
    typed = (asked.input or "").strip()
    if asked.option_id or not typed:
        return asked
    meant = [option for place, option in enumerate(options, start=1) if _names(typed, place, option)]
    option = min(meant, key=lambda option: option["locked"], default=None)
    return asked if option is None else replace(asked, option_id=option["id"], input=None)


def _names(typed: str, place: int, option: OptionView) -> bool:
    said = plain(typed)
    return typed.rstrip(".)") == str(place) or (said != "" and said == plain(option["text"]))
