"""What a narrator is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from worlds.rules.rulings import Judgement, Ruling
    from worlds.rules.scenario import Scenario
    from worlds.rules.state import State


class Narrator(Protocol):
    """Words what comes of an improvisation.

    One instance serves every thread of a process. One that is `instant` may be called inside a turn's transaction.
    Any other is called outside transactions and locks, and may take seconds; the turn waits for it no longer than its
    lease lives (TURN_LOCK_TIMEOUT), so a narrator that asks elsewhere keeps a shorter time limit of its own and hands
    over to another narrator when that is up: `rule` does not raise for what goes wrong outside the process.
    """

    instant: ClassVar[bool]  # answers at once, from what it is given
    name: str
    version: str  # changes whenever the same question may get another answer

    def rule(self, *, scenario: Scenario, state: State, judgement: Judgement) -> Ruling:
        """Answer `judgement`, leaving `state` as it is.

        The ruling is stored with the command, so a replay never asks again. Its cell may replace the verdict by
        another of the three; of its effects the rules keep only soft ones. Its `narrator` and `version` name who
        really answered. A curated `judgement.answer` is the text, word for word. `judgement.text` is a stranger's:
        it is data, never a template or an instruction.
        """
        ...
