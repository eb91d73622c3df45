"""Why somebody is not in a world any more whom its host sent away."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from common import appeals
from worlds.models import PlayerText, WorldBan, WorldStay
from worlds.models.memberships import SENT_AWAY
from worlds.services.membership.errors import NotAMember


@dataclass(frozen=True, slots=True)
class Removal:
    """`reason` is empty where the host gave none, or it was erased. Who `may_return` may at once."""

    reason: str
    may_return: bool

    @property
    def words(self) -> str:
        said = f"Reason: {appeals.quoted(self.reason)}" if self.reason else "No reason was given."
        if self.may_return:
            return f"The host removed you from this world. {said} You can join again. {appeals.sentence()}"
        return f"The host banned you from this world. {said} {appeals.sentence()}"

    @property
    def details(self) -> dict[str, object]:
        """`until` None: no moment at which this ends by itself."""
        return {"until": None, "reason": self.reason, "appeal": appeals.address(), "may_return": self.may_return}


class SentAway(NotAMember):
    """`details`: reason, until, appeal, may_return."""


class SpectatingClosed(SentAway):
    """Without details: the host wanted nobody to watch any more, whoever it was."""

    code = "spectating_closed"
    message = "The host closed this world to spectators. You can join it if a seat is free."


def removal_of(*, user_id: uuid.UUID, world_id: uuid.UUID) -> Removal | None:
    """How a world's host sent somebody away who is not there now; None for who left of their own will, or was never there."""
    ban = WorldBan.objects.select_related("reason_text").filter(world_id=world_id, user_id=user_id).first()
    if ban is not None:
        return Removal(_read(ban.reason_text), may_return=False)
    stays = WorldStay.objects.select_related("note_text").filter(world_id=world_id, user_id=user_id)
    last = stays.only("reason", "note_text").order_by("-pk").first()
    if last is None or last.reason not in SENT_AWAY:
        return None
    return Removal(_read(last.note_text), may_return=True)


def not_here(*, user_id: uuid.UUID, world_id: uuid.UUID) -> NotAMember:
    """What is answered to somebody who has no place in a world."""
    removal = removal_of(user_id=user_id, world_id=world_id)
    if removal is not None:
        return SentAway(removal.words, **removal.details)
    return SpectatingClosed() if _watched_until_closed(user_id, world_id) else NotAMember()


def _watched_until_closed(user_id: uuid.UUID, world_id: uuid.UUID) -> bool:
    """Whether somebody watched as the host closed the world to spectators, which it still is."""
    stays = WorldStay.objects.filter(world_id=world_id, user_id=user_id).order_by("-pk")
    return stays.values_list("reason", "world__spectators_allowed").first() == (WorldStay.Reason.CLOSED, False)


def _read(text: PlayerText | None) -> str:
    return "" if text is None else text.text
