"""What a new name of an account changes in worlds, streams and stories."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from common.table_changes import announce_change
from worlds.feed.names import NAMES, people
from worlds.services.membership import namesakes
from worlds.services.stories import credit_names


def apply_new_name(user: Any) -> None:
    """Mark a renamed account anew in its worlds and, on commit, let its new name be told.

    Assumes a transaction in which the name was saved. Beside stories, other processes may tell the former name for up to a
    minute, as `FRESH` of that cache says.
    """
    namesakes.mark_again(user)
    announce_change(NAMES)
    transaction.on_commit(forget_cached_names, robust=True)


def forget_cached_names() -> None:
    """Empty this process's caches of names: those that events tell, and those of credits."""
    people.forget()
    credit_names.forget_names()
