"""What the page of a world needs for the buttons beside its players."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.http import HttpRequest

from relations.services.beside import Relation, find_relations
from worlds.services.membership.directory import PlayerInWorld, WorldDetail
from worlds.views.shared.lines import SOMEBODY
from worlds.views.shared.lobby import reader_id


class Beside(NamedTuple):
    """Somebody beside whom buttons stand; `relation` None: none do, as of oneself, and for strangers."""

    user_id: str
    name: str
    relation: Relation | None


def with_relations(request: HttpRequest, world: WorldDetail) -> list[tuple[PlayerInWorld, Beside]]:
    """The players that the reader is told of, each with what is needed for the buttons beside them."""
    players, mine = world["players"], getattr(request.user, "short_id", None)
    others = [one for player in players if (one := player["user_id"]) and one != mine]
    found = find_relations(user_id=reader_id(request), others=others) if mine else {}
    return [(player, _beside(player, found)) for player in players]


def _beside(player: PlayerInWorld, found: Mapping[str, Relation]) -> Beside:
    user_id = player["user_id"] or ""
    return Beside(user_id, player["character_name"] or SOMEBODY, found.get(user_id))
