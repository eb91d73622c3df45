"""What the log says of a turn."""

from __future__ import annotations

from datetime import datetime

from worlds.models import GameSession, PlayerText, TurnRecord
from worlds.rules.commands import Asked, Ruling, Say, Step
from worlds.rules.messages import recalled_to_json, ruling_to_json
from worlds.rules.scenario import Scenario
from worlds.services.texts import keep_text
from worlds.services.turns import record_log
from worlds.services.turns.attempt import Attempt
from worlds.services.turns.result import turn_payload


def entry_of(
    attempt: Attempt, step: Step, *, session: GameSession, scenario: Scenario, ruling: Ruling | None, at: datetime
) -> record_log.Entry:
    """The entry for a turn that was played; the player's words are stored on the way."""
    text = _kept(session, attempt.command)
    return record_log.Entry(
        kind=TurnRecord.Kind.CHOICE if text is None else TurnRecord.Kind.TEXT,
        at=at,
        node_id=step.before.player.node,
        command=_said(scenario, step, attempt.command),
        text=text,
        meaning=_meant(step, attempt.command),
        ruling=ruling_to_json(ruling) if ruling else None,
        cell=step.cell or "",
        result=dict(turn_payload(step)),
        idempotency_key=attempt.key,
        body_hash=attempt.request.body_hash() if attempt.key else "",
    )


def _kept(session: GameSession, command: Asked) -> PlayerText | None:
    text = command.text
    return None if text is None else keep_text(author_id=session.user_id, text=text)


def _meant(step: Step, command: Asked) -> dict[str, object] | None:
    """What the player's words meant, so that they can be played again once they are erased."""
    return None if command.text is None or step.meaning is None else recalled_to_json(step.meaning)


def _said(scenario: Scenario, step: Step, command: Asked) -> dict[str, str]:
    """The command without the player's own words: those stand in PlayerText, where they can be erased."""
    if isinstance(command, Say):
        return {}
    option = scenario.nodes[step.before.player.node].option(command.option_id)
    return {"option_id": command.option_id, "option_text": option.text if option else ""}
