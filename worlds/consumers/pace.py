"""How often a socket's client may say what. Turns, talk and resuming have budgets by player beside this."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from common.pace import Meter, Pace
from worlds.consumers.client_frames import Ack, Auth, Chat, Command, Frame, Ping, Resume, Turn, Typing

# An acknowledgement is owed for each numbered frame, and costs nothing of this.
PACES: Final[Mapping[type[Frame], Pace]] = {
    Auth: Pace(at_once=5, a_minute=10),
    Turn: Pace(at_once=60, a_minute=1200),
    Chat: Pace(at_once=60, a_minute=600),
    Command: Pace(at_once=60, a_minute=240),
    Resume: Pace(at_once=10, a_minute=60),
    Ack: Pace(at_once=100, a_minute=600),
    Ping: Pace(at_once=20, a_minute=120),
    Typing: Pace(at_once=60, a_minute=600),
}
ALL_TOGETHER: Final = Pace(at_once=300, a_minute=1800)


class Meters(dict[type[Frame], Meter]):
    """One for each kind of frame, made when it is first asked for: most clients only acknowledge."""

    def __missing__(self, kind: type[Frame]) -> Meter:
        self[kind] = made = Meter(PACES[kind])
        return made
