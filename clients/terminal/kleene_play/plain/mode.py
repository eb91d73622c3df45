"""The plain mode from its start to its exit code."""

from __future__ import annotations

import asyncio
import os
import sys

from kleene_client import AsyncClient

from kleene_play import signing_in
from kleene_play.lobby import Lobby, lobby_of
from kleene_play.plain.console import Console, EndOfInput
from kleene_play.plain.dialogues import pick_game, sign_in
from kleene_play.plain.playing import Playing
from kleene_play.told import Leave
from kleene_play.troubles import Trouble, sentence_of
from kleene_play.wishes import Wishes

GOODBYE = "Goodbye. Your games are kept."


def run(wishes: Wishes, client: AsyncClient) -> int:
    """0 when the player ended it, or there were no more lines; 1 when the server could not be played on."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    return asyncio.run(_run(wishes, client))


async def _run(wishes: Wishes, client: AsyncClient) -> int:
    console = Console(sys.stdin.fileno(), sys.stdout)
    console.begin()
    async with client:
        try:
            await _play(wishes, client, console)
        except Trouble as trouble:
            console.tell(f"! {sentence_of(trouble)}")
            return 1
        except (EndOfInput, Leave):
            console.tell(GOODBYE)
    return 0


async def _play(wishes: Wishes, client: AsyncClient, console: Console) -> None:
    """Raises EndOfInput, Leave, and a Trouble that ends everything."""
    console.tell(f"Kleene at {wishes.server}")
    if signing_in.is_open_to_listeners(wishes.server):
        console.tell(f"! {signing_in.UNENCRYPTED}")
    lobby = await _signed_in(wishes, client, console)
    console.tell(f"You are {lobby.name}.")
    game = await wishes.first_game(lobby)
    while True:
        game = game or await pick_game(console, lobby)
        await Playing(console, game).run()
        game = None


async def _signed_in(wishes: Wishes, client: AsyncClient, console: Console) -> Lobby:
    if client.tokens.access is not None:
        return await lobby_of(client)
    if wishes.guest:
        return await signing_in.as_guest(client)
    if wishes.user:
        password = os.environ.get("KLEENE_PASSWORD") or await console.ask_secret("Password:")
        return await signing_in.log_in(client, wishes.user, password)
    return await sign_in(console, client)
