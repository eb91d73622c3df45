"""Budgets, spent on the event loop: the same counters as everywhere, asked without a thread."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import structlog
from django.conf import settings
from redis import RedisError
from redis.exceptions import ResponseError

from common.breaker import Breaker
from common.errors import RateLimited
from common.per_loop import PerLoop
from common.player_budgets import PlayerBudget, SpentTogether, asking_address
from common.redis_wire import Word, close_wires, failure_in, wires
from common.throttles import TAKE, Budget, CountersInRedis, Spent, counters

log = structlog.get_logger("kleene.limits")

TAKE_DIGEST: Final = hashlib.sha1(TAKE.encode(), usedforsecurity=False).hexdigest()  # how Redis names a script
PATIENCE: Final = 0.5  # seconds for Redis; past that the process counts for itself
REST: Final = 2.0  # seconds that it does so after several failures: not for long, as it begins at nothing


class AsyncCounters:
    """Redis's counters from one event loop. While it is away the process counts for itself, as in threads."""

    def __init__(self, url: str, beside: CountersInRedis) -> None:
        self._url, self._beside, self._breaker = url, beside, Breaker(rest=REST)

    async def take(self, key: str, *, limit: int, seconds: int) -> tuple[bool, float]:
        if self._breaker.allows():
            try:
                has_room, ends = await self._taken(f"{CountersInRedis.PREFIX}:{key}", limit, seconds)
            except RedisError as trouble:
                self._breaker.failed(failure_in(trouble))
                log.warning("limits without redis", trouble=str(trouble))
            else:
                self._breaker.succeeded()
                return bool(has_room), ends / 1000
        return self._beside.meanwhile.take(key, limit=limit, seconds=seconds)

    async def _taken(self, *about: Word) -> Any:
        wire = wires().at_hand(self._url) or await wires().wire(self._url, patience=PATIENCE)
        try:
            return await wire.ask("EVALSHA", TAKE_DIGEST, 1, *about, patience=PATIENCE)
        except ResponseError as trouble:
            if not str(trouble).startswith("NOSCRIPT"):
                raise
            return await wire.ask("EVAL", TAKE, 1, *about, patience=PATIENCE)


async def close_counters() -> None:
    """Close this loop's connections to Redis, if it has any."""
    _here.forget()
    await close_wires()


async def spend_on_loop(budget: PlayerBudget, player: str) -> Spent:
    """As `PlayerBudget.spend`. Raises RateLimited when the budget is used up, and then counts nothing."""
    budget = budget.for_asker()
    own, address = await _spend(budget, player), asking_address()
    if not address:
        return own
    try:
        return replace(own, beside=await _spend(budget.of_address, address))
    except RateLimited:
        await asyncio.to_thread(own.refund)
        raise


async def spend_together_on_loop(budgets: Sequence[PlayerBudget], player: str) -> SpentTogether:
    """As `spend_together`, on an event loop."""
    spent: list[Spent] = []
    for budget in budgets:
        try:
            spent.append(await spend_on_loop(budget, player))
        except RateLimited:
            await asyncio.to_thread(SpentTogether(tuple(spent)).refund)
            raise
    return SpentTogether(tuple(spent))


async def _spend(budget: Budget, identity: str) -> Spent:
    rate = budget.rate
    key = rate.key_for(budget.scope, identity)
    has_room, ends = await _take(key, limit=rate.amount, seconds=rate.get_expiry())
    if not has_room:
        raise budget.used_up(ends)
    return Spent(key, ends)


async def _take(key: str, *, limit: int, seconds: int) -> tuple[bool, float]:
    counting = counters()
    if not isinstance(counting, CountersInRedis):
        return counting.take(key, limit=limit, seconds=seconds)
    return await _here().take(key, limit=limit, seconds=seconds)


def _counters_in_redis() -> AsyncCounters:
    beside = counters()
    assert isinstance(beside, CountersInRedis)
    return AsyncCounters(settings.REDIS_URL, beside)


_here: Final = PerLoop(_counters_in_redis)
