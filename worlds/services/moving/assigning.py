"""Giving a game of an imported world to somebody: the world's log says from which record on it is theirs."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from common.table_changes import announce_change
from worlds.feed.names import NAMES
from worlds.models import GameSession, PlayerText, SharedWorld, TurnRecord, WorldEvent, WorldParticipant, WorldStay
from worlds.services.membership import namesakes
from worlds.services.membership.world_terms import note_terms
from worlds.services.moving.errors import NotAssignable
from worlds.services.moving.importing import owner_told
from worlds.services.renaming import forget_cached_names
from worlds.services.turns import record_log
from worlds.services.turns.locks import await_world_within


@transaction.atomic
def assign_session(*, session_id: uuid.UUID, user_id: uuid.UUID, is_placeholder: Callable[[Any], bool]) -> GameSession:
    """Let an account go on with a game that a placeholder holds, with its place in the world, its texts, and the world if it hosts it.

    What was said to the placeholder alone stays unread, and the game never scores. Locks the session and then the world. Raises
    NotAssignable, Unavailable, IncompatibleVersion.
    """
    session = GameSession.objects.at_hand().select_for_update(of=("self",), no_key=True).get(pk=session_id)
    former, account = session.user, get_user_model().objects.get(pk=user_id)
    if session.world_id is None or not is_placeholder(former):
        raise NotAssignable("It does not belong to a placeholder of an imported world.")
    if not account.is_active:
        raise NotAssignable("The account is not active.")
    session.world = await_world_within(session.world_id)
    _hand_over(session, former, account)
    return session


def _hand_over(session: GameSession, former: Any, account: Any) -> None:
    world = session.world
    assert world is not None, "a game of an imported world"
    place = WorldParticipant.objects.of(former.pk).filter(world=world, session=session).first()
    _hand_over_texts(session, former.pk, account.pk, has_place=place is not None)
    session.user = account
    session.save(update_fields=["user"])
    WorldStay.objects.filter(session=session).update(user_id=account.pk)
    change = {"was": owner_told(former.pk, former.short_id), "is": owner_told(account.pk, account.short_id)}
    command = {"deed": "assigned", "games": {str(session.pk): change}}
    record_log.append_own_record(world, record_log.Entry(kind=TurnRecord.Kind.IMPORT, at=world.now(), command=command))
    if place is not None:
        _hand_over_place(world, place, account)
    world.save(update_fields=["host", "record_seq", "record_hash"])
    announce_change(NAMES)
    transaction.on_commit(forget_cached_names, robust=True)


def _hand_over_place(world: SharedWorld, place: WorldParticipant, account: Any) -> None:
    if WorldParticipant.objects.of(account.pk).filter(world=world).exists():
        raise NotAssignable("The account has a place of its own in this world.")
    was_host = world.host_id == place.user_id
    place.user, place.namesake = account, namesakes.number_in(world, account)
    place.save(update_fields=["user", "namesake"])
    if was_host:
        world.host_id = account.pk
        note_terms(world, ["host"])


def _hand_over_texts(session: GameSession, former: uuid.UUID, account: uuid.UUID, *, has_place: bool) -> None:
    """So that they are erased with the account, and told with its data."""
    typed = TurnRecord.objects.filter(session=session).exclude(text=None).values("text_id")
    PlayerText.objects.filter(pk__in=typed).update(author_id=account)
    if has_place:
        said = (
            WorldEvent.objects.filter(world_id=session.world_id, actor_id=former).exclude(text=None).values("text_id")
        )
        PlayerText.objects.filter(pk__in=said, author_id=former).update(author_id=account)
