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
    return NotAMember() if removal is None else SentAway(removal.words, **removal.details)


def _read(text: PlayerText | None) -> str:
    return "" if text is None else text.text
