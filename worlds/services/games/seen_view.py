"""A player's look at their game. In a shared world it is remembered what it showed: others may close it before the click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from worlds.models import GameSession
from worlds.models.compiled import story_of
from worlds.rules.state import State
from worlds.services.games.view import View, view_of
from worlds.services.games.view_version import view_version
from worlds.services.membership.players import Others, alone_in, offered_in, others_told
from worlds.services.turns.state_rows import state_of


@dataclass(frozen=True, slots=True)
class Look:
    """`view` is None for somebody who has that version of it; `shown` are the options they have before them either way."""

    version: str
    view: View | None
    shown: Sequence[str]


def look_at_game(session: GameSession, others: Others, *, has: Callable[[str], bool]) -> Look:
    """The game as it stands, or nothing for somebody who `has` its version. It is the caller's to remember what it shows."""
    state, version = state_of(session), view_version(session, others)
    if has(version):
        return Look(version, None, _options(session, state))
    view = view_of(session, state, number=session.number, others=others)
    return Look(version, view, [option["id"] for option in view["node"]["options"]])


def look_and_remember(session: GameSession, *, has: Callable[[str], bool]) -> Look:
    """The same, with the others looked for, and what it shows remembered."""
    look = look_at_game(session, others_told(session, state_of(session)), has=has)
    _remember_options(session, look.shown)
    return look


def view_and_remember(session: GameSession, others: Others | None = None) -> View:
    """The game as it stands. Costs no query more, unless others have opened options since the player last looked.

    `others` are those in the world, where the caller has them at hand.
    """
    view = view_of(session, state_of(session), number=session.number, others=others)
    _remember_options(session, [option["id"] for option in view["node"]["options"]])
    return view


def has_seen(session: GameSession, shown: Sequence[str]) -> bool:
    """Whether it is remembered that the player was shown these options, where that counts."""
    return session.world_id is None or not session.is_active or set(shown) <= set(session.offered)


def _options(session: GameSession, state: State) -> Sequence[str]:
    """What the player can pick; needed only where others may close it."""
    return [] if session.world_id is None else offered_in(story_of(session), state, alone_in(session))


def _remember_options(session: GameSession, shown: Sequence[str]) -> None:
    if not has_seen(session, shown):
        # Whoever looks within a transaction reads a moment that is gone: to write there would be too late.
        transaction.on_commit(lambda: _remember(session, shown), robust=True)


def _remember(session: GameSession, shown: Sequence[str]) -> None:
    """Until the next turn, which says anew what is offered: one that is being played already is not waited for."""
    mine = GameSession.objects.filter(pk=session.pk, number=session.number)
    unlocked = mine.select_for_update(skip_locked=True, no_key=True).values("pk")
    session.offered = list(dict.fromkeys([*session.offered, *shown]))
    with transaction.atomic():
        GameSession.objects.filter(pk__in=unlocked).update(offered=session.offered)
