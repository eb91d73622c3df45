"""What is shown to a player, in either mode: a kind, by which it is coloured and placed, and a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["place", "story", "ask", "did", "ending", "news", "chat", "answer", "error"]
OF_THE_WORLD = frozenset({"news", "chat"})  # what others do and say


@dataclass(frozen=True, slots=True)
class Told:
    kind: Kind
    text: str


class BackToLobby(Exception):
    """The player has left the game for the list of games."""


class Leave(Exception):
    """The player wants to stop playing."""


class Back(Exception):
    """The player goes back to the question before."""
