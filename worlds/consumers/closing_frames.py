"""What a stream is told before it is ended, where the mere end would not say it."""

from __future__ import annotations

from common.errors import KleeneError, Suspended
from worlds.consumers.authentication import check_standing
from worlds.feed.subscriber import End
from worlds.services.membership.access import require_not_sent_away
from worlds.services.membership.removal import SentAway
from worlds.services.streams import StreamAccess


def last_words(end: End, access: StreamAccess) -> KleeneError | None:
    """That its reader is suspended, or was sent away by the host: why, until when, and how to object."""
    try:
        if end is End.SIGNED_OUT:
            check_standing(access.user_id)
        elif end is End.NOT_A_MEMBER:
            require_not_sent_away(user_id=access.user_id, world_id=access.world_id)
    except (Suspended, SentAway) as refusal:
        return refusal
    return None
