"""Whom a relation is about."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model

from common.accounts import is_open
from common.errors import Conflict, InvalidInput, NotFound
from common.ids import lookup


class TooManyRelations(Conflict):
    code = "too_many_relations"
    message = "You have reached the limit of this list. Remove somebody from it first."


def somebody_else(user_id: uuid.UUID, other: str) -> uuid.UUID:
    """The id of an open account by either form of it. Raises NotFound, and InvalidInput for oneself."""
    found = _id_of(get_user_model().objects.filter(is_open(), anonymised_at=None), other)
    if found == user_id:
        raise InvalidInput("Choose another player than yourself.")
    return found


def id_of_account(other: str) -> uuid.UUID:
    """The same of any account, also of one that is closed, and of oneself. Raises NotFound."""
    return _id_of(get_user_model().objects.all(), other)


def _id_of(accounts: Any, other: str) -> uuid.UUID:
    found: uuid.UUID | None = accounts.filter(**lookup(other, "usr")).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("There is no player with this id.")
    return found


def add_within(rows: Any, most: int, make: Callable[[], tuple[Any, bool]]) -> Any:
    """What `make` (as `get_or_create` does) made or found, where the list is not full. Assumes its owner's row locked.

    Raises TooManyRelations, and then nothing is added.
    """
    room = rows.count() < most
    row, is_new = make()
    if is_new and not room:
        raise TooManyRelations
    return row


def lock_person(user_id: uuid.UUID) -> None:
    """Of two changes of one person's lists at once, one waits. Assumes a transaction."""
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=user_id).values_list("pk"))
