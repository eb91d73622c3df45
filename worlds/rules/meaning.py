"""What a command means where it is given, before anything happens."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from common.folding import folded
from common.visible_text import cleaned_line
from worlds.rules import feasibility, offering
from worlds.rules.commands import Choose, Examine, Handle, Recalled
from worlds.rules.errors import OptionNotAvailable
from worlds.rules.intents import intention_of
from worlds.rules.lexicon import words_in
from worlds.rules.patterns import forms
from worlds.rules.readings import Ask, Attempt, Barred, Doing, Doubt, Pick, Question
from worlds.rules.rulings import Judgement
from worlds.rules.situation import IMPROVISED_FLAG
from worlds.rules.understanding.delicate import needs_care, topic_of_its_own
from worlds.rules.understanding.entry import listed_here, understand
from worlds.rules.understanding.exact import Listed, named
from worlds.rules.understanding.likeness import NOTHING_LIKE
from worlds.rules.understanding.slashed import topic_of_command
from worlds.rules.understanding.understood import Handled, Meant, Topic, Unsure
from worlds.rules.understanding.violence import harms_somebody
from worlds.rules.waiting import Wait, minutes_named, names_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from worlds.rules.commands import Command
    from worlds.rules.readings import Reading
    from worlds.rules.rulings import Intention
    from worlds.rules.scenario import Answer, Improvisation, Option
    from worlds.rules.situation import Situation
    from worlds.rules.understanding.likeness import Likeness
    from worlds.rules.understanding.understood import Understood

_SIGNS: Final = 12  # of the hash that a deed is


def read(command: Command, now: Situation, likeness: Likeness = NOTHING_LIKE) -> Reading:
    """What a command means. Raises OptionNotAvailable for an option that is hidden or not there.

    `likeness` is of the command's own words and the options that are shown here; without it words are read by their letters.
    """
    if isinstance(command, Choose):
        return _chosen(command, now)
    if isinstance(command, Recalled):
        return _recalled(command, now)
    if isinstance(command, Handle):
        return Doing(command.roaming)
    return _said(clean(command.text), now, likeness)


def gist(reading: Reading) -> Recalled:
    """A reading without the player's words; `read` gives the same reading for it in the same situation."""
    match reading:
        case Attempt(option, judgement, flag, repeated, deed):
            option_id = None if option is None else option.id
            wordless = replace(judgement, text="", finding=None)
            return Recalled(option_id, judgement=wordless, flag=flag, deed=deed, repeated=repeated)
        case Question(topic, glance):
            return Recalled(topic=topic, glance=glance)
        case Wait(minutes):
            return Recalled(minutes=minutes)
        case Doing(roaming):
            return Recalled(roaming=roaming)
        case Doubt(options):
            return Recalled(among=tuple(option.id for option in options))
        case Pick(option) | Ask(option) | Barred(option):
            return Recalled(option.id)


def _recalled(command: Recalled, now: Situation) -> Reading:
    if command.minutes:
        return Wait(command.minutes)
    if command.roaming is not None:
        return Doing(command.roaming)
    if command.topic is not None:
        return Question(command.topic, glance=command.glance)
    if command.among:
        return Doubt(tuple(option for option in offering.options_of(now) if option.id in command.among))
    option = None if command.option_id is None else offering.option_of(command.option_id, now)
    if command.judgement is not None:
        return Attempt(option, command.judgement, command.flag, command.repeated, command.deed)
    if option is None:
        raise OptionNotAvailable
    return _of_option(option, offering.standing(option, now), "", now)


def clean(text: str) -> str:
    """Player's text on one line as others may read it: see `visible_text.cleaned`."""
    return cleaned_line(text)


def _chosen(command: Choose, now: Situation) -> Reading:
    option = offering.option_of(command.option_id, now)
    if option is None:
        return _extra(command.option_id, now)
    stands = offering.standing(option, now)
    if stands.hidden and not now.was_shown(option.id):
        raise OptionNotAvailable
    return _of_option(option, stands, clean(command.text or ""), now)


