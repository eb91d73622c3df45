"""The back office of curation."""

from improvisations.admin.queue import ImprovisationAdmin

__all__ = ["ImprovisationAdmin"]
