"""Limits by player are no larger for somebody who makes many guests."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from common.database_threads import in_thread
from common.errors import RateLimited
from common.player_budgets import PlayerBudget, asked_from
from common.throttles import CountersInMemory, counters
from profiles.models import User
from profiles.services import accounts, tokens
from worlds.models import Report

budget = PlayerBudget("crowd-test", "RATE_INPUT")


@pytest.fixture(autouse=True)
def two_guests_an_address(settings: Any) -> Iterator[None]:
    counts = counters()
    assert isinstance(counts, CountersInMemory)
    counts.storage.reset()
    settings.RATE_INPUT = settings.RATE_HEARTBEAT = "3/minute"
    settings.GUESTS_PER_ADDRESS = 2
    yield
    counts.storage.reset()


def spent(amount: int, *, address: str, player: str = "") -> int:
    """How many of so many attempts were let through, each by another player unless one is named."""
    through = 0
    with asked_from(lambda: address):
        for number in range(amount):
            try:
                budget.spend(player or f"{address}-{number}")
            except RateLimited:
                continue
            through += 1
    return through


def test_guests_of_one_address_share_what_so_many_players_have() -> None:
    assert spent(20, address="192.0.2.1") == 6
    assert spent(20, address="192.0.2.2") == 6


def test_one_guest_has_no_more_than_any_player() -> None:
    assert spent(20, address="192.0.2.1", player="one") == 3


def test_accounts_are_counted_by_themselves_alone() -> None:
    assert spent(20, address="") == 20


def test_what_the_address_refuses_costs_the_player_nothing() -> None:
    spent(6, address="192.0.2.1")
    assert spent(1, address="192.0.2.1", player="late") == 0
    assert spent(3, address="", player="late") == 3


def test_a_refund_goes_back_to_both() -> None:
    with asked_from(lambda: "192.0.2.1"):
        for _ in range(20):
            budget.spend("one").refund()


async def test_a_thread_that_is_waited_for_knows_for_whom_it_works() -> None:
    async def one(address: str) -> int:
        with asked_from(lambda: address):
            return sum([await in_thread(attempt, f"{address}{number}") for number in range(8)])

    def attempt(player: str) -> bool:
        try:
            budget.spend(player)
        except RateLimited:
            return False
        return True

    assert list(await asyncio.gather(one("192.0.2.1"), one("192.0.2.2"))) == [6, 6]


def test_an_agent_has_a_budget_of_its_own(settings: Any) -> None:
    settings.RATE_AGENT_INPUT = "1/minute"
    shared = PlayerBudget("crowd-test", "RATE_INPUT", of_agents=PlayerBudget("agent-test", "RATE_AGENT_INPUT"))
    with asked_from(str, lambda: True):
        shared.spend("one").refund()
        shared.spend("one")
        with pytest.raises(RateLimited):
            shared.spend("one")
    shared.spend("one")


def beat(user: User) -> int:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.issue_pair(user)['access']}")
    return client.post("/api/v1/presence/heartbeat", {}).status_code


@pytest.mark.django_db
def test_many_guests_call_no_more_often_than_the_address_may() -> None:
    guests = [accounts.create_guest() for _ in range(8)]
    assert [beat(guest) for guest in guests].count(429) == 2
    named = User.objects.create_user("ada", password="quiet-harbour-91")
    assert beat(named) != 429


@pytest.mark.django_db
def test_guests_who_play_by_pages_share_it_too(settings: Any) -> None:
    settings.RATE_REPORT = "1/hour"
    named = User.objects.create_user("ada", password="quiet-harbour-91")
    for _ in range(4):
        browser = Client()
        browser.force_login(accounts.create_guest())
        browser.post(f"/report/player/{named.short_id}", {"reason": "Rude."})
    assert Report.objects.count() == 2
