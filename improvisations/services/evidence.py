"""What somebody says that they did, and what their own game says of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from common.errors import InvalidInput
from common.visible_text import cleaned
from improvisations.services.errors import DiffersFromRecord, NotVisited
from improvisations.services.outcomes import outcome_of, target_of
from worlds.models import GameSession, TurnRecord
from worlds.models.compiled import compiled_scenario
from worlds.rules.grid import CELLS
from worlds.services.turns.state_rows import state_of

LOOKED_BACK = 50  # turns of a node that are compared with what is stated, the newest first


@dataclass(frozen=True, slots=True)
class Statement:
    """An improvisation as its player tells it."""

    node_id: str
    player_input: str
    narrative_response: str = ""
    classification: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the system takes it to be; `record` is the session's own, if it has one."""

    record: TurnRecord | None
    classification: str
    intent: str
    option_id: str
    response: str  # the system's words; empty without a record
    outcome: str


def look_into(session: GameSession, statement: Statement) -> Evidence:
    """Compare a statement with the session's log.

    Raises NotVisited, DiffersFromRecord when the log tells this turn otherwise, InvalidInput when there is no record
    and the statement leaves out what only it could tell.
    """
    _check_visited(session, statement.node_id)
    record = _record_of(session, statement)
    return _unbacked(statement) if record is None else _backed(record, statement)


def finding_of(record: TurnRecord) -> Evidence:
    """What the log says of an improvised turn; the record must carry its revision."""
    told, meant = record.result["improvisation"], record.meaning or {}
    return Evidence(
        record=record,
        classification=record.cell or told["classification"],
        intent=told["intent"],
        option_id=meant.get("option_id") or "",
        response=response_of(record),
        outcome=outcome_of(record, compiled_scenario(record.revision)),
    )


def with_revision(records: QuerySet[TurnRecord]) -> QuerySet[TurnRecord]:
    """With text, revision and scenario, but without a revision's content: that is fifty times a record."""
    told = records.select_related("text", "revision__scenario")
    return told.defer("revision__content_text", "revision__report")


def is_shareable(record: TurnRecord) -> bool:
    """An improvisation in the player's own words, which are still there to read."""
    return bool(record.result.get("improvisation")) and record.text is not None and record.text.redacted_at is None


def response_of(record: TurnRecord) -> str:
    """What was answered to the words themselves, without the scene that it may have led to."""
    return (record.ruling or {}).get("text", "").strip() or str(record.result["narrative"])


def _check_visited(session: GameSession, node_id: str) -> None:
    here = state_of(session).player.node == node_id
    if not here and not (node_id and session.records.filter(node_id=node_id).exists()):
        raise NotVisited(node_id=node_id)


def _record_of(session: GameSession, statement: Statement) -> TurnRecord | None:
    wanted = in_comparable_form(statement.player_input)
    texts = session.records.filter(kind=TurnRecord.Kind.TEXT, node_id=statement.node_id)
    newest = with_revision(texts).order_by("-number")[:LOOKED_BACK]
    return next(
        (row for row in newest if is_shareable(row) and row.text and in_comparable_form(row.text.text) == wanted), None
    )


def _unbacked(statement: Statement) -> Evidence:
    missing = {"narrative_response": statement.narrative_response, "classification": statement.classification}
    faults = {name: ["This field is required."] for name, said in missing.items() if not said}
    if faults:
        raise InvalidInput("Your game has no record of these words, so describe what happened.", **faults)
    return Evidence(None, statement.classification, "", "", "", "")


def _backed(record: TurnRecord, statement: Statement) -> Evidence:
    finding = finding_of(record)
    accepted = {finding.classification, record.result["improvisation"]["classification"]}
    if statement.classification and statement.classification not in accepted:
        raise DiffersFromRecord(field="classification", recorded=finding.classification)
    if not _is_told(statement.narrative_response, str(record.result["narrative"])):
        raise DiffersFromRecord(field="narrative_response")
    if _contradicts(statement.outcome.strip(), record, accepted):
        raise DiffersFromRecord(field="outcome", recorded=finding.outcome)
    return finding


def _is_told(stated: str, narrative: str) -> bool:
    """Whether the log's narrative says it: all of it, or a passage."""
    return in_comparable_form(stated).rstrip(".… ") in in_comparable_form(narrative)


def _contradicts(stated: str, record: TurnRecord, cells: set[str]) -> bool:
    """An outcome in prose proves nothing; but where it names a cell or a scene, it must be the right one."""
    scenario = compiled_scenario(record.revision)
    if stated.casefold() in CELLS:
        return stated.casefold() not in cells
    if stated in scenario.nodes or stated in scenario.endings:
        return stated not in {target_of(record, scenario), record.node_id}
    return False


def in_comparable_form(text: str) -> str:
    """A text as it is compared: one spelling of each sign, single spaces."""
    return " ".join(cleaned(text).split())
