"""From a judgement to one or two sentences: what happened, why not, or what an author tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.narrators.templates.deed_clauses import deed_in
from worlds.narrators.templates.draw import draw_for
from worlds.narrators.templates.english import (
    deeds,
    gestures,
    open_ends,
    reasons,
    refusals,
    senses,
    sights,
    surroundings,
    talk,
)
from worlds.narrators.templates.english.closings import CLOSINGS
from worlds.narrators.templates.english.scripted import SCRIPTED
from worlds.narrators.templates.naming import phrase_of
from worlds.narrators.templates.orders import orders
from worlds.narrators.templates.phrases import Phrase, fill, one_paragraph, sentences_in
from worlds.rules.intents import deed_in as verb_of
from worlds.rules.lexicon import words_in
from worlds.rules.rulings import Finding
from worlds.rules.scene_names import nouns_in_sight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from worlds.rules.rulings import Judgement, Reason
    from worlds.rules.situation import Situation

PLAIN: Final = 4  # below this temperature an author's words stand without an opening
SUGGESTING: Final = 7  # from here on an option is suggested

# The table of each reason: with a phrase of the scene, and without one.
TABLES: Final[dict[Reason, tuple[Sequence[str], Sequence[str]]]] = {
    "refused": (refusals.REFUSED, refusals.REFUSED),
    "violence": (refusals.VIOLENCE_AGAINST, refusals.VIOLENCE),
    "theft": (refusals.THEFT, refusals.THEFT),
    "wonder": (refusals.WONDERS, refusals.WONDERS),
    "elsewhere": (refusals.ELSEWHERE, refusals.ELSEWHERE),
    "missing": (refusals.MISSING, open_ends.ABSENT),
    "person": (open_ends.PERSON, open_ends.COMPANY),
    "advised": (talk.ADVICE, open_ends.COMPANY),
    "stranger": (talk.STRANGER, talk.STRANGER),
    "gesture": (gestures.GESTURE, gestures.GESTURE),
    "harmless": (gestures.GESTURE, gestures.GESTURE),
    "rested": (gestures.RESTING, gestures.RESTING),
    "greeted": (gestures.GREETED, gestures.GREETED),
    "helped": (reasons.HELPING, open_ends.IDLE),
    "familiar": (reasons.FAMILIAR, open_ends.IDLE),
    "ungiven": (reasons.UNGIVEN, open_ends.IDLE),
    "uneaten": (reasons.UNEATEN, open_ends.IDLE),
    "undrunk": (reasons.UNDRUNK, open_ends.IDLE),
    "spared": (reasons.SPARED, open_ends.IDLE),
    "unmarked": (reasons.UNMARKED, reasons.UNWRITTEN),
    "tried_on": (reasons.TRIED_ON, open_ends.IDLE),
    "unthrown": (reasons.UNTHROWN, open_ends.IDLE),
    "topical": (talk.TOPIC, open_ends.COMPANY),
    "touched": (deeds.TOUCHED, open_ends.COMPANY),
    "fastened": (deeds.FASTENING, open_ends.IDLE),
    "laid_off": (deeds.LAID_OFF, deeds.NO_TOOL),
    "toolless": (deeds.NO_TOOL, deeds.NO_TOOL),
    "nobody": (open_ends.NOBODY, open_ends.NOBODY),
    "wait": (open_ends.WAITING, open_ends.WAITING),
    "taken": (refusals.TAKING, open_ends.ABSENT),
    "idle": (open_ends.IDLE, open_ends.IDLE),
    "unmoved": (open_ends.UNMOVED, open_ends.UNCLEAR),
    "glance": (open_ends.GLANCE, open_ends.GLANCE),
    "plain": (open_ends.PLAIN, open_ends.UNCLEAR),
    "unanswered": (open_ends.UNANSWERED, open_ends.UNANSWERED),
    "away": (refusals.ELSEWHERE, open_ends.UNCLEAR),
    "absent": (open_ends.ABSENT, open_ends.ABSENT),
    "unclear": (open_ends.UNCLEAR, open_ends.UNCLEAR),
    "option": (open_ends.OPTION, open_ends.UNCLEAR),
    "granted": (open_ends.GRANTED, open_ends.GRANTED),
}
ALWAYS_OPENED: Final = frozenset(
    {"handled", "denied", "let_be", "left", "mute", "stays", "listening"}
)  # else a look would be told where something else was tried
# What an author tells of it follows.
FOLLOWED: Final[frozenset[Reason]] = frozenset({
    "person", "touched", "harmless", "rested", "greeted", "helped", "familiar", "ungiven", "uneaten", "undrunk", "spared",
    "unmarked", "tried_on", "unthrown", "topical", "fastened", "laid_off",
})  # fmt: skip
# After these follows what there is instead.
POINTING: Final[frozenset[Reason]] = frozenset({"absent", "unclear"})
OPENINGS: Final[dict[Reason, Sequence[str]]] = {
    "detail": sights.LOOKING,
    "asked": sights.KNOWING,
    "handled": sights.HANDLING,
    "left": sights.LEAVING,
    "let_be": sights.LETTING_BE,
    "denied": gestures.DENIED,
    "listening": talk.LISTENING,
    "mute": open_ends.MUTE,
    "stays": deeds.STAYING,
    "locked": sights.LACKING,
}


UNSAID: Final = Phrase("do that")  # a deed that there are no words for


def deed_sensed(text: str) -> str:
    """What is done with ear, nose, tongue or hand, and not with the eyes; empty for anything else."""
    verb = verb_of(words_in(text))
    return verb if verb in senses.WORDS_OF else ""


@dataclass(frozen=True, slots=True)
class Teller:
    """Words one judgement."""

    now: Situation
    judgement: Judgement

    def tell(self) -> str:
        told = self._told()
        return f"{told} {self._closing()}".strip() if self._temperature >= SUGGESTING else told

    @property
    def _temperature(self) -> int:
        return self.now.state.player.preferences.improvisation_temperature

    def _told(self) -> str:
        finding = self.judgement.finding
        # A narrator, or a record of before, may have ruled otherwise than the rules found.
        if finding is None or finding.verdict != self.judgement.verdict:
            return self._without_finding()
        opening = OPENINGS.get(finding.reason)
        return self._reason(finding) if opening is None else self._with_detail(finding, opening)

    def _without_finding(self) -> str:
        verdict = self.judgement.verdict
        fallback = self.judgement.limbo_fallback.strip() if verdict == "limbo" else ""
        if fallback:
            return fallback if self._temperature <= 0 else one_paragraph(fallback)
        return self._pick(SCRIPTED[verdict], {})

    def _with_detail(self, finding: Finding, opening: Sequence[str]) -> str:
        """An author's words, behind a sentence that leads to them."""
        thing = phrase_of(finding, self.now)
        told = one_paragraph(finding.told) if finding.reason == "listening" else finding.told.strip()
        opens = finding.reason in ALWAYS_OPENED if finding.about else finding.reason == "stays"
        if told and not opens and (thing is None or self._temperature < PLAIN):
            return told
        sense = deed_sensed(self.judgement.text) if finding.reason == "detail" else ""
        facts = self._facts(finding, thing)
        if sense and "deed" in facts:
            opening = senses.SENSING if senses.WORDS_OF[sense].search(told) else senses.SEEING_INSTEAD
        return f"{self._pick(opening, facts)} {told}".strip()

    def _facts(self, finding: Finding, phrase: Phrase | None) -> dict[str, Phrase]:
        """What fills the gaps: who or what it is about, and the deed itself where it can be told."""
        facts = {} if phrase is None else {"thing": phrase, "npc": phrase}
        deed = deed_in(self.judgement.text, finding, phrase, self.now)
        return facts if deed is None else facts | {"deed": deed}

    def _reason(self, finding: Finding) -> str:
        phrase = phrase_of(finding, self.now)
        facts = self._facts(finding, phrase)
        with_phrase, without = self._tables(finding, facts)
        facts.setdefault("deed", UNSAID)
        if finding.topic:
            topic = phrase_of(Finding("plain", "thing", finding.topic), self.now)
            facts["other" if finding.reason == "fastened" else "thing"] = topic or facts["thing"]
        if finding.told:
            facts |= {"option": Phrase(finding.told.strip().rstrip(".")), "place": Phrase(finding.told)}
            if finding.reason == "elsewhere" and phrase is not None:
                with_phrase = refusals.ELSEWHERE_KNOWN
        said = self._pick(without if phrase is None and finding.reason != "granted" else with_phrase, facts)
        if finding.reason in POINTING and self._temperature >= PLAIN and sentences_in(said) == 1:
            return f"{said} {self._in_sight()}".strip()
        return f"{said} {finding.told.strip()}".strip() if finding.reason in FOLLOWED else said

    def _tables(self, finding: Finding, facts: Mapping[str, Phrase]) -> tuple[Sequence[str], Sequence[str]]:
        """The sentences of a reason; a deed that there are no words for here is told otherwise."""
        if finding.reason == "harmless" and finding.told:
            return gestures.HARMLESS, gestures.HARMLESS
        if finding.reason == "plain" and deed_sensed(self.judgement.text) and "deed" in facts:
            return senses.NOTHING_SENSED, senses.NOTHING_SENSED
        return TABLES[finding.reason]

    def _in_sight(self) -> str:
        """Something that can be looked at here, another time something else."""
        found = (phrase_of(Finding("plain", "thing", noun), self.now) for noun in nouns_in_sight(self.now))
        things = list(dict.fromkeys(phrase for phrase in found if phrase is not None))
        if not things:
            return ""
        one = things[draw_for(self.now.scenario, self.now.state).answers % len(things)]
        return self._pick(surroundings.IN_SIGHT, {"things": one})

    def _closing(self) -> str:
        found = sorted(orders(self.now, self.judgement))
        if not found:
            return ""
        hint = draw_for(self.now.scenario, self.now.state).pick(found)
        return self._pick(CLOSINGS, {"hint": Phrase(hint)})

    def _pick(self, cards: Sequence[str], facts: dict[str, Phrase]) -> str:
        return fill(draw_for(self.now.scenario, self.now.state).pick(cards), facts)
