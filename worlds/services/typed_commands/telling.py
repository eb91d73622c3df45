"""Commands that tell who is here, how one's game stands, and what can be typed."""

from __future__ import annotations

from typing import Any, Final

from common.folding import folded
from worlds.models import SharedWorld
from worlds.models.compiled import compiled_scenario
from worlds.rules import clock
from worlds.rules.typed_commands.lines import nearest
from worlds.services.membership import directory, leaving
from worlds.services.typed_commands.verbs import Call, Reply, Verb, failed_reply

LEFT_OUT: Final = "There are no commands for equipment, quests or a journal: stories here have none."
KEPT: Final = "Your game is saved. Come back whenever you like."


def list_players(call: Call) -> Reply:
    """The players of the world, or those whose names have this in them, as this caller may see them."""
    wanted = folded(call.words)
    players = [player for player in _players(call) if wanted in folded(str(player["name"]))]
    if not players:
        return (
            failed_reply("Nobody of that name is here.", [])
            if wanted
            else Reply("Nobody shows their character here.", [])
        )
    lines = [f"{each['name']} - {each['place'] or 'somewhere'}{_standing(each)}" for each in players]
    told = [{key: each[key] for key in ("user_id", "name", "location", "status")} for each in players]
    return Reply("\n".join(lines), told)


def tell_whoami(call: Call) -> Reply:
    caller = call.caller
    if caller.session_id is None:
        return Reply("You are watching this world.", {"role": "spectator"})
    view = caller.view
    told = {"name": view["character"]["name"], "session_id": view["session_id"], "role": "player"}
    return Reply(f"You are {told['name']}, in {view['scenario_name']}.", told)


def tell_status(call: Call) -> Reply:
    """Where one's own game stands."""
    view = call.caller.view
    traits = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in view["character"]["traits"].items())
    place = view["location"]["name"] or view["node"]["title"]
    lines = [f"{view['character']['name']}, turn {view['turn']}, at {place}."]
    if traits:
        lines.append(f"Traits: {traits}.")
    result = {
        "turn": view["turn"],
        "location": view["location"]["id"],
        "traits": dict(view["character"]["traits"]),
        "status": view["status"],
        "time": view["world"]["time"],
    }
    return Reply("\n".join(lines), result)


def tell_time(call: Call) -> Reply:
    now = call.caller.now
    return Reply(clock.told_time(now), {"time": now.state.world.time})


def help_with(call: Call) -> Reply:
    """All the verbs that a caller has, or one of them."""
    if not call.words:
        lines = [f"{verb.name}: {verb.help}" for verb in call.known]
        names = [verb.name for verb in call.known]
        return Reply("\n".join([*lines, "Type help and a command to read how it is typed.", LEFT_OUT]), names)
    wanted = folded(call.words).lstrip("/")
    found = next((verb for verb in call.known if wanted in verb.names), None)
    if found is None:
        near = nearest(wanted, [name for verb in call.known for name in verb.names])
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        return failed_reply(f"There is no such command.{hint} {LEFT_OUT}", {"nearest": list(near)})
    other = f" Also: {', '.join(found.aliases)}." if found.aliases else ""
    told = {"verb": found.name, "usage": f"{found.name} {found.usage}".strip(), "aliases": list(found.aliases)}
    return Reply(f"{told['usage']}: {found.help}{other}", told)


def leave_game(call: Call) -> Reply:
    """Give the seat up; the game is saved and can be resumed."""
    if call.caller.world_id is not None:
        leaving.leave_world(user_id=call.caller.user_id, world_id=call.caller.world_id)
        return Reply(f"You have left the world. {KEPT}", {"left": True})
    return Reply(KEPT, {"left": False})


def _players(call: Call) -> list[dict[str, Any]]:
    caller = call.caller
    if caller.world_id is None:
        view = caller.view
        mine = {"user_id": caller.session.user.short_id, "name": view["character"]["name"], "status": "online"}
        return [{**mine, "location": view["location"]["id"], "place": view["location"]["name"], "is_agent": False}]
    detail = directory.world_detail(user_id=caller.user_id, world_id=caller.world_id)
    story = compiled_scenario(SharedWorld.objects.select_related("revision").get(pk=caller.world_id).revision)
    return [
        {
            "user_id": player["user_id"],
            "name": player["character_name"],
            "location": player["location"],
            "status": player["status"],
            "place": story.locations[player["location"]].name if player["location"] in story.locations else "",
            "is_agent": player["is_agent"],
        }
        for player in detail["players"]
    ]


def _standing(player: dict[str, Any]) -> str:
    words = [str(player["status"])] if player["status"] else []
    words += ["a program"] if player["is_agent"] else []
    return f" ({', '.join(words)})" if words else ""


VERBS: Final = (
    Verb("who", "[part of a name]", "List the players, and where they are.", list_players, who="anybody"),
    Verb("whoami", "", "Tell whom you play.", tell_whoami, who="anybody"),
    Verb("status", "", "Tell how your character is doing.", tell_status, ("score", "stats")),
    Verb("time", "", "Tell the time of the story.", tell_time),
    Verb("help", "[command]", "List the commands, or explain one.", help_with, ("?", "commands"), who="anybody"),
    Verb("quit", "", "Leave; your game is saved.", leave_game, ("logout",), who="anybody", cost="its own"),
)
