"""Which accounts are open, for queries: a suspension ends by the clock, also before anybody has written that down."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Now


def is_open(path: str = "") -> Q:
    """Accounts that may enter; `path` leads to the account, `user__` and the like."""
    return Q(**{f"{path}is_active": True}) | Q(**{f"{path}suspended_until__lte": Now()})
