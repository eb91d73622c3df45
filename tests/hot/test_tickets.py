"""A ticket of the hot door lets in once, as whoever asked for it."""

from __future__ import annotations

import pytest

from common.database_threads import in_thread
from common.errors import AuthInvalid
from common.stream_tickets import redeem_ticket
from tests.hot.conftest import Doors
from tests.hot.test_views import access
from tests.worlds.living_world import shared_world


async def test_a_ticket_opens_one_stream_with_the_credential_that_it_was_asked_for_with(doors: Doors) -> None:
    ada = (await in_thread(shared_world, "ada")).people[0]
    token = await access(ada)
    answer = await doors.hot.post("/api/v1/stream-tickets", json={}, headers=token)
    assert (answer.status_code, doors.behind.count) == (200, 0)
    credential = await in_thread(lambda: redeem_ticket(token=answer.json()["ticket"]))
    assert (credential.user_id, credential.seal) == (ada.pk, ada.get_session_auth_hash())
    with pytest.raises(AuthInvalid):
        await in_thread(lambda: redeem_ticket(token=answer.json()["ticket"]))
