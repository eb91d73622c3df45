"""What a new name of an account changes in worlds, streams and stories."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from worlds.feed.names import people
from worlds.services.membership import namesakes
from worlds.services.stories import credit_names


def apply_new_name(user: Any) -> None:
    """Mark a renamed account anew in its worlds and, on commit, let this process tell its new name.

    Assumes a transaction in which the name was saved. Other processes may tell the former name for up to a minute, as
    `FRESH` of the two caches says.
    """
    namesakes.mark_again(user)
    transaction.on_commit(forget_cached_names, robust=True)


def forget_cached_names() -> None:
    """Empty this process's caches of names: those that events tell, and those of credits."""
    people.forget()
    credit_names.forget_names()
