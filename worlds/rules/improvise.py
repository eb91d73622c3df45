"""Improvisation: what the rules make of a player's own words, and the little that it may change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from worlds import limits
from worlds.rules import texts
from worlds.rules.commands import Roaming
from worlds.rules.effects import AddHistory, Effect, ModifyTrait, SetFlag
from worlds.rules.errors import OptionNotAvailable
from worlds.rules.meaning import clean, read
from worlds.rules.quantities import SECONDS
from worlds.rules.readings import Attempt
from worlds.rules.situation import IMPROVISED_FLAG, Situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from worlds.rules.commands import Command
    from worlds.rules.draft import Draft
    from worlds.rules.party import Company
    from worlds.rules.readings import Reading
    from worlds.rules.rulings import Intention, Judgement, Reason, Ruling, Verdict
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State

EFFECTS: Final = 3  # so many soft effects an improvisation may have; one of them sets its own flag
BEATS: Final = 5  # a scene is over after so many

# An author's words say it all.
TELLING: Final[frozenset[Reason]] = frozenset(
    {"detail", "asked", "handled", "harmless", "denied", "let_be", "left", "locked", "listening"}
)
REMEMBERING: Final = re.compile(rf"{IMPROVISED_FLAG}[a-z0-9_]{{1,80}}")
_DEFAULT_MINUTES: Final = {"explore": 15, "interact": 10, "act": 20, "meta": 0, "limbo": 5}


def judge(
    scenario: Scenario,
    state: State,
    command: Command | Roaming,
    company: Company | None = None,
    *,
    offered: frozenset[str] = frozenset(),
) -> Judgement | None:
    """What a narrator is asked to word; None when a command needs none.

    That is so for choices, questions, refusals, roaming, what was done before, and after the ending. Raises nothing.
    """
    if state.player.finish is not None or isinstance(command, Roaming):
        return None
    try:
        reading = read(command, Situation(scenario, state, company, offered))
    except OptionNotAvailable:
        return None
    return judgement_of(reading)


def judgement_of(reading: Reading) -> Judgement | None:
    """What a narrator is asked to word of a command that was read; None when it needs none."""
    return reading.judgement if isinstance(reading, Attempt) and not reading.repeated else None


def verdict_of(attempt: Attempt, ruling: Ruling | None) -> Verdict:
    """The rules' verdict; on free text a narrator's counts instead. An author's patterns stand against both."""
    if ruling is None or attempt.option is not None:
        return attempt.judgement.verdict
    return ruling.cell


def wording(judgement: Judgement, ruling: Ruling | None) -> str:
    if ruling is not None and ruling.text.strip():
        return ruling.text
    told = _authors_words(judgement)
    return (
        told or (judgement.limbo_fallback if judgement.verdict == "limbo" else "") or texts.OUTCOMES[judgement.verdict]
    )


def told_before(judgement: Judgement) -> str:
    """What is said of a text that was answered at this node before."""
    return _authors_words(judgement) or texts.REPEATED


def _authors_words(judgement: Judgement) -> str:
    """A curated answer, or the text about a thing, which says it all; empty where there is neither."""
    finding = judgement.finding
    if judgement.answer is not None:
        return judgement.answer
    is_told = finding is not None and finding.verdict == judgement.verdict and finding.reason in TELLING
    return finding.told if finding is not None and is_told else ""


def leave_traces(draft: Draft, attempt: Attempt, verdict: Verdict, ruling: Ruling | None) -> bool:
    """Apply what an improvisation may change, and tell whether it changed anything.

    At most three soft effects and an entry of history; nothing in limbo. Free text that meets with a no leaves only
    what a narrator wishes for.
    """
    effects = () if verdict == "limbo" else tuple(_effects(draft, attempt, verdict, ruling))[:EFFECTS]
    if not effects:
        return False
    if attempt.deed:
        draft.note_deed(attempt.deed)
    for effect in effects:
        effect.apply(draft)
    if not any(isinstance(effect, AddHistory) for effect in effects):
        draft.remember_trying(verdict)
    return True


def _effects(draft: Draft, attempt: Attempt, verdict: Verdict, ruling: Ruling | None) -> Iterator[Effect]:
    done = SetFlag(attempt.flag)
    if attempt.option is not None or verdict == "discovery":
        yield done
    wished = () if ruling is None else _soft(ruling.effects, draft)
    yield from (effect for effect in wished if effect != done)


def seconds_for(scenario: Scenario, kind: Intention) -> int:
    """Story seconds that an improvisation takes: none where the scenario does not count its time."""
    if scenario.travel is None:
        return 0
    minutes = scenario.travel.improvisation_minutes
    return SECONDS["minutes"] * minutes.get(kind, _DEFAULT_MINUTES[kind])


def stay(draft: Draft) -> None:
    """The scene goes on: one more beat, or a new scene after a move, a leap in time, or the fifth beat."""
    player = draft.state.player
    player.beat += 1
    if player.location != player.scene_location or draft.advanced or player.beat >= BEATS:
        player.scene, player.beat = player.scene + 1, 1
        player.scene_location = player.location


def _soft(wished: Iterable[Effect], draft: Draft) -> Iterator[Effect]:
    """The effects that an improvisation is allowed, each within its bounds; everything else is dropped."""
    moved: set[str] = set()
    traits = draft.state.player.character.traits
    for effect in wished:
        if isinstance(effect, ModifyTrait) and effect.trait in traits and effect.trait not in moved and effect.delta:
            moved.add(effect.trait)
            yield ModifyTrait(effect.trait, max(-1, min(1, effect.delta)))
        elif isinstance(effect, AddHistory) and clean(effect.entry):
            yield AddHistory(clean(effect.entry)[: limits.HISTORY_ENTRY])
        elif isinstance(effect, SetFlag) and effect.value and REMEMBERING.fullmatch(effect.flag):
            yield effect
