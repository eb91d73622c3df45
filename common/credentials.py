"""What somebody came in with: what outlives one request must not outlive this."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from rest_framework.request import Request

# The claim of all tokens that descend from one sign-in.
FAMILY: Final = "family"


@dataclass(frozen=True, slots=True)
class Credential:
    """It lets in while the account's seal is `seal`, until `expires_at` (aware), and while its browser session lasts.

    `session_key` is empty for who came without a cookie, `family` for who came with one: then it is that of the token.
    """

    user_id: uuid.UUID
    seal: str
    expires_at: datetime | None = None
    session_key: str = ""
    family: str = ""


def credential_of(request: Request) -> Credential:
    """The one that an authenticated request came with."""
    user: Any = request.user
    token: Any = request.auth  # None for a cookie
    seal = user.get_session_auth_hash()
    if token is not None:
        return Credential(
            user.pk, seal, expires_at=datetime.fromtimestamp(token["exp"], UTC), family=token.get(FAMILY, "")
        )
    return Credential(user.pk, seal, session_key=request.session.session_key or "")
