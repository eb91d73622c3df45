"""How much one player may have open at once, and how often they may begin. What is open is bounded whatever the rate."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth import get_user_model

from common.errors import Conflict
from worlds.models import GameSession, SharedWorld
from worlds.services import budgets


class TooManyGames(Conflict):
    code = "too_many_games"
    message = "You have reached the limit of unfinished games. Finish or abandon one, then start another."


class TooManyWorlds(Conflict):
    code = "too_many_worlds"
    message = "You have reached the limit of worlds that you host. End one of them, or join another player's world."


def take_game(user_id: uuid.UUID) -> None:
    """Count one more game of a player's, before it is made. Raises TooManyGames, RateLimited.

    Nothing is locked: of those that begin at the very same moment a few may slip through, as many as RATE_START lets.
    """
    running = GameSession.objects.owned_by(user_id).active().readable().count()
    if running >= settings.GAMES_PER_PLAYER:
        raise TooManyGames(limit=settings.GAMES_PER_PLAYER)
    budgets.GAMES.spend(str(user_id))


def take_world(user_id: uuid.UUID) -> None:
    """Count one more open world of a host's, before it is made. Raises TooManyWorlds.

    Locks the player's row to the end of the transaction, before anything else in it: worlds are counted one after the other.
    """
    get_user_model().objects.select_for_update(no_key=True).only("pk").get(pk=user_id)
    if SharedWorld.objects.open().readable().filter(host_id=user_id).count() >= settings.WORLDS_PER_HOST:
        raise TooManyWorlds(limit=settings.WORLDS_PER_HOST)
