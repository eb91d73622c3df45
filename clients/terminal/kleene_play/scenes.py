"""A view of a game in words: the scene, its options, the map, the company, what is carried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kleene_play.texts import one_line, paragraphs
from kleene_play.told import Told

View = Mapping[str, Any]
OWN_WORDS = "improvise"  # the kind of options that ask for words
PEOPLE: Final = ("With you", "Here is")  # headings: players, and people of the story
CELLS: Final = (
    ("chose", ("triumph", "commitment", "rebuff")),
    ("wondered", ("discovery", "limbo", "constraint")),
    ("let be", ("escape", "deferral", "fate")),
)  # by row; their columns: yes, not yet, no


def scene(view: View) -> list[Told]:
    """Where the game stands: the place, the text, and what is asked; the ending where there is one."""
    if view["ending"] is not None:
        return ending(view)
    node, place = view["node"], one_line(view["location"]["name"] or view["node"]["title"])
    told = [Told("place", place)] if place else []
    told += [Told("story", each) for each in paragraphs(node["narrative"])]
    return told + asked(view)


def asked(view: View) -> list[Told]:
    prompt = one_line(view["node"]["prompt"])
    return [Told("ask", prompt)] if prompt and view["ending"] is None else []


def ending(view: View) -> list[Told]:
    end = view["ending"]
    told = [Told("story", each) for each in paragraphs(end["narrative"])]
    title = one_line(end["title"]) or one_line(end["id"]).replace("_", " ")
    cells = len(view["grid"]["cells"])
    tier = one_line(view["grid"]["tier"])
    reached = f"{cells} of 9 cells" + (f", tier {tier}" if tier != "none" else "")
    return [*told, Told("ending", f"The end: {title}. You reached {reached}.")]


def options(view: View) -> list[str]:
    """The options in order; their numbers are given where they are shown."""
    return [] if view["ending"] is not None else [option(each) for each in view["node"]["options"]]


def option(offered: Mapping[str, Any]) -> str:
    text = one_line(offered["text"])
    if offered["kind"] == OWN_WORDS:
        text += " (in your own words)"
    if offered["locked"]:
        reason = one_line(offered["locked_reason"] or "")
        text += f" (not open: {reason})" if reason else " (not open)"
    return text


def map_of(view: View) -> list[str]:
    """The place, what lies there, and the ways out, as lines."""
    place, names = view["location"], view["names"]
    lines = [f"You are at {one_line(place['name'])}. {one_line(place['description'])}".strip()]
    lines += [f"  to {_way(way)}" for way in place["exits"]] or ["  No ways out."]
    lines += _listed("Here lies", place["items"], names["items"])
    lines += _listed("Here is", place["npcs"], names["npcs"])
    return lines


def surroundings(view: View) -> list[tuple[str, list[str]]]:
    """What is around the player, as headings with their lines; headings with none are left out."""
    place, names = view["location"], view["names"]
    found = [
        (PEOPLE[0], [fellow(each) for each in place["players"]]),
        (PEOPLE[1], _called(place["npcs"], names["npcs"])),
        ("Ways out", [_short_way(way) for way in place["exits"]]),
        ("Here lies", _called(place["items"], names["items"])),
        ("You carry", _called(view["character"]["inventory"], names["items"])),
    ]
    return [(heading, lines) for heading, lines in found if lines]


def _short_way(way: Mapping[str, Any]) -> str:
    minutes = f", {way['travel_minutes']} min" if way["travel_minutes"] else ""
    return f"{one_line(way['name'] or way['target'])}{minutes}{' (closed)' if way['locked'] else ''}"


def _way(way: Mapping[str, Any]) -> str:
    about = one_line(way["description"])
    minutes = f", {way['travel_minutes']} min" if way["travel_minutes"] else ""
    shut = f" (closed{': ' + one_line(way['locked_reason']) if way['locked_reason'] else ''})" if way["locked"] else ""
    return f"{one_line(way['name'] or way['target'])}{': ' + about if about else ''}{minutes}{shut}"


def _listed(what: str, ids: Sequence[str], names: Mapping[str, str]) -> list[str]:
    called = _called(ids, names)
    return [f"{what}: {', '.join(called)}."] if called else []


def _called(ids: Sequence[str], names: Mapping[str, str]) -> list[str]:
    return [one_line(names.get(each, each.replace("_", " "))) for each in ids]


def carried(view: View) -> list[str]:
    return _listed("You carry", view["character"]["inventory"], view["names"]["items"]) or ["You carry nothing."]


def company(view: View) -> list[str]:
    """The other players at the same place."""
    players = view["location"]["players"]
    return [f"  {fellow(each)}" for each in players] or ["  No other player is here."]


def fellow(player: Mapping[str, Any]) -> str:
    name = one_line(player.get("character_name") or player.get("display_name") or "Somebody")
    about = [one_line(player["status"])] if player.get("status") not in {None, "", "online"} else []
    about += ["a program"] if player.get("is_agent") else []
    return f"{name} ({', '.join(about)})" if about else name


def standing(view: View) -> str:
    """One line on how the game stands."""
    traits = [f"{one_line(name).replace('_', ' ')} {value}" for name, value in view["character"]["traits"].items()]
    parts = [one_line(view["character"]["name"]), f"turn {view['turn']}", clock(view["world"]["time"]), *traits]
    return " · ".join(part for part in parts if part)


def grid(view: View) -> list[tuple[str, list[tuple[str, bool]]]]:
    """The Decision Grid row by row: what the row means, and its cells, each with whether it was reached."""
    reached = view["grid"]["cells"]
    return [(row, [(cell, cell in reached) for cell in cells]) for row, cells in CELLS]


def clock(seconds: int) -> str:
    """The time of the story: seconds since the midnight before it began."""
    day, second = divmod(seconds, 24 * 60 * 60)
    time = f"{second // 3600:02}:{second % 3600 // 60:02}"
    return time if day == 0 else f"day {day + 1}, {time}"


def place_in_story(view: View) -> tuple[object, ...]:
    """Other than before when there is another scene to be read."""
    return view["node"]["id"], view["node"]["narrative"], view["ending"] is not None
