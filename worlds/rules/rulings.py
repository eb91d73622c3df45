"""Improvisations as the rules judge them, and what a narrator rules on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from worlds.rules.effects import Effect

Verdict = Literal["discovery", "constraint", "limbo"]
Intention = Literal["meta", "explore", "interact", "limbo", "act"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules make of an improvisation, before anybody words it."""

    verdict: Verdict
    intent: Intention
    option_id: str | None  # the improvise option it answers, if any
    text: str
    theme: str
    limbo_fallback: str
    answer: str | None  # a curated answer that matches, worded already


@dataclass(frozen=True, slots=True)
class Ruling:
    """A narrator's word on an improvisation: an input of the rules, stored with the command, never asked for twice."""

    cell: Verdict
    effects: tuple[Effect, ...]
    text: str
    narrator: str
    version: str
