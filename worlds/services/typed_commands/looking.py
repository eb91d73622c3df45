"""Commands that look: at the place, at somebody or something there, at a way, and at what is carried."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from worlds.event_types.ephemeral import ExitView, Fellow
from worlds.rules import details, texts
from worlds.rules.rooms import name_there
from worlds.rules.scene_names import Mention, Sort
from worlds.rules.typed_commands import deeds
from worlds.rules.typed_commands.names import Named, meant
from worlds.services.games.view import View
from worlds.services.typed_commands.verbs import Call, Play, Reply, Verb, failed_reply

_LEAD_INS: Final = ("at ", "to ", "in ", "into ", "towards ")
_HERE: Final = frozenset({"", "around", "here", "room"})
_SORTS: Final[dict[str, Sort]] = {"npc": "person", "item": "item", "exit": "place"}


def look_at(call: Call) -> Reply | Play:
    """The place, or whatever is named: players come before the story's people, items and ways."""
    target = without_lead_in(call.words)
    if target.casefold() in _HERE:
        return _place(call)
    now = call.caller.now
    fellows = call.caller.view["location"]["players"]
    things = (*deeds.people_here(now), *deeds.carried(now), *deeds.lying_here(now), *deeds.ways_out(now))
    seen = meant(target, (*players_among(fellows), *things))
    if seen is None:
        return _detail(call, target)
    if seen.sort == "player":
        return _player(next(fellow for fellow in fellows if fellow["user_id"] == seen.id))
    return Reply(_told(call, seen), {"kind": seen.sort, "id": seen.id, "name": seen.name})


def read_thing(call: Call) -> Reply | Play:
    return look_at(call) if call.words else failed_reply("Read what? Name something that is here, or that you carry.")


def list_exits(call: Call) -> Reply:
    """The ways out of the place."""
    ways = call.caller.view["location"]["exits"]
    told = "; ".join(map(_way, ways))
    return Reply(f"Ways out: {told}." if told else "There is no way out that you know of.", list(ways))


def list_inventory(call: Call) -> Reply:
    view = call.caller.view
    carried = _things(view, view["character"]["inventory"])
    names = [thing["name"] for thing in carried]
    return Reply(f"You carry {texts.listing(names)}." if names else "You carry nothing.", carried)


def players_among(fellows: Iterable[Fellow]) -> list[Named]:
    return [
        Named(fellow["user_id"], (fellow["character_name"], fellow["display_name"]), "player") for fellow in fellows
    ]


def without_lead_in(words: str) -> str:
    """`at the lamp` is the lamp."""
    for lead_in in _LEAD_INS:
        if words.casefold().startswith(lead_in):
            return words[len(lead_in) :].strip()
    return words


def _place(call: Call) -> Reply:
    view = call.caller.view
    here = view["location"]
    names = view["names"]
    result = {
        "location": {"id": here["id"], "name": here["name"], "description": here["description"]},
        "players": list(here["players"]),
        "items": _things(view, here["items"]),
        "npcs": [{"id": npc, "name": names["npcs"].get(npc, texts.npc_name(npc))} for npc in here["npcs"]],
        "exits": list(here["exits"]),
    }
    return Reply(_described(result), result)


def _described(seen: dict[str, Any]) -> str:
    lines = [f"{seen['location']['name']}. {seen['location']['description'].strip()}".strip(". ") + "."]
    players = (name_there(player["character_name"], player["status"]) for player in seen["players"])
    people = [*players, *(npc["name"] for npc in seen["npcs"])]
    if people:
        lines.append(f"Here: {texts.listing(people)}.")
    if seen["items"]:
        lines.append(f"You see {texts.listing(item['name'] for item in seen['items'])}.")
    if seen["exits"]:
        lines.append(f"Ways out: {texts.listing(way['name'] for way in seen['exits'])}.")
    return "\n".join(line.replace("..", ".") for line in lines)


def _player(fellow: Fellow) -> Reply:
    program = " A program plays." if fellow["is_agent"] else ""
    return Reply(f"{fellow['character_name']} is here ({fellow['status']}).{program}", {"kind": "player", **fellow})


def _told(call: Call, seen: Named) -> str:
    """What the author tells of it, else what is plain to see."""
    now, mention = call.caller.now, Mention(_SORTS[seen.sort], seen.id)
    told = details.look_of(mention, now) or details.sentence_about(mention, now) or details.presence_of(mention, now)
    if seen.sort == "exit":
        ways = call.caller.view["location"]["exits"]
        return f"{_way(next(way for way in ways if way['target'] == seen.id))}. {told}".strip()
    return told


def _detail(call: Call, target: str) -> Reply:
    """What the author describes of the scene: the pockets, the door."""
    told = details.look_of(Mention("thing", target.casefold().removeprefix("the ")), call.caller.now)
    if told:
        return Reply(told, {"kind": "detail", "name": target})
    return failed_reply("You see nothing of that name here. Type /look to see what is here.")


def _way(way: ExitView) -> str:
    minutes = way["travel_minutes"]
    told = way["name"] if minutes is None else f"{way['name']} ({minutes} minutes)"
    return f"{told}, closed: {way['locked_reason']}".rstrip(".") if way["locked"] else told


def _things(view: View, items: Iterable[str]) -> list[dict[str, str]]:
    names = view["names"]["items"]
    return [{"id": item, "name": names.get(item) or texts.humanise(item)} for item in items]


VERBS: Final = (
    Verb("look", "[somebody, something or a way]", "See the place, or what you name.", look_at, ("l",)),
    Verb("read", "<something>", "Look closely at something.", read_thing, ("examine", "x", "inspect")),
    Verb("exits", "", "List the ways out.", list_exits, ("ways",)),
    Verb("inventory", "", "List what you carry.", list_inventory, ("i", "inv")),
)
