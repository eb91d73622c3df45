"""One command in play: what it comes to, and the state that it leads to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from worlds.rules import answers, entering, events, grid, improvise, texts
from worlds.rules.commands import Roaming
from worlds.rules.errors import SessionOver
from worlds.rules.meaning import gist, read
from worlds.rules.outcome import Step, step_of
from worlds.rules.readings import Ask, Attempt, Barred, Doing, Doubt, Pick, Question
from worlds.rules.roaming import roam
from worlds.rules.shared_draft import draft_of
from worlds.rules.situation import Situation
from worlds.rules.waiting import Wait, wait

if TYPE_CHECKING:
    from worlds.rules.commands import Command
    from worlds.rules.draft import Draft
    from worlds.rules.outcome import Change, Kind
    from worlds.rules.party import Company
    from worlds.rules.readings import Reading
    from worlds.rules.rulings import Intention, Judgement, Ruling, Verdict
    from worlds.rules.scenario import Option, Scenario
    from worlds.rules.state import Player, State


ROAMING: Final = frozenset({"go", "get", "drop", "give"})  # turns without a cell


def is_turn(kind: str, cell: str | None) -> bool:
    """Whether a step, or a record of one, is a turn; `worlds.services.turns.counting` tells what that is."""
    return bool(cell) or kind in ROAMING


def play(
    scenario: Scenario,
    state: State,
    command: Command | Roaming,
    ruling: Ruling | None = None,
    company: Company | None = None,
    *,
    offered: frozenset[str] = frozenset(),
    number: int = 0,
) -> Step:
    """Play one command; `state` itself is never edited.

    `ruling` is a narrator's word on an improvisation, and is left aside where none is asked for; without one the
    rules' own verdict stands. Raises SessionOver or OptionNotAvailable, and then nothing has happened.

    `company` is given in a shared world, and then `state` must be the player's part beside the world's as both stand
    under the world's lock: what is possible is decided here and now, not when it was shown. An option that has
    been closed since is a rebuff with its cause, if `offered` names it: the ids of the options that this player was last
    shown, before any errand was settled. Any other hidden option is refused, or asking for one would tell that it is
    there. A stored turn that picked an option was allowed to, so replay passes that option's id.
    `number` is the number of the turn's record, by which a history knows what was improvised.
    """
    if state.player.finish is not None:
        raise SessionOver
    now = Situation(scenario, state, company, offered, number)
    if isinstance(command, Roaming):
        return roam(now, command)
    return play_reading(now, read(command, now), ruling)


def play_reading(now: Situation, reading: Reading, ruling: Ruling | None) -> Step:
    """Play what a command was read to mean in this very situation; the step says what it was. As `play` else."""
    return replace(_played(now, reading, ruling), meaning=gist(reading))


def _played(now: Situation, reading: Reading, ruling: Ruling | None) -> Step:
    state = now.state
    match reading:
        case Pick(option):
            return _choose(now, option)
        case Attempt() as attempt:
            return _repeat(now, attempt) if attempt.repeated else _improvise(now, attempt, ruling)
        case Barred(option, denial):
            return _refuse(now, option, denial or texts.NOT_NOW)
        case Ask() | Doubt():
            return _ask_back(state, reading)
        case Doing(roaming):
            return roam(now, roaming)
        case Wait(minutes):
            return wait(now, minutes)
        case Question(topic, glance):
            return Step(state, _glanced(state) if glance else state, "meta", None, answers.answer(topic, now))


def _ask_back(state: State, reading: Ask | Doubt) -> Step:
    if isinstance(reading, Ask):
        option = reading.option
        told = option.narrative.strip() or texts.ASK
        return Step(state, state, "prompt", None, told, option_id=option.id, option_text=option.text)
    among = {option.id: option.text.strip() for option in reading.options}
    return Step(state, state, "prompt", None, answers.which_of(reading.options), among=among)


def _choose(now: Situation, option: Option) -> Step:
    draft = draft_of(now)
    draft.tell(option.narrative)
    own = _do(draft, option)
    assert option.next_node is not None, "an option leads on or asks for words"
    entering.enter(draft, option.next_node)
    return _step(now.state, draft, "choice", option=option, own=own)


def _improvise(now: Situation, attempt: Attempt, ruling: Ruling | None) -> Step:
    draft = draft_of(now)
    verdict = improvise.verdict_of(attempt, ruling)
    judgement = replace(attempt.judgement, verdict=verdict)
    own = () if attempt.option is None else _do(draft, attempt.option)
    draft.tell(improvise.wording(judgement, ruling))
    draft.state.player.answers += 1
    left_something = improvise.leave_traces(draft, attempt, verdict, ruling)
    # Free text that comes to nothing costs nothing; an author's option has its price whatever is answered.
    if left_something or attempt.option is not None:
        _take_time(draft, attempt, verdict)
    return _step(now.state, draft, "improvised", option=attempt.option, own=own, judgement=judgement)


def _take_time(draft: Draft, attempt: Attempt, verdict: Verdict) -> None:
    draft.pass_time(improvise.seconds_for(draft.scenario, _pace(attempt, verdict)))
    events.check(draft)
    target = _outcome_node(attempt.option, verdict)
    if target is None:
        improvise.stay(draft)
    else:
        entering.enter(draft, target)


def _repeat(now: Situation, attempt: Attempt) -> Step:
    """What was done before is answered again, and costs and brings nothing."""
    after = now.state.copy()
    cell = grid.improvised(attempt.judgement.verdict)
    _enter_in_grid(after.player, cell)
    return Step(now.state, after, "improvised", cell, improvise.told_before(attempt.judgement))


def _refuse(now: Situation, option: Option, denial: str) -> Step:
    """A closed way is part of the story: it counts in the grid, and changes nothing else."""
    after = now.state.copy()
    cell = grid.refused(option)
    _enter_in_grid(after.player, cell)
    return Step(now.state, after, "refused", cell, denial, option_id=option.id, option_text=option.text)


def _glanced(state: State) -> State:
    after = state.copy()
    after.player.beat += 1
    return after


def _do(draft: Draft, option: Option) -> tuple[Change, ...]:
    """Apply an option's own list, and whatever it makes due; the changes are the list's own."""
    entering.apply_all(draft, option.consequences)
    return tuple(change for change in draft.changes if change.caused_by is None)


def _pace(attempt: Attempt, verdict: Verdict) -> Intention:
    if verdict == "limbo":
        return "limbo"
    return attempt.judgement.intent if attempt.option is None else "explore"


def _outcome_node(option: Option | None, verdict: Verdict) -> str | None:
    if option is None or option.improvisation is None:
        return None
    return option.improvisation.outcome_nodes.get(verdict)


def _step(
    before: State,
    draft: Draft,
    kind: Kind,
    *,
    option: Option | None,
    own: tuple[Change, ...],
    judgement: Judgement | None = None,
) -> Step:
    after = draft.state
    if after.player.finish is None and not after.player.character.exists:
        entering.finish_without_character(draft)
    verdict = None if judgement is None else judgement.verdict
    cell = grid.classify(option, grid.Outcome(before, after, gated=draft.gated, verdict=verdict, own=own))
    _enter_in_grid(after.player, cell)
    return step_of(before, draft, _kind(kind, draft), cell=cell, option=option, judgement=judgement)


def _enter_in_grid(player: Player, cell: str) -> None:
    if cell not in player.cells:
        player.cells.append(cell)


def _kind(kind: Kind, draft: Draft) -> Kind:
    if draft.state.player.finish is not None:
        return "ended"
    return "blocked" if draft.gated else kind
