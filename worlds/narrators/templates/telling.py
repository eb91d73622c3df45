"""From a judgement to one or two sentences: what happened, why not, or what an author tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from worlds.narrators.templates.draw import draw_for
from worlds.narrators.templates.english import deeds, open_ends, refusals, sights
from worlds.narrators.templates.english.closings import CLOSINGS
from worlds.narrators.templates.english.scripted import SCRIPTED
from worlds.narrators.templates.english.vocabulary import SENSES
from worlds.narrators.templates.naming import phrase_of
from worlds.narrators.templates.orders import orders
from worlds.narrators.templates.phrases import Phrase, fill, one_paragraph
from worlds.rules.intents import uses_one_of
from worlds.rules.lexicon import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.rulings import Finding, Judgement, Reason
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
    "touched": (deeds.TOUCHED, open_ends.COMPANY),
    "toolless": (deeds.NO_TOOL, deeds.NO_TOOL),
    "nobody": (open_ends.NOBODY, open_ends.NOBODY),
    "wait": (open_ends.WAITING, open_ends.WAITING),
    "taken": (refusals.TAKING, open_ends.ABSENT),
    "idle": (open_ends.IDLE, open_ends.IDLE),
    "unmoved": (open_ends.UNMOVED, open_ends.UNCLEAR),
    "plain": (open_ends.PLAIN, open_ends.UNCLEAR),
    "unanswered": (open_ends.UNANSWERED, open_ends.UNANSWERED),
    "away": (refusals.ELSEWHERE, open_ends.UNCLEAR),
    "absent": (open_ends.ABSENT, open_ends.ABSENT),
    "unclear": (open_ends.UNCLEAR, open_ends.UNCLEAR),
    "option": (open_ends.OPTION, open_ends.UNCLEAR),
    "granted": (open_ends.GRANTED, open_ends.GRANTED),
}
ALWAYS_OPENED: Final = frozenset(
    {"handled", "let_be", "mute", "stays", "rested"}
)  # else a look would be told where something else was tried
OPENINGS: Final[dict[Reason, Sequence[str]]] = {
    "detail": sights.LOOKING,
    "asked": sights.KNOWING,
    "handled": sights.HANDLING,
    "let_be": sights.LETTING_BE,
    "mute": open_ends.MUTE,
    "stays": deeds.STAYING,
    "rested": deeds.RESTING,
    "locked": sights.LACKING,
}


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
        told = finding.told.strip()
        if told and (thing is None or (self._temperature < PLAIN and finding.reason not in ALWAYS_OPENED)):
            return told
        senses = finding.reason == "detail" and uses_one_of(words_in(self.judgement.text), SENSES)
        cards = sights.SENSING if senses else opening
        facts = {} if thing is None else {"thing": thing}
        return f"{self._pick(cards, facts)} {told}".strip()

    def _reason(self, finding: Finding) -> str:
        phrase = phrase_of(finding, self.now)
        facts = {} if phrase is None else {"thing": phrase, "npc": phrase}
        with_phrase, without = TABLES[finding.reason]
        if finding.told:
            facts |= {"option": Phrase(finding.told.strip().rstrip(".")), "place": Phrase(finding.told)}
            if finding.reason == "elsewhere" and phrase is not None:
                with_phrase = refusals.ELSEWHERE_KNOWN
        said = self._pick(without if phrase is None and finding.reason != "granted" else with_phrase, facts)
        return f"{said} {finding.told.strip()}".strip() if finding.reason in {"person", "touched"} else said

    def _closing(self) -> str:
        found = sorted(orders(self.now, self.judgement))
        if not found:
            return ""
        hint = draw_for(self.now.scenario, self.now.state).pick(found)
        return self._pick(CLOSINGS, {"hint": Phrase(hint)})

    def _pick(self, cards: Sequence[str], facts: dict[str, Phrase]) -> str:
        return fill(draw_for(self.now.scenario, self.now.state).pick(cards), facts)
