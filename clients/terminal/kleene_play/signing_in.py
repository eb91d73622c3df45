"""Who plays: a guest, an account that is known or new, or tokens that were remembered."""

from __future__ import annotations

from urllib.parse import urlsplit

from kleene_client import AsyncClient

from kleene_play.lobby import Lobby, lobby_of
from kleene_play.troubles import NotKleene

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
UNENCRYPTED = "This connection is not encrypted: others on the network can read your password."


async def as_guest(client: AsyncClient, name: str = "") -> Lobby:
    """A new guest account; the server names it where no name is given. Raises a Trouble."""
    admitted = await (client.begin_as_guest(display_name=name) if name else client.begin_as_guest())
    return await _in(client, admitted)


async def log_in(client: AsyncClient, username: str, password: str) -> Lobby:
    """Raises a Trouble."""
    return await _in(client, await client.sign_in(username=username, password=password))


async def register(client: AsyncClient, username: str, password: str) -> Lobby:
    """Raises a Trouble."""
    return await _in(client, await client.register(username=username, password=password))


async def _in(client: AsyncClient, admitted: object) -> Lobby:
    if not isinstance(admitted, dict):
        raise NotKleene
    return await lobby_of(client)


def is_open_to_listeners(server: str) -> bool:
    """Whether passwords and texts travel unencrypted, over more than this machine."""
    address = urlsplit(server)
    return address.scheme == "http" and address.hostname not in LOCAL
