"""The one way in: what a typed text is understood as, in the order in which the rules look at it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from worlds.rules import texts
from worlds.rules.lexicon import lexicon, singulars, words_in
from worlds.rules.offering import node_of, options_of, standing
from worlds.rules.places import items_here
from worlds.rules.understanding.alike import ONE_GROUP
from worlds.rules.understanding.choosing import candidates, done_to_other_things, features_of
from worlds.rules.understanding.english.small_words import LIGHT, SAYING
from worlds.rules.understanding.english.tables import stem
from worlds.rules.understanding.exact import Listed, named, numbered
from worlds.rules.understanding.foreseen import is_permitted
from worlds.rules.understanding.likeness import NOTHING_LIKE
from worlds.rules.understanding.meta import topic_of
from worlds.rules.understanding.option_words import words_of
from worlds.rules.understanding.permitted import permitted, wants_words
from worlds.rules.understanding.plain_words import plain_words
from worlds.rules.understanding.said import said
from worlds.rules.understanding.settling import settle
from worlds.rules.understanding.slashed import topic_of_command
from worlds.rules.understanding.understood import Meant, Topic, Unsure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worlds.rules.situation import Situation
    from worlds.rules.understanding.likeness import Likeness
    from worlds.rules.understanding.option_words import OptionWords
    from worlds.rules.understanding.said import Said
    from worlds.rules.understanding.understood import Understood

_LIGHT: Final = frozenset(map(stem, LIGHT))
_SURE: Final = 0.9  # so likely an option comes before a question about the game ...
_MOST_OF_IT: Final = 0.6  # ... if so much of its text was said


def understand(text: str, now: Situation, likeness: Likeness) -> Understood | None:
    """What a typed text means here; None for an improvisation. Raises nothing, whatever is typed."""
    command = topic_of_command(text)
    if command is not None:
        return Topic(command)
    listed = listed_here(now)
    meant = _exactly(text, listed)
    if meant is not None:
        return meant
    topic = None if _is_about_a_thing(text, now) else topic_of(text)
    if topic is not None and not _is_surely_an_option(text, listed, now, likeness):
        return Topic(topic)
    found = _by_words(text, listed, now, likeness) or _hidden(text, now)
    if found is None or _is_weakly_spoken(found, text, listed, now, likeness):
        return _permitted(text, listed, now, likeness) or found
    return found


def listed_here(now: Situation) -> Sequence[Listed[Meant]]:
    """The options that a player has before them, in file order.

    What was offered a moment ago counts as listed: the player still has it before them.
    """
    standings = (Meant(option, standing(option, now)) for option in options_of(now))
    return [
        Listed(meant, meant.option.id, meant.option.text, open=meant.stands.open)
        for meant in standings
        if not meant.stands.hidden or now.was_shown(meant.option.id)
    ]


def _is_weakly_spoken(
    found: Understood, text: str, listed: Sequence[Listed[Meant]], now: Situation, likeness: Likeness
) -> bool:
    """Whether a text says something, and the option that it seems to mean does not speak in that way."""
    if not isinstance(found, Meant) or found.option.improvisation is not None:
        return False
    heard = _said(text, listed, now)
    if heard is None or not heard.wording.head_stems & SAYING:
        return False
    likeliest = candidates(heard, _words(listed, now), likeness)[:1]
    return bool(likeliest) and likeliest[0].found.verb < ONE_GROUP


def _is_about_a_thing(text: str, now: Situation) -> bool:
    """Whether a text is about "the pockets" or "the map" that the scene describes, and not about the game."""
    words = plain_words(text)
    return any(word == "the" and stem(noun) in _described(now) for word, noun in pairwise(words))


def _exactly(text: str, listed: Sequence[Listed[Meant]]) -> Meant | Unsure | None:
    found = named(text, listed)
    if len(found) > 1:
        return Unsure(tuple(meant.option for meant in found))
    if found:
        return found[0]
    place = numbered(text, len(listed))
    return None if place is None else listed[place].what


def _by_words(text: str, listed: Sequence[Listed[Meant]], now: Situation, likeness: Likeness) -> Understood | None:
    heard = _said(text, listed, now)
    return None if heard is None else settle(heard, listed, _words(listed, now), now, likeness)


def _permitted(text: str, listed: Sequence[Listed[Meant]], now: Situation, likeness: Likeness) -> Meant | None:
    """The improvise option whose author permits such a text; its verb on other things is no answer to it."""
    found = permitted(text, listed, lambda option: is_permitted(option, text, now), lambda: _words_here(now))
    heard = None if found is None or wants_words(found.option) else _said(text, listed, now)
    if heard is None:
        return found
    others = done_to_other_things(heard, _words(listed, now), likeness)
    return None if any(listed[place].what is found for place in others) else found


def _is_surely_an_option(text: str, listed: Sequence[Listed[Meant]], now: Situation, likeness: Likeness) -> bool:
    heard = _said(text, listed, now)
    found = [] if heard is None else candidates(heard, _words(listed, now), likeness)
    return bool(found) and found[0].likely >= _SURE and found[0].found.covered >= _MOST_OF_IT


def weighed(text: str, now: Situation, likeness: Likeness) -> list[tuple[str, list[float]]]:
    """The features of every option that a text may mean by its words, by id: what the weights are learned from."""
    listed = listed_here(now)
    heard = None if topic_of(text) or _exactly(text, listed) else _said(text, listed, now)
    return [] if heard is None else features_of(heard, _words(listed, now), likeness)


def _hidden(text: str, now: Situation) -> Meant | None:
    """In parser mode no option is shown, and one that is hidden can be meant, too: it is refused without a hint."""
    if not now.state.player.preferences.parser_mode:
        return None
    options = (Meant(option, standing(option, now)) for option in options_of(now) if not option.retired)
    hidden = [Listed(meant, meant.option.id, meant.option.text, open=False) for meant in options if meant.stands.hidden]
    found = _by_words(text, hidden, now, NOTHING_LIKE)
    return found if isinstance(found, Meant) else None


def _said(text: str, listed: Sequence[Listed[Meant]], now: Situation) -> Said | None:
    place = f"{now.here.replace('_', ' ')} {texts.place_title(now, None)}"
    heard = said(text, frozenset(map(stem, plain_words(place))), [option.text for option in listed])
    return None if heard is None else replace(heard, around=_described(now))


def _described(now: Situation) -> frozenset[str]:
    """The stems of the nouns that have a text of their own here, and of the names of things in reach."""
    here = now.scenario.locations.get(now.here)
    items = (texts.item_name(now.scenario, item) for item in (*now.inventory, *items_here(now)))
    nouns = (*node_of(now).look, *(() if here is None else here.look), *items)
    return frozenset(stem(word) for noun in nouns for word in plain_words(noun)) - _LIGHT


def _words_here(now: Situation) -> frozenset[str]:
    """All that a player may have read here, and the names of people and things."""
    known, node = lexicon(now.scenario), now.state.player.node
    shown = (option.text for option in options_of(now))
    told = " ".join((*shown, *node_of(now).look, *node_of(now).look.values(), texts.place_title(now, None)))
    here = now.scenario.locations.get(now.here)
    told += "" if here is None else " ".join((here.description, *here.look))
    names = (*known.items.values(), *known.npcs.values())
    return known.nodes.get(node, frozenset()).union(singulars(words_in(told)), *names)


def _words(listed: Sequence[Listed[Meant]], now: Situation) -> list[OptionWords]:
    node = node_of(now)
    return [words_of(now.scenario, node, option.what.option) for option in listed]
