"""A game alone played again: the states that its records lead to, made by the rules alone. `replay` compares them with the rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from worlds.models import TurnRecord
from worlds.rules.commands import Choose, Command
from worlds.rules.messages import recalled_from_json, ruling_from_json
from worlds.rules.opening import begin
from worlds.rules.previewing import begin_preview
from worlds.rules.scenario import Scenario
from worlds.rules.state import Preferences, State
from worlds.rules.storage import state_from_json
from worlds.rules.turns import ROAMING, play
from worlds.services.games.migrations import is_replayed, migrated_state

Kind = TurnRecord.Kind
PLAYED: Final = frozenset({Kind.CHOICE, Kind.TEXT, *ROAMING})  # a command of the player's


class WrongBeginning(ValueError):
    """A log that does not begin with a start or an import."""


class TooOld(ValueError):
    """A record of an older engine after one that was played: a migration lies between them, never behind."""


@dataclass(slots=True)
class PlayedGame:
    """A game as far as its records have been played; give it the records in order.

    `state` is None before the first, and after records of an engine whose rules are not kept, up to their migration.
    `number` is the newest record. Only states that a later rewind returns to are kept,
    so memory stays flat over ten thousand turns.
    """

    state: State | None = None
    number: int = 0
    kept: dict[int, State] = field(default_factory=dict)

    def play(self, scenario: Scenario, record: TurnRecord, *, targets: Collection[int]) -> State | None:
        """The state that a record leads to, as far as the rules can tell; `targets` are the records that rewinds return to.

        Raises RuleError, LookupError, TypeError or ValueError for a record that the rules do not allow.
        """
        self.state, self.number = self._after(scenario, record), record.number
        if record.number in targets and self.state is not None:
            self.kept[record.number] = self.state
        return self.state

    def _after(self, scenario: Scenario, record: TurnRecord) -> State | None:
        if not is_replayed(record):
            if self.state is not None:
                raise TooOld(record.engine_version)
            return None
        return _begun(scenario, record) or self._went_on(scenario, record)

    def _went_on(self, scenario: Scenario, record: TurnRecord) -> State:
        if self.state is None:
            raise WrongBeginning(record.kind)
        match record.kind:
            case kind if kind in PLAYED:
                # The narrator is never asked again: its word stands in the record, and another would be another game.
                ruling = record.ruling and ruling_from_json(record.ruling)
                return play(scenario, self.state, _command(record), ruling, number=record.number).after
            case Kind.REWIND:
                return with_preferences(self.kept[record.command["target"]], self.state.player.preferences)
            case Kind.SETTINGS:
                return with_preferences(self.state, Preferences(**record.command))
        return self.state


def _begun(scenario: Scenario, record: TurnRecord) -> State | None:
    """The state of a record that needs none before it; None for any other."""
    match record.kind:
        case Kind.START:
            if "preview" in record.command:
                return begin_preview(scenario, record.command["preview"], record.command["choices"])
            return begin(scenario, character_name=record.command.get("character_name")).after
        case Kind.IMPORT:
            return state_from_json(record.command["state"])
        case Kind.MIGRATE:
            return state_from_json(migrated_state(record))
    return None


def with_preferences(state: State, preferences: Preferences) -> State:
    """A copy of the state in which its player prefers this."""
    changed = state.copy()
    changed.player.preferences = preferences
    return changed


def _command(record: TurnRecord) -> Command:
    """Words may have been erased since, so what they meant is played."""
    if record.text_id is not None:
        return recalled_from_json(record.meaning)
    return Choose(record.command["option_id"])
