"""Whether a deed wants something that is not here: a tool, or what nobody was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import places, texts
from worlds.rules.intents import verb_at
from worlds.rules.lexicon import lexicon, singular, words_in
from worlds.rules.mentions import spoken_of
from worlds.rules.nouns import ABOUT_ONESELF, TURNS_OF_PHRASE, is_thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from worlds.rules.situation import Situation

WITH: Final = "with"
_OF_NO_SUBSTANCE: Final = frozenset(
    words_in(
        "best time day life luck balance temper nerve courage patience part duty work job mark bed sleep height weight way"
    )
)
_ARTICLES: Final = frozenset({"a", "an", "the"})


def lacks_its_tool(words: Sequence[str], now: Situation) -> bool:
    """Whether it is done with a thing that is not here: "with a knife", or "with fat" where fat is a thing of the story."""
    at = next((at for at, word in enumerate(words) if word == WITH), len(words))
    heard = spoken_of(" ".join(words[at:]), now)
    if words[at + 1 : at + 2] in (("my",), ["my"]):
        return not heard.mentions and not ABOUT_ONESELF.intersection(map(singular, words[at + 2 : at + 4]))
    if _ARTICLES.intersection(words[at + 1 : at + 2]):
        return heard.missed
    return not heard.mentions and bool(_tools_elsewhere(now).intersection(map(singular, words[at + 1 :])))


def lacks_its_own(words: Sequence[str], now: Situation) -> bool:
    """`tie my handkerchief to the staple`: what the story has not given anybody."""
    at = verb_at(words)
    if at is None or words[at + 1 : at + 2] not in (("my",), ["my"]):
        return False
    owned = next((word for word in words[at + 2 : at + 4] if is_thing(word)), "")
    known = ABOUT_ONESELF | TURNS_OF_PHRASE | _OF_NO_SUBSTANCE
    return bool(owned) and singular(owned) not in known and not spoken_of(f"the {owned}", now).mentions


def _tools_elsewhere(now: Situation) -> frozenset[str]:
    """The last words of the names of all items that the story has and this scene has not."""
    here = (*now.inventory, *places.items_here(now))
    return _heads(lexicon(now.scenario).items, now) - _heads(here, now)


def _heads(items: Iterable[str], now: Situation) -> frozenset[str]:
    names = (words_in(texts.item_name(now.scenario, item)) for item in items)
    return frozenset(singular(name[-1]) for name in names if name)
