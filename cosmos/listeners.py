"""What the sky hears of. A signal only hastens: the worker finds in the rows what it fails to tell."""

from __future__ import annotations

import uuid
from typing import Any

from cosmos.services.following import follow_idea
from improvisations import signals


def follow(*, improvisation_id: uuid.UUID, **_more: Any) -> None:
    follow_idea(improvisation_id=improvisation_id)


def connect_listeners() -> None:
    for news in (
        signals.improvisation_submitted,
        signals.improvisation_integrated,
        signals.improvisation_rejected,
    ):
        news.connect(follow, dispatch_uid="cosmos")
