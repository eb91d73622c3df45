"""How often a player may act, speak, begin and look back, over all doors together."""

from __future__ import annotations

import uuid

from common.crowds import PlayerBudget
from common.throttles import Spent

INPUTS = PlayerBudget("input", "RATE_INPUT")
IMPROVISED = PlayerBudget("improvise", "RATE_IMPROVISE")
CHAT = PlayerBudget("chat", "RATE_CHAT")
REPLAYS = PlayerBudget("replay", "RATE_REPLAY")  # what reads a whole log
BEGINNINGS = PlayerBudget("start", "RATE_START")


class TurnPurse:
    """What one request for a turn has spent: an input is paid once, however often the turn is tried."""

    def __init__(self, user_id: uuid.UUID) -> None:
        self._user_id = str(user_id)
        self._input: Spent | None = None

    def pay_input(self) -> None:
        """Raises RateLimited."""
        if self._input is None:
            self._input = INPUTS.spend(self._user_id)

    def take_back(self) -> None:
        """The request turned out to be answered before, and an answer that is given again costs nothing."""
        if self._input is not None:
            self._input.refund()
            self._input = None

    def pay_question(self) -> None:
        """One more question to a narrator that is not instant. Raises RateLimited."""
        IMPROVISED.spend(self._user_id)
