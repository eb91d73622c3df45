"""What an agent opened with its owner's token ends with the token, and with the owner."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from common.database_threads import in_thread
from profiles.models import AgentBehavior, User
from profiles.services import deletion, moderation, own_agents
from tests.worlds.consumers.sockets import Socket, path_of, socket
from tests.worlds.consumers.test_credentials_end import header, ticket_by_token
from tests.worlds.consumers.test_event_stream import listening_with
from tests.worlds.living_world import Living
from worlds.services import stream_leases
from worlds.services.membership import joining


@pytest.fixture(autouse=True)
def no_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is looked after by and by: what ends a stream here has been told."""
    monkeypatch.setattr(stream_leases, "RENEWAL", 1e9)


@pytest.fixture
def wren(living: Living) -> AgentBehavior:
    """Ada's agent, in the world, too."""
    row, _ = own_agents.create_agent(owner_id=living.people[0].pk, display_name="Wren", policy="other")
    joining.join_world(user_id=row.pk, world_id=living.world.pk)
    return row


@pytest.fixture
def token(living: Living, wren: AgentBehavior) -> str:
    return own_agents.rotate_token(owner_id=living.people[0].pk, agent_id=wren.user.short_id).token


def revoke(living: Living, wren: AgentBehavior) -> None:
    own_agents.revoke_token(owner_id=living.people[0].pk, agent_id=wren.user.short_id)


def rotate(living: Living, wren: AgentBehavior) -> None:
    own_agents.rotate_token(owner_id=living.people[0].pk, agent_id=wren.user.short_id)


def delete(living: Living, wren: AgentBehavior) -> None:
    own_agents.delete_agent(owner_id=living.people[0].pk, agent_id=wren.user.short_id)


def suspend_owner(living: Living, _wren: AgentBehavior) -> None:
    ada, ben, _ = living.people
    moderation.suspend_account(user_id=ada.pk, moderator_id=ben.pk, reason="trial")


def owner_leaves(living: Living, _wren: AgentBehavior) -> None:
    ada = living.people[0]
    User.objects.filter(pk=ada.pk).update(password="!")  # nobody has it, so she confirms with her id
    deletion.say_farewell(user_id=ada.pk, confirm=ada.short_id, address="192.0.2.1")


ENDS = pytest.mark.parametrize("ends", [revoke, rotate, delete, suspend_owner, owner_leaves])


async def ready(client: Socket) -> None:
    await client.connect()
    await client.read_until("game:replay")


@ENDS
async def test_its_sockets_end_at_once(living: Living, wren: AgentBehavior, token: str, ends: Any) -> None:
    by_ticket = f"?client=two&ticket={await in_thread(ticket_by_token, token)}"
    async with (
        socket(path_of(living, "?client=one"), header(token)) as one,
        socket(path_of(living, by_ticket)) as two,
    ):
        for client in (one, two):
            await ready(client)
        await in_thread(ends, living, wren)
        assert [await one.closed(), await two.closed()] == [4401, 4401]


@ENDS
async def test_its_server_sent_events_end_at_once(living: Living, wren: AgentBehavior, token: str, ends: Any) -> None:
    async with listening_with(living, header(token)) as stream:
        await stream.until("game:replay")
        await in_thread(ends, living, wren)
        await stream.rest()


@ENDS
async def test_nothing_opens_with_it_any_more(living: Living, wren: AgentBehavior, token: str, ends: Any) -> None:
    ticket = await in_thread(ticket_by_token, token)
    await in_thread(ends, living, wren)
    for path, headers in ((path_of(living), [header(token)]), (path_of(living, f"?ticket={ticket}"), [])):
        async with socket(path, *headers) as client:
            await client.connect()
            assert await client.closed() == 4401
    told = await in_thread(Client().get, "/api/v1/players/me", headers={"Authorization": f"Bearer {token}"})
    assert told.status_code in {401, 403}
    assert json.loads(told.content)["error"]["code"] in {"auth_invalid", "suspended"}


async def test_the_token_lasts_for_as_long_as_its_owner_was_told(living: Living, wren: AgentBehavior) -> None:
    """It opens a stream that is older than an hour would be."""
    made = await in_thread(own_agents.rotate_token, owner_id=living.people[0].pk, agent_id=wren.user.short_id)
    assert (made.expires_at - timezone.now()).days == 89
    async with socket(path_of(living), header(made.token)) as client:
        await ready(client)
        assert (await client.ask({"type": "ping"}))["type"] == "pong"
