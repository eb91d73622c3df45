"""Violence against people, told from what is merely rough with things and from what only sounds like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.lexicon import singular
from worlds.rules.nouns import ABOUT_ONESELF
from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import stem, stems
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.people import names_of_people
from worlds.rules.understanding.said import said
from worlds.rules.verb_kinds import ROUGH, VIOLENCE

if TYPE_CHECKING:
    from worlds.rules.situation import Situation
    from worlds.rules.understanding.terms import Term, Wording

_HURTING: Final = frozenset(map(stem, VIOLENCE | ROUGH)) | stems(
    """headbutt tackle scalp behead execute lynch crush smother suffocate harm injure wound flog spank beat whack thump
    smack bash knife burn hang gag throw_out assault hurt cut"""
)
# Done to somebody, they hurt only where a way follows: "throw him overboard".
_SHIFTING: Final = stems("throw push shove toss hurl fling heave tip drop kick chuck")
_AWAY: Final = word_set("over off down out into overboard through under")
_CLOTHED: Final = word_set("lap dress skirt apron coat jacket bosom bonnet shawl")
_WHOM: Final = word_set("him them everybody everyone somebody someone anybody")


# Done with what is wet or hot: over whom, stands behind one of these.
_POURING: Final = stems("pour spill tip empty splash slosh dump upset")
_ONTO: Final = word_set("over on onto into in down at")
_THEIRS: Final = word_set("her his their")


def aim_of_pouring(text: str, now: Situation) -> str:
    """Over whom something is poured, where that is done to somebody: her lap, and not her cup; else empty."""
    heard = said(text)
    if heard is None or heard.question or heard.wording.negated:
        return ""
    told, people = heard.wording, names_of_people(now.scenario)
    if not any(verb.stem.partition("_")[0] in _POURING for verb in told.own_verbs):
        return ""
    at = next((at for at, word in enumerate(told.words) if word in _ONTO), len(told.words))
    aim = told.words[at + 1 :]
    is_body = bool(ABOUT_ONESELF.union(_CLOTHED).intersection(map(singular, aim[-1:])))
    whose = bool(_THEIRS.intersection(aim[:1])) or any(stem(word) in people for word in aim[:-1])
    is_whole = aim[:1] in (("her",), ("him",), ("them",)) and len(aim) == 1
    names_them = bool(aim) and stem(aim[-1]) in people
    return " ".join(aim) if is_whole or names_them or (whose and is_body) else ""


def harms_somebody(text: str, now: Situation) -> bool:
    """Whether a text does violence to a person, by name, by a word for people, or as him, her or them."""
    heard = said(text)
    if heard is None or heard.question or heard.wording.negated:
        return False
    if aim_of_pouring(text, now):
        return True
    told, people = heard.wording, names_of_people(now.scenario)
    verbs = (verb for verb in told.own_verbs if verb.stem.partition("_")[0] in _HURTING | _SHIFTING)
    return any(_is_done_to_a_person(told, verb, people) and _hurts(told, verb) for verb in verbs)


def _hurts(told: Wording, verb: Term) -> bool:
    return verb.stem.partition("_")[0] in _HURTING or bool(_AWAY.intersection(told.words[verb.at + 1 :]))


def _is_done_to_a_person(told: Wording, verb: Term, people: frozenset[str]) -> bool:
    """`punch the old guard`, and neither his hat nor a word with him."""
    after = told.words[verb.at + 1 :]
    things = [term for term in told.objects if term.at > verb.at]
    if after[:1] == ("her",) and not (things and things[0].at == verb.at + 2):
        return True
    if _WHOM.intersection(after[:1]):
        return True
    group = things[:1]
    for term in things[1:]:
        if term.at != group[-1].at + 1:
            break
        group.append(term)
    if not group or not small.LIGHT.issuperset(told.words[verb.at + 1 : group[0].at]):
        return False
    return group[-1].stem in people
