"""From the first question to the last game, the same in both modes."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable

from kleene_client import AsyncClient

from kleene_play import signing_in
from kleene_play.asking import Asking
from kleene_play.dialogues import pick_game, sign_in
from kleene_play.game import Game
from kleene_play.lobby import Lobby, lobby_of
from kleene_play.told import Back
from kleene_play.wishes import Wishes

GOODBYE = "Goodbye. Your games are kept."


async def play_games(
    wishes: Wishes, client: AsyncClient, player: Asking, play: Callable[[Game], Awaitable[None]]
) -> None:
    """Game after game, each until `play` comes back. Raises Leave, and a Trouble that ends everything."""
    player.tell(f"Kleene at {wishes.server}")
    if signing_in.is_open_to_listeners(wishes.server):
        player.tell(f"! {signing_in.UNENCRYPTED}")
    lobby = await _signed_in(wishes, client, player)
    player.tell(f"You are {lobby.name}.")
    game = await wishes.first_game(lobby)
    while True:
        await play(game or await pick_game(player, lobby))
        game = None


async def _signed_in(wishes: Wishes, client: AsyncClient, player: Asking) -> Lobby:
    if client.tokens.access is not None:
        return await lobby_of(client)
    if wishes.guest:
        return await signing_in.as_guest(client)
    if not wishes.user:
        return await sign_in(player, client)
    try:
        password = os.environ.get("KLEENE_PASSWORD") or await player.ask_secret("Password:")
    except Back:
        return await sign_in(player, client)
    return await signing_in.log_in(client, wishes.user, password)
