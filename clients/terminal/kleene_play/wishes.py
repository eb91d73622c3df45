"""What the command line asks for."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kleene_play import VERSION
from kleene_play.game import Game
from kleene_play.lobby import Lobby

SERVER: Final = "http://127.0.0.1:8000"
LOOKS: Final = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Wishes:
    """With neither `guest` nor `user` it is asked who plays; with neither `story` nor `world`, what is played."""

    server: str = SERVER
    remember: bool = False
    forget: bool = False
    guest: bool = False
    user: str = ""
    story: str = ""
    world: str = ""
    plain: bool = False
    look: str = "auto"

    async def first_game(self, lobby: Lobby) -> Game | None:
        """The game that was asked for at the start, if any. Raises a Trouble."""
        if self.world:
            return await lobby.join(self.world)
        return await lobby.begin_alone(self.story) if self.story else None


def parser(program: str = "kleene-play") -> ArgumentParser:
    found = ArgumentParser(prog=program, description="Play text adventures of a Kleene server in a terminal.")
    add_arguments(found)
    found.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    return found


def add_arguments(to: ArgumentParser) -> None:
    to.add_argument("--server", default=SERVER, metavar="URL", help="The server's address (default: %(default)s).")
    to.add_argument("--remember", action="store_true", help="Stay logged in: keep the token in a file of yours.")
    to.add_argument("--forget", action="store_true", help="Delete the token that is kept for this server, and end.")
    to.add_argument("--guest", action="store_true", help="Play as a guest without being asked.")
    to.add_argument("--user", default="", metavar="NAME", help="Log in; the password is asked for, or KLEENE_PASSWORD.")
    to.add_argument("--story", default="", metavar="ID", help="Begin this story alone.")
    to.add_argument("--world", default="", metavar="ID", help="Join this world.")
    to.add_argument("--plain", action="store_true", help="Line by line, also where a full screen could be drawn.")
    to.add_argument("--look", choices=LOOKS, default="auto", help="The colours of the full screen.")


def wishes_of(words: Sequence[str] | None, program: str = "kleene-play") -> Wishes:
    """Exits with 2, and what is wrong, where the words are no wishes."""
    given = parser(program).parse_args(words)
    return Wishes(**{name: getattr(given, name) for name in Wishes.__slots__})
