"""What a curator wants to make of an improvisation, and what that is to the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from common.errors import InvalidInput
from common.visible_text import lines
from improvisations import limits
from improvisations.models import Improvisation
from improvisations.services.errors import WordsRemoved
from improvisations.services.texts import words_of
from worlds.limits import PATTERN
from worlds.models.texts import REMOVED
from worlds.rules.additions import Addition, Content, NewAnswer, NewOption, improvise_option_of
from worlds.rules.phrasing import pattern_of
from worlds.rules.reading.story import CELLS
from worlds.rules.scenario import Credit
from worlds.rules.soft import faults


@dataclass(frozen=True, slots=True)
class IntegrationRequest:
    """Where it goes and as what; whatever is None is the improvisation's own.

    `outcome_node_id` None: the option stays where it stands. `consequences` are written as in a scenario file.
    """

    target_node_id: str
    as_option: bool = True
    option_text: str | None = None
    narrative: str | None = None
    outcome_node_id: str | None = None
    cell: str | None = None
    consequences: tuple[Mapping[str, Any], ...] = ()
    pattern: str | None = None  # of an answer


def addition_of(row: Improvisation, wanted: IntegrationRequest, content: Content) -> Addition:
    """The addition to `content` that is wished for, under the improvisation's own id.

    Raises InvalidInput, WordsRemoved; NoImproviseOption, Misfit where an answer has no place.
    """
    return _option(row, wanted) if wanted.as_option else _answer(row, wanted, content)


def _option(row: Improvisation, wanted: IntegrationRequest) -> NewOption:
    _check_option(wanted)
    return NewOption(
        id=row.short_id,
        node=wanted.target_node_id,
        text=_one_line(wanted.option_text) or row.wording or _words(row)[0],
        narrative=_narrative(row, wanted),
        cell=wanted.cell or row.classification,
        next_node=wanted.outcome_node_id or wanted.target_node_id,
        consequence=tuple(wanted.consequences),
        credit=_credit(row),
    )


def _answer(row: Improvisation, wanted: IntegrationRequest, content: Content) -> NewAnswer:
    """Where it answers the very option that the player answered, it is that one."""
    said, _ = _words(row)
    option = improvise_option_of(content, wanted.target_node_id, preferred=row.option_id)
    pattern = (wanted.pattern or "").strip() or pattern_of(said)
    if len(pattern) > PATTERN:
        raise InvalidInput("This pattern is too long.", pattern=[f"Write at most {PATTERN} characters."])
    return NewAnswer(row.short_id, wanted.target_node_id, option, pattern, _narrative(row, wanted), _credit(row))


def _check_option(wanted: IntegrationRequest) -> None:
    if wanted.cell is not None and wanted.cell not in CELLS:
        raise InvalidInput("There is no cell with this name.", cell=[f"Must be one of {', '.join(CELLS)}."])
    complaints = faults(wanted.consequences)
    if complaints:
        raise InvalidInput("These consequences do not follow the scenario format.", consequences=complaints)


def _narrative(row: Improvisation, wanted: IntegrationRequest) -> str:
    told = lines(wanted.narrative or "", longest=limits.RESPONSE_TEXT) or _words(row)[1]
    if not told:
        raise InvalidInput("Describe the outcome.", narrative=["This field may not be blank."])
    return told


def _words(row: Improvisation) -> tuple[str, str]:
    """What was said and what was answered. Raises WordsRemoved."""
    words = words_of(row)
    if REMOVED in (words.input, words.response):
        raise WordsRemoved
    return _one_line(words.input), words.response


def _one_line(text: str | None) -> str:
    return " ".join(lines(text or "", longest=limits.OPTION_TEXT).split())


def _credit(row: Improvisation) -> Credit:
    return Credit(row.author.short_id, row.author.display_name or row.author.short_id)
