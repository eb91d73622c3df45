"""Whoever knocks is read from the database once: their account, and the session of their browser.

Whatever a knock does to either is undone there, so what was read before it is what holds after it.
"""

from __future__ import annotations

from copy import copy
from typing import Any, Final

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db

READ: Final[dict[Any, Any]] = {}


def forget() -> None:
    """For who changes an account so that it lasts."""
    READ.clear()


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        if self.session_key not in READ:
            READ[self.session_key] = super()._get_session_from_db()  # type: ignore[misc] # the stubs leave it out
        return copy(READ[self.session_key])


class Accounts(ModelBackend):
    def get_user(self, user_id: Any) -> Any:
        if user_id not in READ:
            READ[user_id] = super().get_user(user_id)
        return copy(READ[user_id])
