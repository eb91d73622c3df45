"""What the host of a world decides, and what its players tell the host."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol, TypedDict, Unpack

from django.contrib.auth import get_user_model
from django.db import transaction

from common.errors import Forbidden, InvalidInput, NotFound
from common.ids import lookup
from common.text_filter import TextNotFit, screen
from common.visible_text import lines
from worlds import limits
from worlds.models import Invite, SharedWorld, WorldBan
from worlds.services.membership import access, spectating, starting
from worlds.services.membership.creating import check_quorum
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.leaving import end_stay
from worlds.services.membership.locks import LockedMembership, lock_membership, retry_while_shifting
from worlds.services.membership.removal import not_here
from worlds.services.membership.world_terms import note_terms
from worlds.services.texts import keep_note
from worlds.services.turns.locks import await_world


class NotTheHost(Forbidden):
    code = "not_the_host"
    message = "Only the host of this world can do this."


class Settings(TypedDict, total=False):
    visibility: str
    spectators_allowed: bool
    spectators_talk: bool
    ready_check: bool
    agents_allowed: bool
    quorum: int | None


class SendsAway(Protocol):
    def __call__(
        self, *, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str, reason: str = ""
    ) -> SharedWorld: ...


@transaction.atomic
def change_world_settings(*, user_id: uuid.UUID, world_id: str | uuid.UUID, **wanted: Unpack[Settings]) -> SharedWorld:
    """Change what is given; whoever watches a world that closes to spectators is sent away. Raises NotFound, NotTheHost, WorldArchived, InvalidInput."""
    world = await_world(access.find_world(user_id=user_id, world_id=world_id))
    _check_host(world, user_id)
    check_quorum(wanted.get("quorum"), max_players=world.max_players)
    starting.check_ready_check(world, wanted=wanted.get("ready_check"))
    changed = [name for name, value in wanted.items() if getattr(world, name) != value]
    for name, value in wanted.items():
        setattr(world, name, value)
    note_terms(world, changed)
    if "ready_check" in changed:
        starting.tell_readiness(world)
    if not world.spectators_allowed:
        spectating.send_spectators_away(world)
    world.save(update_fields=[*wanted, "record_seq", "record_hash", "updated_at"])
    return world


def kick_player(*, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str, reason: str = "") -> SharedWorld:
    """Send somebody away; they may come back, with an invitation if the world is private.

    Raises NotFound, also for somebody who is not here; NotTheHost, WorldArchived, InvalidInput for oneself.
    """
    return _send_away(user_id, world_id, player, partial(_kick, by_id=user_id, note=_fit(reason)))


def ban_player(*, user_id: uuid.UUID, world_id: str | uuid.UUID, player: str, reason: str = "") -> SharedWorld:
    """Send somebody away for good, or keep out who is not here. Raises as `kick_player`; NotFound for an unknown person."""
    return _send_away(user_id, world_id, player, partial(_ban, by_id=user_id, note=_fit(reason)))


@transaction.atomic
def set_ready(*, user_id: uuid.UUID, world_id: str | uuid.UUID, is_ready: bool) -> SharedWorld:
    """Say whether one is ready to begin; a world with a ready check starts with the last. Raises NotFound, NotAMember, WorldArchived."""
    world = await_world(access.find_world(user_id=user_id, world_id=world_id))
    if world.is_archived:
        raise WorldArchived
    if not world.participants.seated().of(user_id).update(is_ready=is_ready):
        raise not_here(user_id=user_id, world_id=world.pk)
    starting.tell_readiness(world, by=user_id)
    if starting.start_when_ready(world):
        world.save(update_fields=starting.TERMS_MOVED)
    return world


EndOfStay = Callable[[LockedMembership, datetime], None]


def _send_away(user_id: uuid.UUID, world_id: str | uuid.UUID, player: str, end: EndOfStay) -> SharedWorld:
    found = access.find_world(user_id=user_id, world_id=world_id)
    _check_host(SharedWorld.objects.get(pk=found), user_id)  # or strangers could ask here who has an account
    person = get_user_model().objects.filter(**lookup(player, "usr")).values_list("pk", flat=True).first()
    if person is None:
        raise NotFound("There is no player with this id.")
    if person == user_id:
        raise InvalidInput("You cannot remove yourself. Leave the world instead.", user_id=player)
    return retry_while_shifting(partial(_remove, found, user_id, person, end))


def _remove(world_id: uuid.UUID, host_id: uuid.UUID, person: uuid.UUID, end: EndOfStay) -> SharedWorld:
    standing = lock_membership(world_id=world_id, user_id=person)
    _check_host(standing.world, host_id)
    end(standing, standing.world.now())
    return standing.world


def _kick(standing: LockedMembership, at: datetime, *, by_id: uuid.UUID, note: str) -> None:
    if not standing.is_member:
        raise NotFound("That player is not in this world.")
    said = keep_note(author_id=by_id, about_id=standing.user_id, text=note)
    end_stay(standing, reason="kicked", at=at, note=said)
    _revoke_invites(standing, at)


def _ban(standing: LockedMembership, at: datetime, *, by_id: uuid.UUID, note: str) -> None:
    said = keep_note(author_id=by_id, about_id=standing.user_id, text=note)
    by_whom = {"by_id": by_id, "reason_text": said}
    WorldBan.objects.get_or_create(world=standing.world, user_id=standing.user_id, defaults=by_whom)
    if standing.is_member:
        end_stay(standing, reason="banned", at=at, note=said)
    _revoke_invites(standing, at)


def _revoke_invites(standing: LockedMembership, at: datetime) -> None:
    """What somebody made who was sent away lets nobody in any more: they could come back by it under another name."""
    made = Invite.objects.filter(world=standing.world, created_by_id=standing.user_id, revoked_at=None)
    made.update(revoked_at=at)


def _check_host(world: SharedWorld, user_id: uuid.UUID) -> None:
    if world.is_archived:
        raise WorldArchived
    if world.host_id != user_id:
        raise NotTheHost


def _fit(reason: str) -> str:
    """A reason as it may be read by whom it is about. Raises InvalidInput, TextNotFit."""
    screened = screen(lines(reason, longest=limits.REMOVAL_REASON), longest=limits.REMOVAL_REASON)
    if screened.verdict == "refused":
        raise TextNotFit
    return screened.masked
