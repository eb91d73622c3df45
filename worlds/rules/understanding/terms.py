"""A text that was taken apart: what its words say of one another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

DETERMINERS: Final = word_set("a an the my your his her its our their this that these those some")
# Behind them stands with what, for whom, how or when something is done.
PLACING: Final = word_set(
    "for with by from until in because while when if near behind under beside before after during"
)
MEANTIME: Final = word_set("while when whenever as until before after because since")
_WAYS_TO: Final = word_set("to into onto towards toward through")
_AT: Final = word_set("at by beside near behind under against")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that says something, or a phrase such as `look_for`, with its stem."""

    word: str
    stem: str
    at: int  # its place in the text
    key: str  # by which it is told from other words


@dataclass(frozen=True, slots=True)
class Wording:
    """What a command or a line of a story says. `verbs` begin with the head verb, if there is one."""

    words: tuple[str, ...]
    verbs: tuple[Term, ...]
    objects: tuple[Term, ...]
    ways: frozenset[str]
    pronouns: bool
    direct: Term | None  # what the head verb is done to
    negated: bool
    headed: bool  # it begins with a verb, as a command does
    turned_down: tuple[Term, ...] = ()  # verbs right after a negation
    by_others: tuple[Term, ...] = ()  # verbs of what somebody else does: `drink` of "let her drink"

    def is_aside(self, term: Term) -> bool:
        """Whether a noun only says with what, for whom, how or when."""
        start = self.verbs[0].at if self.verbs else 0
        return any(word in PLACING for word in self.words[start + 1 : term.at])

    @property
    def refers(self) -> bool:
        """Whether a verb is done to `it`, `him` or `her`."""
        return bool(self.stand_ins)

    @property
    def stand_ins(self) -> Mapping[int, str]:
        """Where `it`, `him` or `her` stand for something that a verb is done to."""
        return {
            at: word
            for at, word in enumerate(self.words)
            if word in small.STAND_INS
            and not self._owns(at)
            and not self._is_told_of(at)
            and self.words[:at][-1:] != ("of",)
        }

    @property
    def own_verbs(self) -> tuple[Term, ...]:
        """The verbs of what the speaker does; all of them, where there are no such."""
        return tuple(verb for verb in self.verbs if verb not in self.by_others) or self.verbs

    @property
    def deeds(self) -> tuple[Term, ...]:
        """The speaker's verbs but for those that only say when or why: `work` of "sing while I work"."""
        start = self.verbs[0].at if self.verbs else 0
        return tuple(verb for verb in self.own_verbs if not MEANTIME.intersection(self.words[start : verb.at]))

    def leads_to(self, term: Term) -> bool:
        """Whether one goes, climbs or jumps to it, and does nothing with it."""
        before = [word for word in self.words[: term.at] if word not in DETERMINERS]
        moves = bool(self.verbs) and self.verbs[0].stem.partition("_")[0] in small.MOTION
        return moves and before[-1:] != [] and before[-1] in _WAYS_TO

    def first_behind(self, ways: frozenset[str]) -> Term | None:
        """The thing or person right behind one of these small words: `door` of "shout at the door"."""
        for term in self.objects:
            before = [word for word in self.words[: term.at] if word not in DETERMINERS]
            if before and before[-1] in ways:
                return term
        return None

    def is_at(self, term: Term) -> bool:
        """Whether a thing only says where something is done."""
        before = [word for word in self.words[: term.at] if word not in DETERMINERS]
        return bool(before) and before[-1] in _AT

    @property
    def verbs_of_it(self) -> tuple[Term, ...]:
        """The verb before each of them, which is what is done to it."""
        before = ([verb for verb in self.verbs if verb.at < at] for at in self.stand_ins)
        return tuple(verbs[-1] for verbs in before if verbs)

    @property
    def refers_behind_a_way(self) -> bool:
        """Whether the way leads to `it`, `him` or `her`."""
        return any(one in _WAYS_TO and other in small.STAND_INS for one, other in pairwise(self.words))

    def _is_told_of(self, at: int) -> bool:
        return at + 1 < len(self.words) and self.words[at + 1] in small.TOLD_OF

    def _owns(self, at: int) -> bool:
        return self.words[at] == "her" and at + 1 < len(self.words) and any(term.at == at + 1 for term in self.objects)

    @property
    def head_stems(self) -> frozenset[str]:
        """The stem of the first verb, alone."""
        return frozenset(term.stem for term in self.verbs[:1])

    @property
    def terms(self) -> tuple[Term, ...]:
        return (*self.verbs, *self.objects)
