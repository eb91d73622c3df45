"""What typed words ask of the game itself: to do the last thing again, or to undo it."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from worlds.models import GameSession, TurnRecord
from worlds.rules.commands import Asked, Choose, Recalled, Say
from worlds.rules.errors import OptionNotAvailable
from worlds.rules.meaning import read
from worlds.rules.messages import recalled_from_json
from worlds.rules.readings import Ask, Doubt, Question, Reading
from worlds.rules.situation import Situation
from worlds.rules.turns import ROAMING
from worlds.rules.understanding.meta import topic_of
from worlds.services.games import rewind
from worlds.services.games.transcript import records_backwards
from worlds.services.turns.payloads import TurnPayload
from worlds.services.turns.record_log import Entry
from worlds.services.turns.request import TurnAttempt
from worlds.services.turns.result import TurnAnswer, result_of
from worlds.services.turns.state_rows import state_of

AGAIN: Final = "again"
UNDONE: Final = "Your last turn is undone. It stays in the transcript."
NOTHING_TO_UNDO: Final = "There is no turn to undo yet."


def is_undo(reading: Reading) -> bool:
    return isinstance(reading, Question) and reading.topic == "undo"


def read_again(reading: Reading, session: GameSession, now: Situation) -> Reading:
    """What the player did last, read anew as things stand, where they ask for it; any other reading stays as it is."""
    if not (isinstance(reading, Question) and reading.topic == AGAIN):
        return reading
    last = _last_command(session)
    try:
        found = reading if last is None else read(last, now)
    except OptionNotAvailable:
        return reading
    return reading if isinstance(found, Question | Ask | Doubt) else found


def undo_last_turn(attempt: TurnAttempt, session: GameSession) -> TurnAnswer:
    """Take a game alone back by a turn; under the same key it is taken back once. Assumes its row locked. Raises RateLimited."""
    told = _payload(UNDONE)
    said = Entry(
        kind=TurnRecord.Kind.REWIND,
        at=timezone.now(),
        result=dict(told),
        idempotency_key=attempt.key,
        body_hash=attempt.request.body_hash() if attempt.key else "",
    )
    try:
        past = rewind.undo_turn(session, said)
    except rewind.RewindImpossible:
        told, past = _payload(NOTHING_TO_UNDO), state_of(session)
    else:
        attempt.purse.use()  # it must not be refused any more, for want of questions
    return TurnAnswer(result_of(session, told, past), replayed=False)


def _payload(narrative: str) -> TurnPayload:
    return {
        "kind": "meta",
        "cell": None,
        "narrative": narrative,
        "changes": [],
        "time_passed": 0,
        "fired": [],
        "improvisation": None,
    }


def _last_command(session: GameSession) -> Asked | Recalled | None:
    """The last choice or deed on the way to where the game stands; words that were erased cannot be repeated."""
    for record in records_backwards(session):
        if record.kind == TurnRecord.Kind.CHOICE:
            return Choose(record.command["option_id"])
        if record.kind in {TurnRecord.Kind.TEXT, *ROAMING} and not _was_again(record):
            return _meant(record)
    return None


def _was_again(record: TurnRecord) -> bool:
    """An option that was done again is known by its id; of a deed in words the first words are wanted."""
    return record.meaning["judgement"] is not None and topic_of(str(record.text)) == AGAIN


def _meant(record: TurnRecord) -> Asked | Recalled | None:
    meaning, words = recalled_from_json(record.meaning), record.text
    if meaning.judgement is None:
        return meaning if meaning.option_id is None else Choose(meaning.option_id)
    if words is None or words.redacted_at is not None:
        return None
    return Say(words.text) if meaning.option_id is None else Choose(meaning.option_id, words.text)
