"""What ends an account's credentials ends its open streams with the commit, and not at the next round."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command

from common.credentials import Credential
from common.database_threads import in_thread
from common.errors import AuthInvalid
from profiles.models import User
from profiles.services import accounts, deletion, moderation
from tests.worlds.consumers.sockets import joined
from tests.worlds.consumers.test_event_stream import listening
from tests.worlds.living_world import Living
from worlds.consumers.authentication import Caller
from worlds.consumers.open_stream import begin_stream
from worlds.consumers.open_streams import open_streams
from worlds.services import stream_leases
from worlds.wire.stream_params import StreamParams

PASSWORD = "the-old-harbour-17"


@pytest.fixture(autouse=True)
def no_rounds(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is looked after by and by: what ends a stream here has been told."""
    monkeypatch.setattr(stream_leases, "RENEWAL", 1e9)
    for person in living.people:
        person.set_password(PASSWORD)
        person.save()


def suspend(living: Living, person: User) -> None:
    moderation.suspend_account(user_id=person.pk, moderator_id=living.people[0].pk, reason="trial")


def change_password(_living: Living, person: User) -> None:
    accounts.change_password(user_id=person.pk, old=PASSWORD, new="another-harbour-18", address="192.0.2.1")


def leave_for_good(_living: Living, person: User) -> None:
    deletion.say_farewell(user_id=person.pk, password=PASSWORD, address="192.0.2.1")


def close_by_hand(_living: Living, person: User) -> None:
    person.is_active = False
    person.save(update_fields=["is_active"])


@pytest.mark.parametrize("change", [suspend, change_password, leave_for_good, close_by_hand])
async def test_every_socket_of_the_account_ends_with_the_commit(living: Living, change: Any) -> None:
    ben = living.people[1]
    async with joined(living, ben, "?client=one") as one, joined(living, ben, "?client=two") as two:
        for client in (one, two):
            await client.read_until("game:replay")
        await in_thread(change, living, ben)
        assert [await one.closed(), await two.closed()] == [4401, 4401]


@pytest.mark.parametrize("change", [suspend, change_password, leave_for_good])
async def test_a_stream_of_server_sent_events_ends_as_well(living: Living, change: Any) -> None:
    ben = living.people[1]
    async with listening(living, ben) as stream:
        await stream.until("game:replay")
        await in_thread(change, living, ben)
        await stream.rest()


async def test_a_password_set_on_the_command_line_counts_too(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    ben = living.people[1]
    monkeypatch.setattr(
        "django.contrib.auth.management.commands.changepassword.getpass.getpass", lambda **_: "x-7-Y-long"
    )
    async with joined(living, ben) as client:
        await client.read_until("game:replay")
        await in_thread(call_command, "changepassword", ben.username, verbosity=0)
        assert await client.closed() == 4401


async def test_others_and_smaller_changes_end_no_stream(living: Living) -> None:
    ada, ben, cleo = living.people
    async with joined(living, ada) as other, joined(living, cleo) as same:
        await other.read_until("game:replay")
        await same.read_until("game:replay")
        await in_thread(accounts.update_account, user_id=cleo.pk, bio="I am still here.")
        await in_thread(suspend, living, ben)
        await in_thread(living.says, cleo, "and so am I")
        for client in (other, same):
            assert (await client.read_until("chat_message"))["data"]["text"] == "and so am I"
            assert (await client.ask({"type": "ping"}))["type"] == "pong"


async def test_who_is_suspended_while_a_stream_opens_gets_nothing_on_it(living: Living) -> None:
    ben = living.people[1]
    seal = (await in_thread(User.objects.get, pk=ben.pk)).get_session_auth_hash()
    async with open_streams().opened(
        Caller(Credential(ben.pk, seal), "ben"), living.world.short_id, StreamParams("tab-1", None, None)
    ) as stream:
        await in_thread(suspend, living, ben)
        with pytest.raises(AuthInvalid):
            await in_thread(begin_stream, stream, None)
