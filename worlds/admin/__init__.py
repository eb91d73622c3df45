"""The back office of the worlds."""

from worlds.admin.entitlements import EntitlementAdmin
from worlds.admin.revisions import RevisionAdmin
from worlds.admin.scenarios import ScenarioAdmin
from worlds.admin.sessions import SessionAdmin
from worlds.admin.worlds import WorldAdmin

__all__ = ["EntitlementAdmin", "RevisionAdmin", "ScenarioAdmin", "SessionAdmin", "WorldAdmin"]
