"""Lines with a slash. In company the server's table answers them; a few are answered here, and alone a few more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from kleene_play import scenes
from kleene_play.texts import clean, one_line
from kleene_play.told import BackToLobby, Leave, Told

if TYPE_CHECKING:
    from kleene_play.game import Game

Command = Callable[["Game"], Awaitable[list[Told]]]
HERE: Final = (
    "/map: Where you are, and the ways out.",
    "/options: The scene and its choices again.",
    "/company: The players at your place.",
    "/ready: You are ready to begin, where a world waits for that.",
    "/back: To the list of games; your seat stays yours.",
    "/exit: End this program; your seat stays yours.",
)
ALONE: Final = (
    "/look: Read the scene again.",
    "/inventory: What you carry.",
    "/status: How your game stands.",
    "/undo: Take back your last turn.",
    "/quit: End this program; your game is saved.",
)
HOW: Final = "Type the number of a choice, or what you do in your own words. A line with a slash is a command:"


async def run(game: Game, line: str) -> list[Told]:
    """Raises a Trouble, BackToLobby and Leave."""
    if not line:
        return [Told("error", "Type a command behind the slash; /help lists them.")]
    name = line.split(" ", 1)[0].lower()
    found = LOCAL.get(name) or (OF_ONE.get(name) if game.world_id is None else None)
    if found is not None and (game.world_id is None or line == name):
        return await found(game)
    if game.world_id is None:
        return [Told("error", f"Alone there is no command /{name}. Type /help, or what you do without a slash.")]
    return await _by_the_server(game, game.world_id, line)


async def names(game: Game) -> list[str]:
    """Of all commands of this game, without their slashes. Raises a Trouble."""
    if game.world_id is None:
        return sorted({*LOCAL, *(name for name in OF_ONE if len(name) > 1)})
    answer = await game.client.run_command(game.world_id, command="help")
    verbs = answer["result"] if isinstance(answer["result"], list) else []
    return [*map(one_line, verbs), *(name for name in LOCAL if name not in verbs)]


async def _by_the_server(game: Game, world_id: str, line: str) -> list[Told]:
    before = game.view
    answer = await game.client.run_command(world_id, command=line)
    result = answer["result"]
    if isinstance(result, dict) and isinstance(result.get("view"), dict):  # it was a turn
        game.take(result["view"])
        return [Told("did", f"› {line}"), *game.came_of(result, before)]
    game.is_left = isinstance(result, dict) and result.get("left") is True
    return [Told("answer" if answer["success"] else "error", clean(answer["text"]))]


async def _help(game: Game) -> list[Told]:
    lines = [HOW, *HERE, *(ALONE if game.world_id is None else ())]
    told = [Told("answer", line) for line in lines]
    return told if game.world_id is None else told + await _by_the_server(game, game.world_id, "help")


async def _map(game: Game) -> list[Told]:
    return [Told("answer", line) for line in scenes.map_of(game.view)]


async def _options(game: Game) -> list[Told]:
    await game.refresh()
    return scenes.scene(game.view)


async def _company(game: Game) -> list[Told]:
    return [Told("answer", line) for line in ["With you:", *scenes.company(game.view)]]


async def _carried(game: Game) -> list[Told]:
    return [Told("answer", line) for line in scenes.carried(game.view)]


async def _status(game: Game) -> list[Told]:
    return [Told("answer", scenes.standing(game.view))]


async def _undo(game: Game) -> list[Told]:
    game.take(await game.client.rewind_game(game.session_id, steps=1))
    return [Told("answer", "You have taken back your last turn."), *scenes.scene(game.view)]


async def _ready(game: Game) -> list[Told]:
    if game.world_id is None:
        return [Told("error", "Alone nobody waits for you.")]
    await game.client.set_ready(game.world_id, ready=True)
    return [Told("answer", "You are ready.")]


async def _back(_game: Game) -> list[Told]:
    raise BackToLobby


async def _exit(_game: Game) -> list[Told]:
    raise Leave


LOCAL: Final[Mapping[str, Command]] = {
    "help": _help,
    "map": _map,
    "options": _options,
    "company": _company,
    "ready": _ready,
    "back": _back,
    "exit": _exit,
}
OF_ONE: Final[Mapping[str, Command]] = {
    "look": _options,
    "l": _options,
    "exits": _map,
    "inventory": _carried,
    "i": _carried,
    "status": _status,
    "undo": _undo,
    "quit": _exit,
}
