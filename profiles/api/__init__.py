"""The account calls of the API, and what it tells of players."""

from profiles.api.accounts import Admission, OwnAccount
from profiles.api.own_agents import OwnAgents
from profiles.api.players import OwnRecords, Players
from profiles.api.reports import Reports

__all__ = [
    "Admission",
    "OwnAccount",
    "OwnAgents",
    "OwnRecords",
    "Players",
    "Reports",
]
