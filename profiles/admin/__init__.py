"""The back office of accounts."""

from profiles.admin.accounts import AccountAdmin
from profiles.admin.achievements import AchievementAdmin, AwardAdmin
from profiles.admin.groups import GroupAdmin

__all__ = ["AccountAdmin", "AchievementAdmin", "AwardAdmin", "GroupAdmin"]
