"""What a player remembers, in words: improvisations are quoted from where their words are kept."""

from __future__ import annotations

from worlds.models import GameSession, TurnRecord
from worlds.rules.state import Memory, Tried


def memories_of(session: GameSession, history: list[Memory]) -> list[str]:
    """The lines of a history; nothing for an improvisation whose words were erased. A query where any was improvised."""
    tried = [memory.number for memory in history if isinstance(memory, Tried)]
    words = _words_of(session, tried) if tried else {}
    told = (memory if isinstance(memory, str) else words.get(memory.number, "") for memory in history)
    return [line for line in told if line]


def _words_of(session: GameSession, numbers: list[int]) -> dict[int, str]:
    said = session.records.filter(kind=TurnRecord.Kind.TEXT, number__in=numbers, text__redacted_at=None)
    return {number: f"You tried: “{text}”" for number, text in said.values_list("number", "text__text")}
