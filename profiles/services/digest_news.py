"""What a digest tells: that something happened, how much of it, and where to look.

It holds no words and no names of other players: e-mails are forwarded, and read on screens that others see.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef

from improvisations.models import Improvisation, ImprovisationMove
from presence.models import PlayerPresence
from profiles.models import MailChoices
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldParticipant
from worlds.services.games.game_replay import PLAYED
from worlds.services.membership.invited import open_invitations

MOST_OF_A_KIND: Final = 20
MOST_RECORDS: Final = 200  # of one world that are looked at
AWAY: Final = timedelta(hours=1)  # without a sign of life: who was here since has seen it on the page
DECIDED: Final = ("approved", "rejected", "integrated")


@dataclass(frozen=True, slots=True)
class WorldNews:
    """How many turns others played, at most MOST_RECORDS."""

    world_id: str
    story: str
    turns: int


@dataclass(frozen=True, slots=True)
class InvitationNews:
    code: str
    story: str


@dataclass(frozen=True, slots=True)
class Decision:
    improvisation_id: str
    story: str
    status: str


@dataclass(frozen=True, slots=True)
class DigestNews:
    worlds: Sequence[WorldNews] = ()
    invitations: Sequence[InvitationNews] = ()
    decisions: Sequence[Decision] = ()

    def __bool__(self) -> bool:
        return bool(self.worlds or self.invitations or self.decisions)


def news_between(choices: MailChoices, *, since: datetime, until: datetime) -> DigestNews:
    """What somebody chose to be told of a time (aware). What they may not see any more is left out."""
    return DigestNews(
        worlds=_worlds(choices.user_id, since, until) if choices.worlds else (),
        invitations=_invitations(choices.user_id, since, until) if choices.invitations else (),
        decisions=_decisions(choices.user_id, since, until) if choices.decisions else (),
    )


def _worlds(user_id: uuid.UUID, since: datetime, until: datetime) -> list[WorldNews]:
    last_here = PlayerPresence.objects.filter(user_id=user_id).values_list("last_heartbeat", flat=True).first()
    if last_here is not None and last_here > until - AWAY:
        return []
    missed = max(since, last_here or since)
    counted = ((world, _turns(world, user_id, missed, until)) for world in _lived_in(user_id, missed))
    return [WorldNews(world.short_id, world.scenario.name, turns) for world, turns in counted if turns]


def _lived_in(user_id: uuid.UUID, since: datetime) -> list[SharedWorld]:
    """The open worlds in which somebody still plays, and in which something has happened since."""
    playing = WorldParticipant.objects.seated().of(user_id).filter(session__status=GameSession.Status.ACTIVE)
    worlds = SharedWorld.objects.open().filter(pk__in=playing.values("world_id"), last_activity_at__gt=since)
    return list(worlds.select_related("scenario").defer("world_state").order_by("-last_activity_at")[:MOST_OF_A_KIND])


def _turns(world: SharedWorld, user_id: uuid.UUID, since: datetime, until: datetime) -> int:
    newest = TurnRecord.objects.filter(world=world).order_by("-world_seq")
    rows = newest.values_list("kind", "session__user_id", "created_at")[:MOST_RECORDS]
    return sum(kind in PLAYED and player != user_id and since < at <= until for kind, player, at in rows)


def _invitations(user_id: uuid.UUID, since: datetime, until: datetime) -> list[InvitationNews]:
    """Those that still count, and were neither followed nor declined meanwhile."""
    lately = open_invitations(user_id=user_id).filter(created_at__gt=since, created_at__lte=until)
    rows = lately.order_by("-created_at").values_list("code", "world__scenario__name")[:MOST_OF_A_KIND]
    return [InvitationNews(*row) for row in rows]


def _decisions(user_id: uuid.UUID, since: datetime, until: datetime) -> list[Decision]:
    moves = ImprovisationMove.objects.filter(improvisation=OuterRef("pk"), to_status__in=DECIDED)
    lately = moves.filter(at__gt=since, at__lte=until).exclude(from_status=F("to_status")).exclude(by=user_id)
    decided = Improvisation.objects.shared_by(user_id).filter(Exists(lately), status__in=DECIDED)
    rows = decided.order_by("-created_at").values_list("short_id", "scenario__name", "status")[:MOST_OF_A_KIND]
    return [Decision(*row) for row in rows]
