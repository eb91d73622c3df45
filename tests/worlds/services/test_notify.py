"""News for one person: what they are about is committed already, and does not depend on them."""

import uuid
from typing import Any, cast

import pytest

from worlds.event_types.ephemeral import ImprovisationMoved
from worlds.services import notify

MOVED = ImprovisationMoved(improvisation_id="imp_aaaaaaaa", status="approved", reason="")


@pytest.mark.django_db
def test_news_that_nobody_can_be_told_are_only_noted(
    django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        notify.notify_after_commit(cast(uuid.UUID, "nobody's id"), MOVED)
    assert "in on_commit()" in caplog.text
