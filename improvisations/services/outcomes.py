"""What an improvised turn came to, told from its record."""

from __future__ import annotations

from improvisations import limits
from worlds.models import TurnRecord
from worlds.rules.scenario import Scenario

MINUTE = 60  # story seconds


def target_of(record: TurnRecord, scenario: Scenario) -> str | None:
    """The node or ending where the author lets this verdict on an improvise option lead; None where the scene goes on."""
    node = scenario.nodes.get(record.node_id)
    option = node.option((record.meaning or {}).get("option_id") or "") if node else None
    if option is None or option.improvisation is None:
        return None
    return option.improvisation.outcome_nodes.get(record.result["improvisation"]["classification"])


def outcome_of(record: TurnRecord, scenario: Scenario) -> str:
    """Some short sentences; story seconds are told as whole minutes."""
    said = [_where(record, scenario), *_traits(record), *_time(record)]
    return " ".join(said)[: limits.OUTCOME_TEXT]


def _where(record: TurnRecord, scenario: Scenario) -> str:
    if record.result["kind"] == "ended":
        return "It ended the story."
    if record.result["kind"] == "blocked":
        return "The way stayed blocked."
    target = target_of(record, scenario)
    if target is None:
        return "The scene went on."
    node = scenario.nodes.get(target)
    return f"It led to “{(node and node.title) or target}”."


def _traits(record: TurnRecord) -> list[str]:
    changes = [change for change in record.result["changes"] if change["path"].startswith("character.traits.")]
    return [f"{_spoken(change['path'])} is now {change.get('value')}." for change in changes]


def _time(record: TurnRecord) -> list[str]:
    minutes = record.result["time_passed"] // MINUTE
    return [f"{minutes} minute{'' if minutes == 1 else 's'} passed."] if minutes > 0 else []


def _spoken(path: str) -> str:
    return path.rpartition(".")[2].replace("_", " ").capitalize()
