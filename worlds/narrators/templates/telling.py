"""From a judgement and its scene to a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from worlds.narrators.templates.attention import manner_of
from worlds.narrators.templates.english.closings import CLOSINGS, POINTING
from worlds.narrators.templates.english.constraint import CONSTRAINT
from worlds.narrators.templates.english.discovery import DISCOVERY
from worlds.narrators.templates.english.limbo import LIMBO
from worlds.narrators.templates.english.openers import OPENERS
from worlds.narrators.templates.english.scripted import SCRIPTED
from worlds.narrators.templates.english.surroundings import COMPANY, LYING, NOWHERE, PLACE
from worlds.narrators.templates.english.vocabulary import HANDS
from worlds.narrators.templates.phrases import gaps, one_paragraph, sentences_in

if TYPE_CHECKING:
    from worlds.narrators.templates.scenery import Scenery
    from worlds.narrators.templates.voice import Voice
    from worlds.rules.rulings import Judgement

Extra = Literal["before", "after", "closing"]
# What can open a paragraph, and what can follow the verdict.
SURROUNDINGS: Final = {"before": ("description", "air", "place"), "after": ("air", "place", "company", "lying")}

VERDICTS: Final = {"discovery": DISCOVERY, "constraint": CONSTRAINT, "limbo": LIMBO}
LONGEST: Final = 4  # sentences, unless an author's own fallback is longer
TO_THE_POINT: Final = 4  # beginnings: to be understood matters more than variety
CONCRETE: Final = ("explore", "hands", "act")  # kinds whose verdicts can speak of a thing

# What stands around an attempt and its verdict. Where nothing was decided, a way to go on always closes.
FULL: Final[tuple[tuple[Extra, ...], ...]] = (("after",), ("before",), ("closing",))
FULL_LIMBO: Final[tuple[tuple[Extra, ...], ...]] = (("closing",),)
RICH: Final[tuple[tuple[Extra, ...], ...]] = (("after", "closing"), ("before", "closing"), ("before", "after"))
RICH_LIMBO: Final[tuple[tuple[Extra, ...], ...]] = (("after", "closing"), ("before", "closing"))


@dataclass(slots=True)
class Teller:
    """Words one judgement, once."""

    judgement: Judgement
    scenery: Scenery
    voice: Voice
    story_follows: bool  # the option leads on from this verdict, and its node will set the scene

    def terse(self) -> str:
        """The verdict alone; where it stays open, the author's own words for that, untouched."""
        return self._fallback() or self._verdict()

    def plain(self) -> str:
        return self._told(())

    def full(self) -> str:
        return self._told(self._shape(FULL_LIMBO if self.judgement.verdict == "limbo" else FULL))

    def rich(self) -> str:
        return self._told(self._shape(RICH_LIMBO if self.judgement.verdict == "limbo" else RICH))

    def _shape(self, shapes: Sequence[tuple[Extra, ...]]) -> tuple[Extra, ...]:
        return () if self.story_follows else shapes[self.voice.draw.number("shape", len(shapes))]

    def _told(self, extras: Sequence[Extra]) -> str:
        core = [self._opener(), self._verdict_or_fallback()]
        room = LONGEST - sum(map(sentences_in, core))
        around = dict.fromkeys(("before", "after", "closing"), "")
        # The closing first: where there is no room for all, it is the one to stay.
        for extra in sorted(extras, key=("closing", "before", "after").index)[: max(room, 0)]:
            around[extra] = self._extra(extra)
        parts = [around["before"], *core, around["after"], around["closing"]]
        return " ".join(part for part in parts if part)

    def _verdict_or_fallback(self) -> str:
        fallback = one_paragraph(self._fallback())
        if fallback:
            self.voice.pass_over("npc")  # an author's words for this moment have said where everybody stands
        return fallback or self._verdict()

    def _fallback(self) -> str:
        return self.judgement.limbo_fallback.strip() if self.judgement.verdict == "limbo" else ""

    # --- the attempt ---

    def _opener(self) -> str:
        manner = manner_of(self.judgement.text) or self._without_manner()
        cards: Sequence[str] = OPENERS[manner]
        if self._keeps_the_thing():
            cards = [card for card in cards if "thing" not in gaps(card)]
        return self.voice.say(f"opener {manner}", cards, enough=TO_THE_POINT)

    def _without_manner(self) -> str:
        hesitates = self.judgement.intent == "limbo" and self.judgement.verdict != "limbo"
        return "plain" if hesitates or self.judgement.option_id is not None else self.judgement.intent

    def _keeps_the_thing(self) -> bool:
        """Now and then the verdict rather than the opening speaks of the thing."""
        speaks = "thing" in self.scenery.facts and self.judgement.option_id is None and self._kind() in CONCRETE
        return speaks and self.voice.draw.number("thing", 3) == 0

    # --- the verdict ---

    def _verdict(self) -> str:
        verdict = self.judgement.verdict
        if self.judgement.option_id is not None:
            return self.voice.say(f"scripted {verdict}", SCRIPTED[verdict], enough=10)
        kind = self._kind()
        cards = VERDICTS[verdict][kind]
        if kind == "hands":
            cards += VERDICTS[verdict]["act"]
        return self.voice.say(f"{verdict} {kind}", cards, enough=4 if self._keeps_the_thing() else 10)

    def _kind(self) -> str:
        intent = self.judgement.intent
        return "hands" if intent == "act" and manner_of(self.judgement.text) in HANDS else intent

    # --- what stands around them: a sentence each ---

    def _extra(self, extra: Extra) -> str:
        if extra == "closing":
            return self._closing()
        lines = self._surroundings()
        kind = self.voice.draw.pick(f"surroundings {extra}", [kind for kind in SURROUNDINGS[extra] if lines[kind]])
        if kind == "description":
            return self.scenery.description  # an author's: not a template, whatever it holds
        return self.voice.say(kind, lines[kind])

    def _surroundings(self) -> dict[str, list[str]]:
        return {
            "description": [self.scenery.description] if self.scenery.description else [],
            "air": self.voice.unsaid(self.scenery.air),
            "place": self.voice.unsaid(PLACE) or self.voice.unsaid(NOWHERE),
            "company": self.voice.unsaid(COMPANY),
            "lying": self.voice.unsaid(LYING),
        }

    def _closing(self) -> str:
        verdict, pointing = self.judgement.verdict, self.scenery.pointing
        if pointing is not None and verdict != "constraint" and self.voice.draw.number("pointing", 2):
            return self.voice.say("pointing", POINTING, hint=pointing)
        hints = {phrase.text: phrase for phrase in self.scenery.hints}
        also = {"hint": hints[self.voice.draw.pick("hint", sorted(hints))]} if hints else {}
        return self.voice.say(f"closing {verdict}", CLOSINGS[verdict], enough=8, **also)
