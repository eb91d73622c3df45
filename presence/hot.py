"""POST /api/v1/presence/heartbeat on the event loop."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

import orjson

from common.hot.budgets import spend_on_loop
from common.hot.caller import HotCaller
from common.hot.request import HotAnswer, HotRequest, NotOrdinary
from common.player_budgets import asked_from
from common.prepared.pool import fetch
from common.prepared.select import Query, Select
from presence.models import PlayerPresence
from presence.rules import Status
from presence.services import budgets
from presence.services.attendance import presence_status

OWN: Final[Select[PlayerPresence]] = Select(lambda pk: PlayerPresence.objects.filter(pk=pk), pk=uuid.UUID)
EMPTY: Final = frozenset({b"", b"{}"})
ONLINE: Final = orjson.dumps({"status": "online"})


def read_ahead(_request: HotRequest, user_id: uuid.UUID) -> Sequence[Query]:
    return (OWN(pk=user_id),)


async def send_heartbeat(request: HotRequest, caller: HotCaller) -> HotAnswer:
    """Somebody whom others see online already says that they still are: noted in memory, like every request.

    One whom they see as idle or offline must be written at once, which is the plain door's.
    """
    if request.body not in EMPTY:
        raise NotOrdinary
    [raw] = await fetch(OWN(pk=caller.user_id))
    presence = OWN.first(raw)
    if presence is None or presence_status(presence).status is not Status.ONLINE:
        raise NotOrdinary
    with asked_from(lambda: caller.guest_address, lambda: caller.is_agent):
        await spend_on_loop(budgets.HEARTBEATS, str(caller.user_id))
    return HotAnswer(ONLINE)
