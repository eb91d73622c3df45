"""A stream lasts no longer than what it was opened with: a token, a ticket, a browser session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from common.credentials import Credential
from common.database_threads import in_thread
from common.stream_tickets import issue_ticket
from profiles.models import User
from profiles.services import accounts, tokens
from tests.worlds.consumers.sockets import Frame, Socket, bearer, path_of, socket
from tests.worlds.living_world import Living
from worlds.consumers.open_streams import open_streams
from worlds.services import stream_leases

PASSWORD = "the-old-harbour-17"
TICKETS = "/api/v1/stream-tickets"


@pytest.fixture
def browser(living: Living) -> Client:
    """Where Ada is signed in, by a cookie."""
    ada = living.people[0]
    ada.set_password(PASSWORD)
    ada.save()
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def no_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_leases, "RENEWAL", 1e9)


def cookie(browser: Client) -> tuple[bytes, bytes]:
    name = settings.SESSION_COOKIE_NAME
    return b"cookie", f"{name}={browser.cookies[name].value}".encode()


def ticket(browser: Client) -> str:
    answer: Frame = browser.post(TICKETS, {}, content_type="application/json").json()
    return str(answer["ticket"])


async def ready(client: Socket) -> Socket:
    await client.connect()
    await client.read_until("game:replay")
    return client


@pytest.mark.usefixtures("no_rounds")
async def test_signing_out_ends_the_streams_of_that_browser_and_no_others(living: Living, browser: Client) -> None:
    elsewhere = Client()
    await in_thread(elsewhere.force_login, living.people[0])
    by_ticket = f"?client=two&ticket={await in_thread(ticket, browser)}"
    async with (
        socket(path_of(living, "?client=one"), cookie(browser)) as one,
        socket(path_of(living, by_ticket)) as two,
        socket(path_of(living, "?client=three"), cookie(elsewhere)) as other,
    ):
        for client in (one, two, other):
            await ready(client)
        await in_thread(browser.post, "/sign-out")
        assert [await one.closed(), await two.closed()] == [4401, 4401]
        await open_streams().look_after()
        assert (await other.ask({"type": "ping"}))["type"] == "pong"


async def test_a_browser_session_that_expires_ends_its_streams(living: Living, browser: Client) -> None:
    async with socket(path_of(living), cookie(browser)) as client:
        await ready(client)
        await in_thread(Session.objects.update, expire_date=timezone.now())
        await open_streams().look_after()
        assert await client.closed() == 4401


async def test_a_ticket_from_before_a_new_password_lets_nobody_in(living: Living, browser: Client) -> None:
    old = await in_thread(ticket, browser)
    await in_thread(
        accounts.change_password,
        user_id=living.people[0].pk,
        old=PASSWORD,
        new="another-harbour-18",
        address="192.0.2.1",
    )
    await shown_out(living, old)


async def test_a_ticket_of_who_has_signed_out_since_lets_nobody_in(living: Living, browser: Client) -> None:
    old = await in_thread(ticket, browser)
    await in_thread(browser.post, "/sign-out")
    await shown_out(living, old)


async def test_a_ticket_whose_token_has_expired_lets_nobody_in(living: Living) -> None:
    await shown_out(living, await in_thread(ticket_until, living.people[0], datetime.now(UTC)))


async def shown_out(living: Living, old: str) -> None:
    async with socket(path_of(living, f"?ticket={old}")) as client:
        await client.connect()
        assert await client.closed() == 4401


def ticket_until(person: User, moment: datetime) -> str:
    return issue_ticket(Credential(person.pk, person.get_session_auth_hash(), moment))


async def test_a_tickets_socket_ends_with_the_token_that_it_was_asked_for_with(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worlds.consumers.open_streams.TICK", 0.01)
    soon = datetime.now(UTC) + timedelta(minutes=5)
    opens = await in_thread(ticket_until, living.people[0], soon)
    async with socket(path_of(living, f"?ticket={opens}")) as client:
        await ready(client)
        monkeypatch.setattr("worlds.consumers.open_streams.time.time", (soon + timedelta(seconds=1)).timestamp)
        assert await client.closed() == 4401


async def test_a_token_of_its_own_is_no_matter_of_any_browser(living: Living, browser: Client) -> None:
    async with socket(path_of(living), await bearer(living.people[0])) as client:
        await ready(client)
        await in_thread(browser.post, "/sign-out")
        await open_streams().look_after()
        assert (await client.ask({"type": "ping"}))["type"] == "pong"


@pytest.mark.usefixtures("no_rounds")
@pytest.mark.parametrize("times", [1, 2])
async def test_a_family_of_tokens_that_ends_takes_its_streams_along_and_no_others(living: Living, times: int) -> None:
    """Once to sign out, and once more as whoever has stolen it."""
    ada = living.people[0]
    mine, other = [await in_thread(tokens.issue_pair, ada) for _ in range(2)]
    by_ticket = f"?client=two&ticket={await in_thread(ticket_by_token, mine['access'])}"
    async with (
        socket(path_of(living, "?client=one"), header(mine["access"])) as one,
        socket(path_of(living, by_ticket)) as two,
        socket(path_of(living, "?client=three"), header(other["access"])) as three,
    ):
        for client in (one, two, three):
            await ready(client)
        await in_thread(end, mine["refresh"], times)
        assert [await one.closed(), await two.closed()] == [4401, 4401]
        await open_streams().look_after()
        assert (await three.ask({"type": "ping"}))["type"] == "pong"


async def test_a_ticket_of_an_ended_family_lets_nobody_in(living: Living) -> None:
    pair = await in_thread(tokens.issue_pair, living.people[0])
    old = await in_thread(ticket_by_token, pair["access"])
    await in_thread(end, pair["refresh"], 1)
    await shown_out(living, old)


def header(access: str) -> tuple[bytes, bytes]:
    return b"authorization", f"Bearer {access}".encode()


def ticket_by_token(access: str) -> str:
    answer = Client().post(TICKETS, {}, content_type="application/json", headers={"Authorization": f"Bearer {access}"})
    return str(answer.json()["ticket"])


def end(refresh: str, times: int) -> None:
    """Renewed first when it is to come twice: then the second use ends the family."""
    if times == 1:
        tokens.revoke_refresh(refresh=refresh)
    else:
        tokens.renew_pair(refresh=refresh)
        with pytest.raises(tokens.InvalidToken):
            tokens.renew_pair(refresh=refresh)
