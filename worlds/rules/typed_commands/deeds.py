"""What `go`, `get`, `drop` and `give` come to: what the same words come to when they are typed without a slash.

An option that is clearly meant is that choice; a thing in reach or a way out is handled or taken as free roam allows.
A command never becomes an improvisation: what names nothing that is known is nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worlds.rules import places, texts
from worlds.rules.commands import Drop, Get, Give, Go, Say
from worlds.rules.meaning import read
from worlds.rules.readings import Ask, Barred, Doing, Pick
from worlds.rules.typed_commands.names import Named, meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from worlds.rules.commands import Roaming
    from worlds.rules.scenario import Option
    from worlds.rules.situation import Situation

_SAID: Final[Mapping[str, str]] = {
    "go": "go to the {}",
    "get": "take the {}",
    "drop": "drop the {}",
    "give": "give the {}",
}


def deed_meant(verb: str, words: str, now: Situation) -> Roaming | Option | None:
    """What these words after this verb mean here; None where they name nothing here.

    An option comes back where the same words without a slash would choose it.
    """
    found = meant(words, _things(verb, now))
    said = words if found is None else found.name.removeprefix("the ").removeprefix("The ")
    match read(Say(_SAID[verb].format(said)), now):
        case Pick(option) | Ask(option) | Barred(option, str()):
            return option
        case Doing(roaming):
            return roaming
    return None if found is None else _DOING[verb](found.id)


def given_to(item: str, player: str, now: Situation) -> Give | None:
    """Handing a thing that is carried to another player, by the id of their game; None where no such thing is carried."""
    found = meant(item, carried(now))
    return None if found is None else Give(found.id, player)


def carried(now: Situation) -> list[Named]:
    return _items(now.inventory, now)


def lying_here(now: Situation) -> list[Named]:
    return _items(places.items_here(now), now)


def ways_out(now: Situation) -> list[Named]:
    return [Named(way.target, (way.name, texts.humanise(way.target)), "exit") for way in places.exits(now)]


def people_here(now: Situation) -> list[Named]:
    """The story's people at the place."""
    return [
        Named(npc, (texts.person_name(now.scenario, npc), texts.humanise(npc)), "npc")
        for npc in texts.npcs_at(now, now.here)
    ]


def _things(verb: str, now: Situation) -> list[Named]:
    if verb == "go":
        return ways_out(now)
    return lying_here(now) if verb == "get" else carried(now)


def _items(items: Iterable[str], now: Situation) -> list[Named]:
    return [
        Named(item, (texts.item_name(now.scenario, item), texts.humanise(item)), "item")
        for item in dict.fromkeys(items)
    ]


_DOING: Final[Mapping[str, Callable[[str], Roaming]]] = {
    "go": Go,
    "get": Get,
    "drop": Drop,
    "give": lambda item: Give(item, ""),
}
