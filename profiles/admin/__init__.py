"""The back office of accounts."""

from profiles.admin.accounts import AccountAdmin
from profiles.admin.achievements import AchievementAdmin, AwardAdmin
from profiles.admin.flagged_texts import FlaggedTextAdmin
from profiles.admin.groups import GroupAdmin
from profiles.admin.reports import ReportAdmin

__all__ = ["AccountAdmin", "AchievementAdmin", "AwardAdmin", "FlaggedTextAdmin", "GroupAdmin", "ReportAdmin"]
