"""Answers to questions about the game: they cost no turn and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import offering, places, telling, texts
from worlds.rules.clock import told_time
from worlds.rules.grid import CELLS, tier
from worlds.rules.grid_words import COLUMN_WORDS, ROW_WORDS, cell_words
from worlds.rules.hints import hints

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worlds.rules.scenario import Option
    from worlds.rules.situation import Situation


def answer(topic: str, now: Situation) -> str:
    return _TOPICS[topic](now)


def which_of(options: Sequence[Option]) -> str:
    """The question back, where a text may mean several options."""
    *most, last = [f"“{option.text.strip()}”" for option in options]
    return f"Do you mean {', '.join(most)} or {last}?" if most else f"Do you mean {last}?"


def _help(now: Situation) -> str:
    if now.state.player.preferences.parser_mode:
        return (
            "Type what you do, as briefly as you like: go north, take lamp, open window. "
            "n, s, e, w, u and d are short for the ways. Look around, Inventory and Show help are always there. "
            "You can also ask for a hint, your stats, or the rules."
        )
    return (
        "Pick one of the choices, or type what you would rather do, in your own words: the story answers either way. "
        "Looking, talking and trying take a little time; they never end the scene. "
        "You can also type look, map, hint, inventory, stats or rules, at no cost; again, undo, or wait ten minutes."
    )


def _hint(now: Situation) -> str:
    given = hints(now)
    shows_option = given.option and not now.state.player.preferences.parser_mode
    option = (f"You could choose “{given.option}”.",) if shows_option else ()
    return "\n\n".join([given.nudge, *(given.clearer or option)])


def _inventory(now: Situation) -> str:
    items = now.inventory
    if not items:
        return "You carry nothing but your name and your reasons."
    return f"You carry {texts.listing(texts.the_item(now.scenario, item) for item in items)}."


def _options(now: Situation) -> str:
    offers = offering.node_offers(now)
    if not offers:
        return "No choice is open here just now. You can write what you do."
    lines = [f"{number}. {_offered(offer)}" for number, offer in enumerate(offers, start=1)]
    return "\n\n".join(["You can do one of these, or write something of your own.", *lines])


def _offered(offer: offering.Offer) -> str:
    text = offer.option.text.strip()
    return f"{text} (locked: {offer.reason.strip()})" if offer.locked and offer.reason else text


def _where(now: Situation) -> str:
    place = texts.place_title(now, None)
    described = places.description_here(now).strip()
    parts = [f"You are at {texts.inside_sentence(place)}."] if place else []
    return "\n\n".join([*parts, described]) if parts or described else "This place has no name."


def _map(now: Situation) -> str:
    names = [(texts.inside_sentence(way.name), way.locked) for way in places.exits(now)]
    ways = [f"{name} (closed)" if locked else name for name, locked in names]
    here = f"You are at {texts.place_name(now, None)}."
    return f"{here} Ways lead to {texts.listing(ways)}." if ways else f"{here} No way out of it is on the map."


def _stats(now: Situation) -> str:
    player = now.state.player
    traits = ", ".join(f"{texts.humanise(trait)} {value}" for trait, value in sorted(player.character.traits.items()))
    bonds = ", ".join(
        f"{texts.person_name(now.scenario, npc)} {value:+d}"
        for npc, value in sorted(player.character.relationships.items())
        if npc in player.met and value
    )
    lines = [f"{player.character.name}."]  # the turn in hand is the page's to say: states count nodes, not turns
    lines += [f"Traits: {traits}."] if traits else []
    lines += [f"How people think of you: {bonds}."] if bonds else []
    return "\n\n".join([*lines, _grid(player.cells)])


def _grid(cells: list[str]) -> str:
    if not cells:
        return f"None of the {len(CELLS)} kinds of decision so far."
    reached = texts.listing(f"{cell_words(cell)} ({cell})" for cell in CELLS if cell in cells)
    rank = tier(cells)
    medal = "" if rank == "none" else f" That is {rank}."
    return f"{len(cells)} of {len(CELLS)} kinds of decision so far: {reached}.{medal}"


def _rules(_: Situation) -> str:
    return (
        f"Every turn falls into one of nine cells: what you did ({', '.join(ROW_WORDS.values())}) "
        f"and how the world answered ({', '.join(COLUMN_WORDS.values())}). Whatever you type in your own words is wondered. "
        "Reach the four corners (what you chose and what you let be, each with yes and with no) for bronze, "
        "six cells with them for silver, and all nine for gold. A door that stays shut is part of the story, not a mistake."
    )


def _language(now: Situation) -> str:
    name = _LANGUAGES.get(now.scenario.language.split("-", 1)[0].lower())
    return (
        f"This story is told in {name}. Please write in {name}." if name else "This story is told in another language."
    )


def _undo(now: Situation) -> str:
    if now.company is not None:
        return "In a shared world nothing can be undone: the others have seen it."
    how = "“Undo last turn” takes back one turn, and the transcript several. The undone turns stay in the transcript."
    return how if now.state.player.turn > 1 else f"There is no turn to undo yet. {how}"


def _look(now: Situation) -> str:
    node = offering.node_of(now)
    place = texts.place_title(now, None)
    lying = [texts.the_item(now.scenario, item) for item in places.items_here(now)]
    people = [texts.person_name(now.scenario, npc) for npc in texts.npcs_at(now, now.here)]
    names = [(texts.inside_sentence(way.name), way.locked) for way in places.exits(now)]
    ways = [f"{name} (closed)" if locked else name for name, locked in names]
    here = f"{place}. {places.description_here(now).strip()}" if place else places.description_here(now)
    parts = [here.strip(), telling.whole_scene_text(node, now).strip()]
    parts += [f"{texts.listing(people)} {'is' if len(people) == 1 else 'are'} here."] if people else []
    parts += [f"You see {texts.listing(lying)}."] if lying else []
    parts += [f"Ways lead to {texts.listing(ways)}."] if ways else []
    return "\n\n".join(part for part in parts if part)


_LANGUAGES: Final = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "pl": "Polish", "sv": "Swedish", "da": "Danish", "no": "Norwegian", "fi": "Finnish", "cs": "Czech", "hu": "Hungarian",
    "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian", "el": "Greek", "ja": "Japanese", "zh": "Chinese", "ko": "Korean",
    "ar": "Arabic", "he": "Hebrew", "hi": "Hindi", "vi": "Vietnamese", "id": "Indonesian", "ro": "Romanian",
}  # fmt: skip
_TOPICS: Final[dict[str, Callable[[Situation], str]]] = {
    "help": _help,
    "hint": _hint,
    "inventory": _inventory,
    "look": _look,
    "stats": _stats,
    "rules": _rules,
    "unclear": lambda _: "Several choices match that. Type one of them exactly, or pick it.",
    "silence": lambda _: texts.SILENCE,
    "save": lambda _: "Your story is saved after every turn. You can leave, and come back to this very moment.",
    "load": lambda _: "Your stories are saved. Open one of them to continue where you left it.",
    "quit": lambda _: "You can leave at any time: your story waits here. You can also abandon it.",
    "options": _options,
    "where": _where,
    "map": _map,
    "time": told_time,
    "again": lambda _: "There is nothing that you could do again here.",
    "language": _language,
    "care": lambda _: texts.CARE,
    "sex": lambda _: texts.NO_SEX,
    "violence": lambda _: texts.NO_VIOLENCE,
    "undo": _undo,
    "command": lambda _: texts.NO_COMMAND,
}
