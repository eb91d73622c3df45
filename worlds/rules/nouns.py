"""The things that an English text names: the last word of what begins with an article."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from worlds.rules.lexicon import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN: Final = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[^\sA-Za-z]")
_WORD: Final = re.compile(r"[a-z]{3,20}")
_QUALITIES: Final = ("ous", "ful", "less")
_DEEDS: Final = ("ed", "es", "ks", "ts", "ms", "ns", "ing")
_REACH: Final = 4  # so many words may make up a thing's name, its article not counted

ARTICLES: Final = frozenset(
    words_in(
        """
    the a an this that these those his her its their your my our one two three four five six seven eight nine ten
    eleven twelve thirteen twenty thirty forty fifty sixty hundred both every each some any
    """
    )
)

# Behind an article these speak of no thing of the scene: "take a look at the stove", "ask the others".
TURNS_OF_PHRASE: Final = frozenset(
    words_in(
        """
        look glance peek try go turn breath seat step rest walk word bit sip bite nap break moment minute while way air time times
        tune song joke story question kiss hug smile wave nod name secret prayer knot noise mess circle fuss dance speech poem toast bow wink lie
        hand finger arm elbow shoulder head face eye ear nose mouth lip tongue foot feet leg knee toe heel voice mind
        heart back hair self weight truth news weather thing things stuff everything
        """
    )
)

# What everybody has about them, and may do something with.
ABOUT_ONESELF: Final = frozenset(
    words_in(
        """
        hand finger thumb arm elbow shoulder head face eye ear nose mouth lip tongue foot feet leg knee toe heel hair beard chin
        cheek back neck chest stomach belly backside throat fist palm teeth forehead brow skin
        freckle shin ankle waist hip
        hat cap mitten glove scarf tie collar sleeve cuff lace shoelace bootlace shoe boot belt pocket breath balance
        """
    )
)
# What ends a noun phrase.
JOINTS: Final = frozenset(
    words_in(
        """
    the a an this that these those his her its their your my our i you he she it we they me him us them and or
    but nor so yet if as than then when while where who whom which what why how because until since though of to
    in on at by for from with without into onto over under above below behind before after between through
    across along around against beside near toward towards about off out up down away back inside outside within
    upon past among amongst beyond beneath underneath alongside is are was were be been has have had does do did can could will would may might must shall should
    not no never there here now again still only just even very too also please once twice thrice more
    """
    )
)

# Words that follow an article and yet are no thing that one could look at.
NO_THINGS: Final = frozenset(
    words_in(
        """
    colour color size age price meaning
    way time moment day hour minute second one thing kind sort lot bit side front back end rest other same first
    last next more most least sense something anything nothing everything someone anyone somebody nobody everybody anybody question answer word
    idea matter case point reason choice chance place here there now north south east west left right middle
    whole half few many several little much own such old new big small great good bad bright cold warm hot wet
    dry long short tall high low deep young ancient strange dead black white red green blue grey gray brown
    golden silver quiet loud empty full heavy soft hard sharp dull thin thick broken open shut closed true false
    real late early far near proper better best worse worst simple plain rough smooth narrow wide round flat
    clean dirty rusty wooden home alone together aloud closer look glance try go others top bottom sleep straight
    """
    )
)


def nouns_in(told: str) -> dict[str, str]:
    """The things that a text names, as it writes them, by their singular."""
    return {
        singular: word
        for word in _named(_TOKEN.findall(told.replace("-", " ")))
        if _is_thing(word)
        for singular in [_one(word)]
    }


def phrases_in(told: str) -> Iterator[tuple[str, ...]]:
    """What stands behind each article of a text, up to the end of the name and at most some words further."""
    tokens = [*_TOKEN.findall(told), "."]
    for start, token in enumerate(tokens, start=1):
        if token.lower() in ARTICLES:
            yield tuple(
                word.lower() for word in takewhile(lambda word: not _is_joint(word), tokens[start : start + _REACH])
            )


def is_thing(word: str) -> bool:
    """Whether a word behind an article can be something to look at."""
    return bool(_WORD.fullmatch(word)) and _is_thing(word)


def _one(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _named(tokens: Sequence[str]) -> Iterator[str]:
    """The last word of everything that begins with an article."""
    ended = [*tokens, "."]
    for start, token in enumerate(tokens, start=1):
        if token.lower() in ARTICLES:
            yield from _last_word(ended[start : start + _REACH + 1])


def _last_word(tokens: Sequence[str]) -> Iterator[str]:
    for word, after in pairwise(tokens):
        if not _WORD.fullmatch(word) or word in JOINTS:
            return
        # "The mountain looms": a verb ends the name too, and most often shows by its ending.
        if _is_joint(after) or (after.endswith(_DEEDS) and word not in NO_THINGS):
            yield word
            return


def _is_joint(token: str) -> bool:
    return not token[0].isalpha() or token.lower() in JOINTS


def _is_thing(word: str) -> bool:
    if word in NO_THINGS or word in JOINTS or word.endswith(_QUALITIES):
        return False
    return (
        not word.endswith("ly")
        and not (word.endswith("ing") and len(word) > 5)
        and not (word.endswith("ed") and len(word) > 4)
    )
