"""Who asks at a hot door."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from common.credentials import Credential
from common.hot.request import HotRequest
from common.throttles import address_of


@dataclass(frozen=True, slots=True)
class HotCaller:
    """Somebody with an open account; `account` is its row, as Django's own authentication would have read it."""

    account: Any
    credential: Credential
    guest_address: str  # empty for somebody with an account of their own

    @property
    def is_agent(self) -> bool:
        return bool(self.account.is_agent)

    @property
    def user_id(self) -> uuid.UUID:
        return self.credential.user_id


def guest_address(request: HotRequest, account: Any) -> str:
    """Where a guest sits; empty for somebody with an account of their own."""
    if not account.is_guest:
        return ""
    client = request.scope.get("client") or ("",)
    return address_of(request.header(b"x-forwarded-for") or "", client[0])
