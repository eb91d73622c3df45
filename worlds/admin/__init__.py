"""The back office of the worlds."""

from worlds.admin.revisions import RevisionAdmin
from worlds.admin.scenarios import ScenarioAdmin
from worlds.admin.sessions import SessionAdmin

__all__ = ["RevisionAdmin", "ScenarioAdmin", "SessionAdmin"]
