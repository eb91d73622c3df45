"""What a door asks of a turn."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import ClassVar

from common.errors import Conflict, InvalidInput
from common.visible_text import cleaned_within
from worlds.rules.canonical import canonical
from worlds.rules.commands import Asked, Choose, Say

LONGEST_TEXT = 500


class StaleTurn(Conflict):
    """`details["view"]` is the game as it stands now."""

    code = "stale_turn"
    message = "The story has moved on since you last looked. Here it is as it stands now."


class IdempotencyConflict(Conflict):
    code = "idempotency_conflict"
    message = "This key was already used for another command."


@dataclass(frozen=True, slots=True)
class TurnRequest:
    """`input` is cleaned for others' eyes, whatever carried it."""

    option_id: str | None = None
    input: str | None = None
    expected_turn: int | None = None
    expected_number: int | None = None

    longest_input: ClassVar[int] = LONGEST_TEXT

    def __post_init__(self) -> None:
        if self.input is not None:
            object.__setattr__(self, "input", cleaned_within(self.input, LONGEST_TEXT))

    def command(self) -> Asked:
        """The rules' command. Raises InvalidInput when it says nothing, or too much."""
        text = self.input or ""
        if len(text) > LONGEST_TEXT:
            raise InvalidInput(f"Write at most {LONGEST_TEXT} characters.", input=len(text))
        if self.option_id:
            return Choose(self.option_id, text or None)
        if text:
            return Say(text)
        raise InvalidInput("Choose an option, or write what you do.")

    def is_stale(self, *, turn: int, number: int) -> bool:
        """Whether a game at this turn, with so many records, is not where the request takes it to be."""
        expected = ((self.expected_turn, turn), (self.expected_number, number))
        return any(wanted is not None and wanted != found for wanted, found in expected)

    def body_hash(self) -> str:
        """What makes two requests under one idempotency key the same."""
        return hashlib.sha256(canonical(asdict(self))).hexdigest()
