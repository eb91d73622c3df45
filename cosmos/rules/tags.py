"""What an idea is about, in words of our own: by its keywords, and where they say little by what its neighbours are about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, TypedDict


class Tag(TypedDict):
    tag: str
    confidence: float


ENOUGH: Final = 2
LENT: Final = 0.25  # how sure a tag is that neighbours lend
KEYWORDS: Final = {
    "talk": "ask talk say tell speak whisper question persuade apologise apologize explain greet beg shout answer",
    "trade": "buy sell pay coin coins bargain trade offer swap price bribe gold money haggle",
    "stealth": "hide sneak steal creep tiptoe quietly shadow shadows silent disguise unseen pickpocket",
    "force": "hit fight break kick attack smash push strike sword force throw punch kill",
    "kindness": "help heal feed comfort give thank hug share bandage care gentle forgive",
    "search": "look search find examine read inspect study listen watch follow track explore",
    "craft": "build repair mend fix make tie carve cook sew craft tinker hammer",
    "music": "sing song play flute drum dance hum music whistle fiddle",
    "magic": "spell magic enchant curse ghost ritual pray conjure potion rune summon",
    "flight": "run flee escape climb jump swim leave away dash gallop",
    "animals": "cat dog horse bird fish wolf rat goat animal mouse crow",
    "fire": "fire light lamp burn torch candle match flame lantern",
}
_WORDS: Final = {word: tag for tag, words in KEYWORDS.items() for word in words.split()}


def tags_of(text: str, neighbours: Iterable[Sequence[Tag]], *, most: int) -> list[Tag]:
    """The tags of a text with how sure they are, 0 to 1, the surest first; neighbours lend those of their own words."""
    found = Counter(_WORDS[word] for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in _WORDS)
    own: list[Tag] = [{"tag": tag, "confidence": round(min(1.0, 0.5 + count / 4), 2)} for tag, count in found.items()]
    if len(own) < ENOUGH:
        lent = Counter(
            each["tag"]
            for tags in neighbours
            for each in tags
            if each["confidence"] > LENT and each["tag"] not in found
        )
        own += [{"tag": tag, "confidence": LENT} for tag, votes in lent.items() if votes >= ENOUGH]
    return sorted(own, key=lambda each: (-each["confidence"], each["tag"]))[:most]