def _extra(option_id: str, now: Situation) -> Reading:
    """What is offered beside an author's options."""
    if now.state.player.preferences.parser_mode and option_id in _GLANCES:
        return Question(_GLANCES[option_id], glance=True)
    if option_id == offering.BONUS and offering.has_bonus(now):
        text = clean(offering.bonus(now).option.text)
        return _free(text, now, intention="explore" if intention_of(words_in(text)) == "explore" else "act")
    raise OptionNotAvailable


def _of_option(option: Option, stands: offering.Standing, text: str, now: Situation) -> Reading:
    if stands.hidden and now.was_shown(option.id):
        return Barred(option, offering.why_not(option, now))
    if not stands.open:
        return Barred(option, stands.denial)
    if option.improvisation is None:
        return Pick(option)
    command = topic_of_command(text)
    if command is not None:
        return Question(command)
    return _answered(option, option.improvisation, text) if text else Ask(option)


def _said(text: str, now: Situation, likeness: Likeness) -> Reading:
    listed = listed_here(now)
    if needs_care(text) and not named(text, listed):
        return Question("care")
    minutes = minutes_named(text) if topic_of_command(text) is None else None
    if minutes is not None and not any(names_time(each.text) for each in listed):  # such an option may be meant
        return Wait(minutes)
    understood = understand(text, now, likeness)
    if understood is not None:
        return _reading_of(understood, text, now)
    if minutes is not None:
        return Wait(minutes)
    if harms_somebody(text, now) and not feasibility.is_foreseen_harm(text, now):
        return Question("violence")
    topic = topic_of_its_own(text, now)
    return Question(topic) if topic else _free(text, now, intention=intention_of(words_in(text)))


def _reading_of(understood: Understood, text: str, now: Situation) -> Reading:
    match understood:
        case Meant(option, stands):
            return _of_option(option, stands, _words_for(option, text), now)
        case Unsure(options):
            return Doubt(options)
        case Topic(name):
            return Question(name)
        case Handled(deed):
            return _free(text, now, intention="explore") if isinstance(deed, Examine) else Doing(deed)


def _words_for(option: Option, text: str) -> str:
    """A text that says already what an improvise option asks for is its answer; else there is none yet."""
    is_name = named(text, [Listed(option, option.id, option.text, open=True)])
    if option.improvisation is None or is_name or feasibility.by_patterns(option.improvisation, text) == "limbo":
        return ""
    return text


def _answered(option: Option, improvisation: Improvisation, text: str) -> Attempt:
    judgement = Judgement(
        verdict=feasibility.by_patterns(improvisation, text),
        intent=intention_of(words_in(text)),
        option_id=option.id,
        text=text,
        theme=improvisation.theme,
        limbo_fallback=improvisation.limbo_fallback,
        answer=_curated(improvisation.answers, text),
    )
    return Attempt(option, judgement, IMPROVISED_FLAG + option.id, repeated=False)


def _free(text: str, now: Situation, *, intention: Intention) -> Attempt:
    finding = feasibility.by_scene(text, words_in(text), intention, now)
    judgement = Judgement(
        verdict=finding.verdict,
        intent=intention,
        option_id=None,
        text=text,
        theme="",
        limbo_fallback="",
        answer=None if finding.reason == "detail" else feasibility.authors_answer(text, now),
        finding=finding,
    )
    deed = _deed(text, now)
    flag = f"{IMPROVISED_FLAG}{intention}_{deed}"
    return Attempt(None, judgement, flag, repeated=deed in now.state.player.deeds, deed=deed)


def _curated(answers: Iterable[Answer], text: str) -> str | None:
    heard = forms(text)
    return next((answer.narrative for answer in answers if answer.pattern.is_in(heard)), None)


def _deed(text: str, now: Situation) -> str:
    """What a free text is remembered by: never its words, for a state is kept when they are erased."""
    return hashlib.sha256(f"{now.state.player.node}\0{folded(text)}".encode()).hexdigest()[:_SIGNS]


_GLANCES: Final = {offering.LOOK: "look", offering.INVENTORY: "inventory", offering.HELP: "help"}
