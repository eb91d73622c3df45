"""What the calls of presence answer."""

from typing import TypedDict

from common.dates import utc
from common.viewsets import Timestamp
from presence.services.roster import Roster, SomebodyOnline


class Online(TypedDict):
    """`world_id` and `location` are also null if you cannot see the world."""

    user_id: str
    display_name: str
    is_agent: bool
    scenario_id: str | None
    game_mode: str | None
    world_id: str | None
    location: str | None
    turn: int
    last_active: Timestamp


class WhoIsOnline(TypedDict):
    """The list holds visible players only; the counts include everybody."""

    online: list[Online]
    total_online: int
    total_playing_scenario: int


class OwnPresence(TypedDict):
    """`status` is the one that you set."""

    visible: bool
    status: str


class Standing(TypedDict):
    """Your current status; after this call always online."""

    status: str


def who_is_online(found: Roster) -> WhoIsOnline:
    return {
        "online": [online_answer(each) for each in found.online],
        "total_online": found.total_online,
        "total_playing_scenario": found.total_playing,
    }


def online_answer(each: SomebodyOnline) -> Online:
    return {
        "user_id": each.user_id,
        "display_name": each.display_name,
        "is_agent": each.is_agent,
        "scenario_id": each.scenario_id,
        "game_mode": each.game_mode,
        "world_id": each.world_id,
        "location": each.location,
        "turn": each.turn,
        "last_active": utc(each.last_active),
    }
