import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.test import RequestFactory, override_settings
from pytest_django import Settings

from common.errors import RateLimited
from common.throttles import Budget, client_address, counters_at, network
from common.waiting_time import waiting_time


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.redis)])
def budget(request: pytest.FixtureRequest) -> Iterator[Budget]:
    url = request.getfixturevalue("redis_url") if request.param == "redis" else ""
    with override_settings(REDIS_URL=url, RATE_INPUT="10/minute"):
        counters_at.cache_clear()
        yield Budget(f"test-{uuid.uuid4()}", "RATE_INPUT")
    counters_at.cache_clear()


def allowed(budget: Budget, *identity: str) -> bool:
    try:
        budget.spend(*identity)
    except RateLimited:
        return False
    return True


def test_of_sixty_at_once_exactly_ten_pass(budget: Budget) -> None:
    with ThreadPoolExecutor(20) as crowd:
        passed = list(crowd.map(lambda _: allowed(budget, "ada"), range(60)))
    assert passed.count(True) == 10


def test_refused_calls_cost_nothing_and_a_refund_opens_one_place(budget: Budget) -> None:
    spent = budget.spend("ada")
    assert [allowed(budget, "ada") for _ in range(30)].count(True) == 9
    spent.refund()
    assert [allowed(budget, "ada") for _ in range(3)] == [True, False, False]


def test_a_refund_of_a_window_that_is_over_opens_no_place_in_the_next(budget: Budget) -> None:
    late = budget.spend("ada")
    earlier = replace(late, ends=late.ends - 60)
    assert [allowed(budget, "ada") for _ in range(30)].count(True) == 9
    earlier.refund()
    assert not allowed(budget, "ada")
    replace(earlier, key="nobody ever spent this").refund()
    assert not allowed(budget, "ada")


def test_what_nobody_has_spent_cannot_be_refunded(budget: Budget) -> None:
    spent = budget.spend("ada")
    for _ in range(5):
        spent.refund()
    assert [allowed(budget, "ada") for _ in range(30)].count(True) == 10


def test_the_refusal_says_when_to_come_back(budget: Budget) -> None:
    for _ in range(10):
        budget.spend("ada")
    with pytest.raises(RateLimited) as refusal:
        budget.spend("ada")
    assert 1 <= refusal.value.retry_after <= 60


def test_each_identity_has_a_budget_of_its_own(budget: Budget) -> None:
    assert [allowed(budget, "ada") for _ in range(11)].count(True) == 10
    assert allowed(budget, "bob")
    assert allowed(budget, "ada", "elsewhere")


def test_while_redis_is_away_each_process_counts_for_itself() -> None:
    with override_settings(REDIS_URL="redis://127.0.0.1:1/0", RATE_INPUT="3/minute"):
        counters_at.cache_clear()
        budget = Budget("test-dead-redis", "RATE_INPUT")
        assert [allowed(budget, "ada") for _ in range(5)] == [True, True, True, False, False]
    counters_at.cache_clear()


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", "unknown"),
        ("unix", "unknown"),
    ],
)
def test_an_ipv6_household_counts_as_one_address(address: str, counted_as: str) -> None:
    assert network(address) == counted_as


@pytest.mark.parametrize(
    ("proxies", "counted_as"), [(0, "198.51.100.1"), (1, "192.0.2.3"), (2, "192.0.2.2"), (9, "192.0.2.1")]
)
def test_forwarded_addresses_are_believed_only_as_far_as_own_proxies_wrote_them(proxies: int, counted_as: str) -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="198.51.100.1", HTTP_X_FORWARDED_FOR="192.0.2.1, 192.0.2.2, 192.0.2.3"
    )
    with override_settings(KLEENE_PROXIES=proxies):
        assert client_address(request) == counted_as


def test_a_refusal_says_what_is_counted_and_for_how_long(settings: Settings) -> None:
    settings.RATE_INPUT = "2/5minute"
    lines = Budget(f"test-{uuid.uuid4()}", "RATE_INPUT", "lines")
    for _ in range(2):
        lines.spend("ada")
    with pytest.raises(RateLimited) as refused:
        lines.spend("ada")
    assert (
        refused.value.message
        == f"At most 2 lines in 5 minutes. Try again in {waiting_time(refused.value.retry_after)}."
    )
    settings.RATE_INPUT = "1/hour"
    with pytest.raises(RateLimited, match=r"At most 1 lines? an hour\. Try again in \d+ (minutes|hours)\."):
        [Budget(f"test-{lines.scope}", "RATE_INPUT", "lines").spend("ada") for _ in range(2)]


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (1, "1 second"),
        (24, "24 seconds"),
        (119, "119 seconds"),
        (121, "3 minutes"),
        (86_400, "24 hours"),
        (172_801, "3 days"),
    ],
)
def test_a_wait_is_told_in_a_unit_that_one_can_wait_by(seconds: int, told: str) -> None:
    assert waiting_time(seconds) == told
