"""The back office of accounts."""

from profiles.admin.accounts import AccountAdmin
from profiles.admin.achievements import AchievementAdmin, AwardAdmin
from profiles.admin.groups import GroupAdmin
from profiles.admin.noticed import NoticedAdmin
from profiles.admin.reports import ReportAdmin

__all__ = ["AccountAdmin", "AchievementAdmin", "AwardAdmin", "GroupAdmin", "NoticedAdmin", "ReportAdmin"]
