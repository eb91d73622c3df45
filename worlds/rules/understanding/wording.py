"""Taking a text apart: its verbs, its objects, its ways, and how it is put."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules.understanding.english import small_words as small
from worlds.rules.understanding.english.tables import COMPASS, KNOWN, PHRASES, WAYS, is_verb, separable, stem
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.mood import is_negated
from worlds.rules.understanding.terms import DETERMINERS, PLACING, Term, Wording
from worlds.rules.verb_kinds import VERBS_OF_INTENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_APART: Final = 4  # words at most between a verb and the way that belongs to it


def wording(words: Sequence[str]) -> Wording:
    """Takes plain words; a command's lead-in should be off."""
    found = tuple(_terms(words))
    verbs = tuple(_verbs(found, words))
    taken = {term.at for term in verbs}
    objects = tuple(term for term in found if term.at not in taken and not _is_mere_way(term, found))
    return Wording(
        words=tuple(words),
        verbs=verbs,
        objects=objects,
        ways=frozenset(word for word in words if word in WAYS),
        pronouns=any(word in small.PRONOUNS for word in words),
        direct=_direct(verbs, objects, words),
        negated=is_negated(words),
        headed=bool(verbs) and verbs[0].at == _first(words),
        turned_down=tuple(term for term in verbs if _is_turned_down(term.at, words)),
        by_others=tuple(term for term in verbs if _is_done_by_others(term.at, words)),
    )


def _direct(verbs: Sequence[Term], objects: Sequence[Term], words: Sequence[str]) -> Term | None:
    """The last noun of the first group of words after the head verb, with no word of place or time in between."""
    if not verbs:
        return None
    after = [term for term in objects if term.at > verbs[0].at]
    if not after or any(word in PLACING for word in words[verbs[0].at + 1 : after[0].at]):
        return None
    last = after[0]
    for term in after[1:]:
        if term.at != last.at + 1:
            break
        last = term
    return last


def _is_done_by_others(at: int, words: Sequence[str]) -> bool:
    before = at - 1
    while before > 0 and words[before] in _LEADING_UP:
        before -= 1
    return before >= 0 and words[before] in small.OTHERS and not _HELPING.intersection(words[:before])


def _is_turned_down(at: int, words: Sequence[str]) -> bool:
    after = words[at + 1] if at + 1 < len(words) else ""
    return (at > 0 and words[at - 1] in small.NEGATIONS) or after in _NOUGHT


def _is_mere_way(term: Term, found: Sequence[Term]) -> bool:
    """A way says something by itself only where nothing else is said, or where it is one of a compass."""
    return term.stem in WAYS and term.stem not in COMPASS and len(found) > 1


def _first(words: Sequence[str]) -> int:
    return next((at for at, word in enumerate(words) if word not in {"not", "never", "no"}), 0)


def _terms(words: Sequence[str]) -> Iterator[Term]:
    at, used = 0, set[int]()
    while at < len(words):
        phrase = _phrase_at(words, at)
        if phrase is not None:
            stemmed, places = phrase
            used.update(places)
            yield _term(words[at], stemmed, at)
        elif at not in used and _says_something(words, at):
            yield _term(words[at], stem(words[at]), at)
        at += 1
        while at in used:
            at += 1


def _term(word: str, stemmed: str, at: int) -> Term:
    return Term(word, stemmed, at, f"{stemmed}/{word}")


def _says_something(words: Sequence[str], at: int) -> bool:
    word = words[at]
    if word in small.LIGHT:
        return (word in WAYS and _is_all_there_is(words)) or (at == 0 and word in _SETTING_OUT)
    return not (len(word) > 4 and word.endswith("ly") and stem(word) not in KNOWN)


def _is_all_there_is(words: Sequence[str]) -> bool:
    """A little word that stands alone says it all: `up`."""
    return sum(word in WAYS for word in words) == 1 and all(word in small.LIGHT for word in words)


def _phrase_at(words: Sequence[str], at: int) -> tuple[str, set[int]] | None:
    """The phrase that begins at a word: in one piece, or a verb and its way with the object in between."""
    first = stem(words[at])
    for rest, stemmed in PHRASES.get(first, ()):
        places = _follows(words, at + 1, rest)
        if places is not None:
            return stemmed, {at, *places}
    for way, stemmed in separable(first):
        for apart in range(at + 2, min(at + 2 + _APART, len(words))):
            if words[apart] == way and _ends_there(words, apart):
                return stemmed, {at, apart}
    return None


def _follows(words: Sequence[str], at: int, rest: Sequence[str]) -> set[int] | None:
    """The places of a phrase's further words, with nothing but a possessive in between: `close your eyes`."""
    places = set[int]()
    for word in rest:
        if at < len(words) and words[at] in _BETWEEN:
            at += 1
        if at >= len(words) or words[at] != word:
            return None
        places.add(at)
        at += 1
    return places


def _ends_there(words: Sequence[str], at: int) -> bool:
    return at + 1 == len(words) or words[at + 1] not in DETERMINERS


def _verbs(found: Sequence[Term], words: Sequence[str]) -> Iterator[Term]:
    """The words of a text that are its verbs: one that heads it, and others that are known as verbs and stand where verbs stand."""
    for term in found:
        before = words[term.at - 1] if term.at else ""
        starts = term.at == _first(words)
        known = is_verb(term.stem) or (starts and len(words) > 1 and term.word in VERBS_OF_INTENT)
        if (starts and (known or _governs(words, term.at))) or (known and before in _BEFORE_VERBS):
            yield term


def _governs(words: Sequence[str], at: int) -> bool:
    """Whether an unknown first word is a verb, as in `slash the painting`: an article, a pronoun, a way or a title comes after it."""
    return at + 1 < len(words) and words[at + 1] in small.LIGHT | WAYS | small.TITLES


_LEADING_UP: Final = word_set("to not will would can could may might must should has have had")
_HELPING: Final = word_set("help helping join")
_NOUGHT: Final = word_set("nothing nobody none")
_SETTING_OUT: Final = word_set("get go going getting have")
_BETWEEN: Final = word_set("my your his her its our their the him them me it")
_BEFORE_VERBS: Final = word_set(
    """and or then to i we will would not never just him her them it you that please let could can should must might may
    down up out over back off whether what"""
)
