"""Whom a pronoun means: the one of those present who is told of so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import texts
from worlds.rules.intents import base
from worlds.rules.lexicon import singular, words_in
from worlds.rules.names_of_people import name_of
from worlds.rules.nouns import ABOUT_ONESELF, ARTICLES, JOINTS
from worlds.rules.scene_names import looks, people_present
from worlds.rules.verb_kinds import GIVING, VERBS_OF_INTENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from worlds.rules.names_of_people import Name
    from worlds.rules.scene_names import Mention
    from worlds.rules.situation import Situation

OWNER: Final = "s"  # what is left of "Amble's" in canonical words
OWNERS: Final = frozenset({"her", "his"})
SOMEBODY: Final = frozenset({"him", "her"})
_HIS: Final = frozenset({"he", "him", "his", "mr", "sir"})
_HERS: Final = frozenset({"she", "her", "hers", "mrs", "miss", "ms", "lady", "aunt"})
_BEFORE_GIFTS: Final = ARTICLES - {"her", "his"} | {"good", "well", "all"}
_TOWARDS: Final = frozenset(
    {"to", "at", "for", "with", "beside", "by", "near", "against", "towards", "toward", "behind", "before"}
)


def whom(
    words: Sequence[str], verb: int | None, names: Mapping[Name, Mention], told_of: frozenset[Mention], now: Situation
) -> Iterator[tuple[int, int, Mention]]:
    """The one person here, where a verb is done to `him` or `her`, or to her hand; what else is hers is another thing."""
    present = people_present(now)
    ended, begin = [*words, "."], 0 if verb is None else verb + 1
    for at in range(begin, len(words)):
        meant = _meant_by(words[at], present, now)
        owned = singular(ended[at + 1])
        is_his = words[at] in OWNERS and owned in ABOUT_ONESELF and names.get((owned,)) not in told_of
        if meant is not None and (is_his or _is_done_to(words, at, begin, verb)):
            yield at, 2 if is_his else 1, meant
            return


def _is_done_to(words: Sequence[str], at: int, begin: int, verb: int | None) -> bool:
    """Whether a pronoun is whom something is done to, or whom for: `hug her`, `nod to him`, and not her umbrella."""
    ended = [*words, "."]
    is_handed = verb is not None and base(words[verb]) in GIVING and ended[at + 1].isalpha()
    given = at == begin and (is_handed or ended[at + 1] in _BEFORE_GIFTS | VERBS_OF_INTENT)
    return given or ((at == begin or words[at - 1] in _TOWARDS) and is_joint(ended[at + 1]))


def _meant_by(pronoun: str, present: Sequence[Mention], now: Situation) -> Mention | None:
    """The one of those present whom a pronoun can mean: nobody whom the texts call "he" is meant by "her"."""
    if pronoun not in SOMEBODY | OWNERS:
        return None
    others = _HERS if pronoun in _HIS else _HIS
    fit = [who for who in present if not others.intersection(_told_as(who, now))]
    return fit[0] if len(fit) == 1 else None


def _told_as(who: Mention, now: Situation) -> Sequence[str]:
    """The first words by which somebody is told of as he or she: their title, else the text about them."""
    told = words_in(f"{texts.person_name(now.scenario, who.about) if who.sort == 'person' else who.about}")
    looked = next((text for noun, text in looks(now) if set(name_of(noun)) & set(map(singular, told))), "")
    return next(([word] for word in (*told, *words_in(looked)) if word in _HIS | _HERS), [])


def is_joint(word: str) -> bool:
    """Whether a name cannot go on with it: a sign, a small word, or what is left of an owner."""
    return not word.isalpha() or word in JOINTS or word == OWNER
