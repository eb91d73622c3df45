"""Tables of the worlds."""

from worlds.models.records import TurnRecord
from worlds.models.scenarios import Scenario, ScenarioRevision
from worlds.models.sessions import GameSession
from worlds.models.texts import PlayerText

__all__ = ["GameSession", "PlayerText", "Scenario", "ScenarioRevision", "TurnRecord"]
