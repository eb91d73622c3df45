"""The back office of accounts."""

from profiles.admin.accounts import AccountAdmin
from profiles.admin.groups import GroupAdmin

__all__ = ["AccountAdmin", "GroupAdmin"]
