"""A player's look at their game. In a shared world it is remembered what it showed: others may close it before the click."""

from __future__ import annotations

from django.db import transaction

from worlds.models import GameSession
from worlds.services.games.view import View, session_view


def view_and_remember(session: GameSession) -> View:
    """The game as it stands. Costs no query more, unless others have opened options since the player last looked."""
    view = session_view(session)
    if session.world_id is not None and session.is_active:
        shown = [option["id"] for option in view["node"]["options"]]
        if not set(shown) <= set(session.offered):
            # Whoever looks within a transaction reads a moment that is gone: to write there would be too late.
            transaction.on_commit(lambda: _remember(session, shown), robust=True)
    return view


def _remember(session: GameSession, shown: list[str]) -> None:
    """Until the next turn, which says anew what is offered: one that is being played already is not waited for."""
    mine = GameSession.objects.filter(pk=session.pk, number=session.number)
    unlocked = mine.select_for_update(skip_locked=True, no_key=True).values("pk")
    session.offered = list(dict.fromkeys([*session.offered, *shown]))
    with transaction.atomic():
        GameSession.objects.filter(pk__in=unlocked).update(offered=session.offered)
