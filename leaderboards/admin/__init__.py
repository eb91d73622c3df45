"""The back office of the boards."""

from leaderboards.admin.entries import EntryAdmin, PeriodEntryAdmin
from leaderboards.admin.judgements import JudgementAdmin

__all__ = ["EntryAdmin", "JudgementAdmin", "PeriodEntryAdmin"]
