"""Questions before a game: who plays, and what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from kleene_client import AsyncClient

from kleene_play import lobby as lobbies
from kleene_play import signing_in
from kleene_play.asking import Asking
from kleene_play.game import Game
from kleene_play.lobby import Lobby
from kleene_play.told import Back
from kleene_play.troubles import Trouble, sentence_of

Begins = Callable[[str], Awaitable[Game]]


async def sign_in(player: Asking, client: AsyncClient) -> Lobby:
    """Until somebody is signed in. Raises Leave."""
    while True:
        try:
            how = await player.choose("Who plays?", ["A guest", "Log in", "Register"])
            if how == 0:
                return await signing_in.as_guest(client)
            name = await player.ask("Username:")
            password = await player.ask_secret("Password:")
            return await (signing_in.log_in if how == 1 else signing_in.register)(client, name, password)
        except Back:
            continue
        except Trouble as trouble:
            player.tell(sentence_of(trouble))


async def pick_game(player: Asking, lobby: Lobby) -> Game:
    """Until a game is begun or gone on with. Raises Leave, and a Trouble when the lists cannot be had."""
    while True:
        offer = await lobby.offer()
        ways = [
            f"Go on with a game ({len(offer.games)})",
            "Play a story alone",
            "Play in company (quick join)",
            "Create a world",
            f"Join a world ({len(offer.worlds)})",
            "Accept an invitation",
        ]
        try:
            found = await _begun(player, lobby, offer, await player.choose("What do you play?", ways))
        except Back:
            continue
        except Trouble as trouble:
            player.tell(sentence_of(trouble))
        else:
            if found:
                return found


async def _begun(player: Asking, lobby: Lobby, offer: lobbies.Offer, way: int) -> Game | None:
    """None where there is nothing to choose from. Raises Leave, and a Trouble."""
    match way:
        case 0:
            game = await _of_rows(player, "Your games", offer.games, lobbies.game_row)
            return await lobby.resume(game["session_id"], game["world_id"]) if game else None
        case 1 | 2 | 3:
            begins = (lobby.begin_alone, lobby.quick_join, lobby.create_world)[way - 1]
            return await _of_stories(player, offer.stories, begins)
        case 4:
            world = await _of_rows(player, "Worlds", offer.worlds, lobbies.world_row)
            return await lobby.join(world["world_id"]) if world else None
    return await lobby.accept(await player.ask("The code or the address of the invitation:"))


async def _of_stories(player: Asking, stories: Sequence[lobbies.Row], begins: Begins) -> Game | None:
    story = await _of_rows(player, "Stories", stories, lobbies.story_row)
    return None if story is None else await begins(story["id"])


async def _of_rows(
    player: Asking, title: str, rows: Sequence[lobbies.Row], told: Callable[[lobbies.Row], str]
) -> lobbies.Row | None:
    if not rows:
        player.tell("There is none.")
        return None
    return rows[await player.choose(title, [told(row) for row in rows])]
