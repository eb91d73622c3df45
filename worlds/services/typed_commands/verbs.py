"""What a verb of the table is, what it is given, and what it answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal

from worlds.models import GameSession
from worlds.models.compiled import story_of
from worlds.rules.situation import Situation
from worlds.services.games.seen_view import view_and_remember
from worlds.services.games.sessions import get_owned
from worlds.services.games.view import View
from worlds.services.membership.players import alone_in
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.request import TurnRequest
from worlds.services.turns.state_rows import state_of

Who = Literal[
    "anybody", "player", "staff"
]  # anybody in the world, spectators too; staff with the permission of the verb
Where = Literal["anywhere", "world", "alone"]
Cost = Literal["looking", "its own"]  # its own: the service that it calls spends a budget


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command is answered: a text for people, a `result` for programs, and whether it did what it says."""

    text: str
    result: Any = None
    success: bool = True
    turn: TurnResult | None = None  # of what was played


@dataclass(frozen=True, slots=True)
class Play:
    """The command is a turn, to be played where the game is."""

    request: TurnRequest


@dataclass(frozen=True)
class Caller:
    """Who commands, and where: in a world, with a game of theirs if they play, or in a game alone."""

    user_id: uuid.UUID
    permissions: frozenset[str]  # those of MOVES_PLAYERS and PLANS_SHUTDOWNS that a member of staff has
    world_id: uuid.UUID | None
    session_id: uuid.UUID | None
    key: str | None = None  # under which words are said once

    @cached_property
    def session(self) -> GameSession:
        assert self.session_id is not None, "only players have a game"
        return get_owned(user_id=self.user_id, session_id=self.session_id)

    @cached_property
    def view(self) -> View:
        """The game as its player sees it; what it shows stays offered."""
        return view_and_remember(self.session)

    @cached_property
    def now(self) -> Situation:
        session = self.session
        company = None if session.world_id is None else alone_in(session)
        shown = frozenset(session.offered or ())
        return Situation(story_of(session), state_of(session), company, shown, number=session.number + 1)


@dataclass(frozen=True, slots=True)
class Call:
    """One command on its way: the words behind its verb, and the verbs that its caller has."""

    caller: Caller
    verb: Verb
    words: str
    known: Sequence[Verb] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Verb:
    """A row of the table. `usage` shows the words that follow; `run` may raise any KleeneError, which is told as its reply."""

    name: str
    usage: str
    help: str
    run: Callable[[Call], Reply | Play]
    aliases: tuple[str, ...] = ()
    who: Who = "player"
    where: Where = "anywhere"
    cost: Cost = "looking"
    permission: str = ""  # that a verb of the staff asks for

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    def is_for(self, caller: Caller) -> bool:
        """Whether it is theirs at all: in this place, with what they are."""
        here = "alone" if caller.world_id is None else "world"
        return self.where in {"anywhere", here} and self.is_allowed(caller.permissions)

    def is_allowed(self, permissions: Collection[str]) -> bool:
        """Whether somebody with these permissions has it somewhere."""
        return self.who != "staff" or self.permission in permissions


MOVES_PLAYERS: Final = "worlds.move_players"
PLANS_SHUTDOWNS: Final = "common.plan_shutdown"
WATCHING: Final = "You are watching this world. Join it to play."


def failed_reply(text: str, result: Any = None) -> Reply:
    return Reply(text, result, success=False)
