"""Own words that an improvise option asks for, typed without picking it first."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from worlds.rules.intents import deed_in, is_done_to_oneself
from worlds.rules.lexicon import singular, words_in
from worlds.rules.nouns import JOINTS
from worlds.rules.patterns import forms
from worlds.rules.understanding.english.harmless import GESTURES_SAID
from worlds.rules.understanding.english.tables import LOOKING, is_verb, stem
from worlds.rules.understanding.english.word_lists import word_set
from worlds.rules.understanding.mood import is_question
from worlds.rules.understanding.plain_words import plain_words
from worlds.rules.understanding.said import is_quoted, said
from worlds.rules.verb_kinds import IDLE, SPEECH, THEFT, VERBS_OF_INTENT, VIOLENCE, WONDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worlds.rules.scenario import Option
    from worlds.rules.understanding.exact import Listed
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.understood import Meant

# Of an option: it wants something said or written, and a deed is no answer to it.
_WANTS_WORDS: Final = word_set(
    "say tell ask speak talk words word answer explain convince persuade write send call line practise practice"
)
_ASKED: Final = word_set("about for")
_CONVERSING: Final = word_set(
    "ask talk chat conversation"
)  # of an option, or what it bids one write: a question is an answer to it, too
_PUT_IT: Final = "put it to"
# Of a text: it says something, whatever else it does.
SPOKEN: Final = SPEECH | word_set(
    "write send signal wish sing propose motion remind telegraph demand order threaten accuse insist"
)
_SAID_ALONE: Final = word_set("sorry hello hi thanks thank excuse sos dear")
_DEFINITE: Final = word_set("the mr mrs miss")
_BEFORE_THINGS: Final = word_set("the a an my your his her its our their this that these those some every each all")
_ADDRESSED: Final = re.compile(r"\s*[\w'’. -]{1,30},")
_MOVED: Final = ("move", "that")  # what is said at a meeting
_REACH: Final = 3  # words after an article that may name a thing
_SHORTEST: Final = 3  # words; fewer name a thing rather than say something


def permitted(
    text: str,
    listed: Sequence[Listed[Meant]],
    allows: Callable[[Option], bool],
    known: Callable[[], frozenset[str]],
) -> Meant | None:
    """The one improvise option whose author permits such a text, where it is what the option asks for.

    `allows` tells whether the author permits it; `known` tells the words of the scene: what a text calls "the ..." must
    be there, or it is about something else.
    """
    found = [each.what for each in listed if each.open and permits(each.what.option, text) and allows(each.what.option)]
    if len(found) != 1 or not suits(text, found[0].option):
        return None
    return None if _speaks_of_what_is_not_here(plain_words(text), known()) else found[0]


def _speaks_of_what_is_not_here(words: Sequence[str], known: frozenset[str]) -> bool:
    named = (_phrase(words[at + 1 : at + 1 + _REACH]) for at, word in enumerate(words) if word in _DEFINITE)
    return any(not known.intersection(map(singular, phrase)) for phrase in named if phrase)


def _phrase(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(takewhile(lambda word: word not in JOINTS, words))


def permits(option: Option, text: str) -> bool:
    question = option.improvisation
    if question is None:
        return False
    heard = forms(text)
    return any(pattern.is_in(heard) for pattern in question.permits)


def suits(text: str, option: Option) -> bool:
    """Whether a text is of the kind that an option asks for: something said, or a deed.

    Patterns are looked for anywhere in a text: that the tea is named does not make "sit on the teapot" a speech about it.
    """
    return (
        _says(text, asks=bool(_CONVERSING.intersection(words_in(f"{option.text} {option.narrative}"))))
        if wants_words(option)
        else _does(text, option)
    )


def brings_nothing(text: str, option: Option) -> bool:
    """Whether a deed that wants something done only smells, folds or rests by it, and the author did not write of that."""
    heard = None if wants_words(option) else said(text)
    is_idle = heard is not None and heard.head is not None and (heard.head.word in IDLE or _is_a_gesture(text))
    return heard is not None and is_idle and not _names_the_deed(option, heard)


def _is_a_gesture(text: str) -> bool:
    words = words_in(text)
    return deed_in(words) in GESTURES_SAID or is_done_to_oneself(words)


def _names_the_deed(option: Option, heard: Said) -> bool:
    """Whether the option or one of its patterns has the very verb, alone or with its way, and not only the thing."""
    deed, words = heard.head, heard.wording.words
    if deed is None or option.improvisation is None:
        return False
    forms_of_it = (deed.word, " ".join(words[deed.at : deed.at + 2]))
    named = any(pattern.matches(form) for pattern in option.improvisation.permits for form in forms_of_it)
    return named or deed.stem in set(map(stem, words_in(option.text)))


def wants_words(option: Option) -> bool:
    return bool(_WANTS_WORDS.intersection(words_in(option.text))) or _PUT_IT in option.text.lower()


def _says(text: str, *, asks: bool) -> bool:
    words = plain_words(text)
    if not asks and words[:1] == ("ask",) and _ASKED.intersection(words) and not is_quoted(text):
        return False  # whoever asks about a thing, or for it, has told nobody of it
    if is_quoted(text) or SPOKEN.intersection(words) or _SAID_ALONE.intersection(words[:1]):
        return True
    if is_question(words):  # one about `her` is put to nobody
        return asks or "you" in words
    heard = said(text)
    if heard is not None and _names_a_deed(heard, text):
        return False
    return len(words) >= _SHORTEST or words[:1] == ("please",)


def _names_a_deed(heard: Said, text: str) -> bool:
    """Whether a text begins with what is done: `shake the crumbs off`, and not `friend, the parish is adrift`."""
    head, words = heard.head, heard.wording.words
    if head is None or _MOVED in set(pairwise(words)):
        return False
    if is_verb(head.stem) or head.word in VERBS_OF_INTENT:
        return True
    is_before_a_thing = bool(_BEFORE_THINGS.intersection(words[head.at + 1 : head.at + 2]))
    return heard.wording.headed and is_before_a_thing and not _ADDRESSED.match(text)


def _does(text: str, option: Option) -> bool:
    heard, words = said(text), plain_words(text)
    if heard is None or heard.question or heard.wording.negated or heard.head is None:
        return False
    if brings_nothing(text, option):
        return False
    looks = heard.head.stem in LOOKING or stem(words[0]) in LOOKING
    return not looks and not (VIOLENCE | THEFT | WONDERS).intersection(words)
