"""What somebody came in with: what outlives one request must not outlive this."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rest_framework.request import Request


@dataclass(frozen=True, slots=True)
class Credential:
    """It lets in while the account's seal is `seal`, until `expires_at` (aware), and while its browser session lasts.

    `session_key` is empty for who came without a cookie.
    """

    user_id: uuid.UUID
    seal: str
    expires_at: datetime | None = None
    session_key: str = ""


def credential_of(request: Request) -> Credential:
    """The one that an authenticated request came with."""
    user: Any = request.user
    token: Any = request.auth  # None for a cookie
    seal = user.get_session_auth_hash()
    if token is not None:
        return Credential(user.pk, seal, expires_at=datetime.fromtimestamp(token["exp"], UTC))
    return Credential(user.pk, seal, session_key=request.session.session_key or "")
