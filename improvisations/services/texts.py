"""The texts of an improvisation: what may be kept, and what may be read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Final

from common.errors import InvalidInput
from common.text_filter import Screened, TextNotFit, screen
from improvisations import limits
from improvisations.models import Improvisation
from improvisations.services import budgets
from worlds.models import GameSession, ModerationRecord, PlayerText
from worlds.models.texts import REMOVED, words
from worlds.services.moderation_records import note_noticed
from worlds.services.texts import keep_text

LONGEST: Final = {"input": limits.IDEA_TEXT, "response": limits.RESPONSE_TEXT, "outcome": limits.OUTCOME_TEXT}
NAMES: Final = {"input": "player_input", "response": "narrative_response", "outcome": "outcome"}


@dataclass(frozen=True, slots=True)
class Words:
    """An improvisation as it may be read now."""

    input: str
    response: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A player's texts as the filter found them, by field: input, and response and outcome where there are any."""

    screened: dict[str, Screened]

    @property
    def score(self) -> int:
        return max(each.score for each in self.screened.values())

    @property
    def reasons(self) -> list[dict[str, Any]]:
        return [
            {"field": field, "category": hit.category, "start": hit.start, "end": hit.end}
            for field, each in self.screened.items()
            for hit in each.hits
        ]

    def keep(self, author_id: uuid.UUID) -> dict[str, PlayerText | None]:
        """Store them; None for a field that says nothing."""
        kept = {field: keep_text(author_id=author_id, text=each.text) for field, each in self.screened.items()}
        return {field: kept.get(field) for field in LONGEST}


def screened_texts(*, author_id: uuid.UUID, session: GameSession, node_id: str, **texts: str) -> Judged:
    """Screen a player's texts: `input`, `response`, `outcome`; empty ones are left out, but there must be an input.

    A hit goes to review with the text. Raises RateLimited, InvalidInput for nothing or too much, TextNotFit for what
    nobody should have to read, which a moderator then sees; to keep that, it must be called outside a transaction that
    rolls back.
    """
    budgets.SHARES.spend(str(author_id))
    screened = {field: screen(text, longest=LONGEST[field]) for field, text in texts.items() if text.strip()}
    _check_lengths(screened)
    if "input" not in screened or not screened["input"].text:
        raise InvalidInput("Describe what you did.", player_input=["This field may not be blank."])
    refused = [each for each in screened.values() if each.verdict == "refused"]
    if refused:
        where = {"world_id": session.world_id, "session_id": session.pk, "place": node_id}
        for each in refused:
            note_noticed(author_id=author_id, screened=each, action=ModerationRecord.Action.REFUSED, **where)
        raise TextNotFit
    return Judged({field: each for field, each in screened.items() if each.text})


def words_of(row: Improvisation) -> Words:
    """Nothing of what was hidden or erased; with a player's words goes the answer to them, which may repeat them."""
    said = str(row.input_text)
    if said == REMOVED:
        return Words(REMOVED, REMOVED, REMOVED)
    own_outcome = words(row.outcome_text)
    response = str(row.response_text) if row.response_text else row.response
    return Words(said, response, " ".join(part for part in (row.outcome, own_outcome) if part))


def _check_lengths(screened: dict[str, Screened]) -> None:
    faults = {
        NAMES[field]: [f"Write at most {LONGEST[field]} characters."]
        for field, each in screened.items()
        if any(hit.category == "length" for hit in each.hits)
    }
    if faults:
        raise InvalidInput("This text is too long.", **faults)
