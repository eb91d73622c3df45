"""Improvisations as the rules judge them, and what a narrator rules on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from worlds.rules.effects import Effect

Verdict = Literal["discovery", "constraint", "limbo"]
Intention = Literal["meta", "explore", "interact", "limbo", "act"]


# Why an improvisation comes to what it comes to: what a narrator words.
Reason = Literal[
    "granted",  # an author's pattern permits it
    "refused",  # an author's pattern blocks it
    "detail",  # a look at a thing of the scene, of which an author tells something
    "locked",  # an option with this thing is shown locked: what it lacks is told
    "violence",
    "theft",
    "wonder",
    "elsewhere",  # somebody who is not here
    "missing",  # a thing of the story that is neither here nor carried
    "person",  # said to somebody here, for whom an author wrote no answer
    "listening",  # said to somebody who waits for words, and what the author tells of words that do not fit
    "advised",  # said to somebody, to whom a line of the scene speaks otherwise
    "stranger",  # said to somebody of whom the scene knows nothing
    "touched",  # done to somebody here, for whom an author wrote nothing
    "greeted",  # a bow, a wave, a smile for somebody here
    "gesture",  # a bow, a song, a sigh for nobody in particular
    "mute",  # said to a thing, of which there may be something to tell
    "nobody",  # said, and nobody is here
    "wait",
    "asked",  # a question about a thing, and what an author tells of it
    "unanswered",  # a question that nobody wrote an answer to
    "away",  # a question about somebody who is not here
    "handled",  # done to a thing that stays as it is; but there is something to tell of it
    "harmless",  # a deed that leaves a thing as it is whether it is done or not, and so is done; there is something to tell of it
    "left",  # taken, and not there for the taking; but there is something to tell of it
    "denied",  # done to a thing of which the author tells that there is none
    "uneaten",
    "undrunk",
    "spared",  # not broken, cut or burned
    "unmarked",  # written, drawn or carved nowhere
    "tried_on",
    "ungiven",  # offered to somebody, or something, and nothing to give
    "unthrown",
    "familiar",  # a kiss, a hug for somebody who has not asked for it
    "helped",  # a hand lent to somebody, for whom nobody wrote what comes of it
    "topical",  # somebody is asked about a thing that there is something to tell of
    "let_be",  # a deed that would not change it, and is not done; but there is something to tell of it
    "stays",  # a leap, a swim, a climb, where no way is
    "rested",  # sat on, leaned against, hidden behind: done, for a moment
    "fastened",  # tied to another thing, and untied again
    "laid_off",  # done with what one wears, where the scene shows it somewhere else
    "toolless",  # done with something that is not here
    "taken",  # taken, and no thing to take
    "idle",  # done to nothing in particular
    "option",  # done to a thing with which an option that is shown does something else
    "unmoved",  # done to a thing of the scene, of which nobody wrote anything
    "glance",  # a look in a direction, and at nothing in particular
    "plain",  # a look at such a thing
    "absent",  # done to something that is not in the scene
    "unclear",
]
VERDICTS: Final[dict[Reason, Verdict]] = {
    "granted": "discovery",
    "detail": "discovery",
    "refused": "constraint",
    "locked": "constraint",
    "violence": "constraint",
    "theft": "constraint",
    "wonder": "constraint",
    "elsewhere": "constraint",
    "missing": "constraint",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rules found about a free text, in ids and an author's words alone: all that may be told of it.

    `about` is what it is done to: of sort person, item or place an id, of sort thing a noun as it is written. `told` is an
    author's text about it, the text of an option with it, or the place where somebody is. `called` is what was named, where
    the text about another thing names it; `topic` what somebody is asked about, or a thing is tied to; `taken` a seat that somebody has.
    """

    reason: Reason
    sort: str = ""
    about: str = ""
    told: str = ""
    called: str = ""
    topic: str = ""
    taken: bool = False

    @property
    def verdict(self) -> Verdict:
        return VERDICTS.get(self.reason, "limbo")


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
    finding: Finding | None = None  # of free text


@dataclass(frozen=True, slots=True)
class Ruling:
    """A narrator's word on an improvisation: an input of the rules, stored with the command, never asked for twice."""

    cell: Verdict
    effects: tuple[Effect, ...]
    text: str
    narrator: str
    version: str
