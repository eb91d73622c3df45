"""Who asks at a hot door."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from common.credentials import Credential


@dataclass(frozen=True, slots=True)
class HotCaller:
    """Somebody with an open account; `account` is its row, as Django's own authentication would have read it."""

    account: Any
    credential: Credential
    guest_address: str  # empty for somebody with an account of their own

    @property
    def user_id(self) -> uuid.UUID:
        return self.credential.user_id
