"""The account calls of the API, and what it tells of players."""

from profiles.api.accounts import Admission, OwnAccount
from profiles.api.players import OwnRecords, Players
from profiles.api.reports import Reports

__all__ = [
    "Admission",
    "OwnAccount",
    "OwnRecords",
    "Players",
    "Reports",
]
