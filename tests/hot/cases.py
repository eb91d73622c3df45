"""The requests that both doors are asked."""

from __future__ import annotations

from typing import Final

from tests.hot.cases_of_bodies import LIMITED, ODD
from tests.hot.cases_of_callers import HOW, WHO
from tests.hot.cases_of_play import TURN_CASES, VIEWS
from tests.hot.cases_of_talk import CHATS, HEALTH, HEARTBEATS
from tests.hot.cases_of_tickets import TICKETS

ALL: Final = {
    f"{about}: {each.name}": each
    for about, cases in (
        ("view", VIEWS),
        ("turn", TURN_CASES),
        ("chat", CHATS),
        ("heartbeat", HEARTBEATS),
        ("ticket", TICKETS),
        ("health", HEALTH),
        ("who", WHO),
        ("how", HOW),
        ("body", ODD),
        ("limit", LIMITED),
    )
    for each in cases
}
