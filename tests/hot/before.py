"""What is done to the stage before doors are asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from common.models import EndedFamily, StreamTicket
from presence.models import PlayerPresence
from profiles.models import User
from profiles.services import agents, tokens
from tests.hot.stage import Stage
from worlds.models import GameSession, LocationLock, SharedWorld, TurnLease
from worlds.services import chat


def ada() -> Any:
    return User.objects.filter(username="ada")


def seen(*, minutes: int) -> None:
    """Ada was heard of so long ago."""
    moment = timezone.now() - timedelta(minutes=minutes)
    user = ada().get()
    PlayerPresence.objects.update_or_create(user=user, defaults={"last_heartbeat": moment})


def without_place(_stage: Stage) -> None:
    LocationLock.objects.all().delete()


def leased(stage: Stage, *, seconds: float) -> None:
    """Another's narrator is at work at the place, or was until just now."""
    other = GameSession.objects.get(short_id=stage.names["ben_game"])
    now = timezone.now()
    about = {"acquired_at": now - timedelta(minutes=1), "expires_at": now + timedelta(seconds=seconds)}
    TurnLease.objects.create(world=other.world, location="road", holder=other, **about)


def ticket_expired(_stage: Stage) -> None:
    """Ada asked for a ticket and never used it."""
    user, moment = ada().get(), timezone.now() - timedelta(seconds=1)
    StreamTicket.objects.create(token_hash="0" * 64, user=user, expires_at=moment, seal="s")


def sign_out(stage: Stage) -> None:
    tokens.revoke_refresh(refresh=stage.names["ada_refresh"])


def end_family(stage: Stage) -> None:
    until = timezone.now()
    EndedFamily.objects.create(
        family=tokens.family_of(tokens.read_refresh(stage.names["ada_refresh"])), expires_at=until
    )


def other_password(_stage: Stage) -> None:
    ada().update(password="another")


def suspended(_stage: Stage) -> None:
    ada().update(suspended_at=timezone.now(), is_active=False)


def inactive(_stage: Stage) -> None:
    ada().update(is_active=False)


def signed_out_everywhere(_stage: Stage) -> None:
    ada().update(signed_out_at=timezone.now())


def gone(_stage: Stage) -> None:
    ada().update(anonymised_at=timezone.now(), is_active=False, signed_out_at=timezone.now())


def of_another_engine(_stage: Stage) -> None:
    GameSession.objects.filter(user__username__in=["ada", "ida"]).update(engine_version=99)


def of_an_older_engine(_stage: Stage) -> None:
    GameSession.objects.update(engine_version="2")
    SharedWorld.objects.update(engine_version="2")


def spectators_talk(_stage: Stage) -> None:
    SharedWorld.objects.update(spectators_talk=True)


def not_started(_stage: Stage) -> None:
    """The worlds wait until everybody is ready."""
    SharedWorld.objects.update(ready_check=True)


def whispered(stage: Stage) -> None:
    """Ada has just whispered to Ben, and Ben to Ada."""
    ada, ben = (User.objects.get(username=name) for name in ("ada", "ben"))
    for speaker, listener in ((ada, ben), (ben, ada)):
        chat.send_message(user_id=speaker.pk, world_id=stage.names["world"], text="Psst.", to=listener.short_id)


def ben_is_agent(_stage: Stage) -> None:
    agents.mark_agent(user_id=User.objects.get(username="ben").pk)
