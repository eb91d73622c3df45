"""How often something may be done: exact, also for many callers at once and in many processes."""

import ipaddress
import math
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import structlog
from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from redis import Redis, RedisError
from rest_framework.request import Request

from common.errors import RateLimited

log = structlog.get_logger("kleene.limits")


class CountersInMemory:
    """Counters of this process."""

    def __init__(self) -> None:
        self.storage = MemoryStorage()
        # The library's storage adds exactly, but may tell one thread what another has added since.
        self.lock = threading.Lock()

    def take(self, key: str, *, limit: int, seconds: int) -> tuple[bool, float]:
        """Whether there was room for one more, which is counted then; and when the window ends (Unix seconds)."""
        with self.lock:
            has_room = self.storage.get(key) < limit
            if has_room:
                self.storage.incr(key, seconds)
            return has_room, self.storage.get_expiry(key)

    def give_back(self, key: str, ends: float) -> None:
        """Count one less in the window that ends then; nothing, when that is over."""
        with self.lock:
            if self.storage.get(key) and self.storage.get_expiry(key) == ends:
                self.storage.decr(key)


# Both answer in one step, so that no window ends in between. The end is told by the server's clock, in milliseconds.
ENDS = """
local function ends()
  local now = redis.call('TIME')
  return now[1] * 1000 + math.floor(now[2] / 1000) + redis.call('PTTL', KEYS[1])
end
"""
TAKE = (
    ENDS
    + """
local count = tonumber(redis.call('GET', KEYS[1]) or '0')
local has_room = 0
if count < tonumber(ARGV[1]) then
  has_room = 1
  if redis.call('INCR', KEYS[1]) == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2] * 1000) end
end
return {has_room, ends()}
"""
)
# A following window ends at least a second later: half of that is no other one.
GIVE_BACK = (
    ENDS
    + """
local count = tonumber(redis.call('GET', KEYS[1]) or '0')
if count > 0 and math.abs(ends() - ARGV[1]) < 500 then redis.call('DECR', KEYS[1]) end
"""
)


class CountersInRedis:
    """Counters of all processes. While Redis is away each process counts for itself: a limit is never lifted."""

    PREFIX: ClassVar = "kleene:limits"

    def __init__(self, url: str) -> None:
        redis = Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
        self._take, self._give_back = redis.register_script(TAKE), redis.register_script(GIVE_BACK)
        self.meanwhile = CountersInMemory()

    def take(self, key: str, *, limit: int, seconds: int) -> tuple[bool, float]:
        try:
            has_room, ends = self._take(keys=[f"{self.PREFIX}:{key}"], args=[limit, seconds])
        except RedisError as trouble:
            log.warning("limits without redis", trouble=str(trouble))
            return self.meanwhile.take(key, limit=limit, seconds=seconds)
        return bool(has_room), ends / 1000

    def give_back(self, key: str, ends: float) -> None:
        """In both: nobody remembers where it was counted, and windows of different ends are not each other's."""
        self.meanwhile.give_back(key, ends)
        try:
            self._give_back(keys=[f"{self.PREFIX}:{key}"], args=[round(ends * 1000)])
        except RedisError as trouble:
            log.warning("limits without redis", trouble=str(trouble))


Counters = CountersInMemory | CountersInRedis
making = threading.Lock()


def counters() -> Counters:
    # The cache alone would let the first two callers make one each, and count in both.
    with making:
        return counters_at(settings.REDIS_URL)


@lru_cache(maxsize=1)
def counters_at(redis_url: str) -> Counters:
    return CountersInRedis(redis_url) if redis_url else CountersInMemory()


@dataclass(frozen=True, slots=True)
class Spent:
    """One that was counted, in the window that ends at `ends` (Unix seconds)."""

    key: str
    ends: float
    beside: "Spent | None" = None  # what was counted with it, elsewhere

    def refund(self) -> None:
        """Take it back; in a later window, which it was never counted in, nothing is."""
        counters().give_back(self.key, self.ends)
        if self.beside is not None:
            self.beside.refund()


class Budget:
    """So many times in a window that opens with the first; the rate is the setting of that name (`10/minute`).

    `counted` is what a person is told of: "lines" of chat.
    """

    def __init__(self, scope: str, setting: str, counted: str = "") -> None:
        self.scope, self.setting, self.counted = scope, setting, counted

    @property
    def rate(self) -> RateLimitItem:
        return _parsed(getattr(settings, self.setting))

    def spend(self, *identity: str) -> Spent:
        """Count one. Raises RateLimited when the budget is used up, and then counts nothing.

        Where only failures count, an attempt is spent before its outcome is known, and refunded.
        """
        rate = self.rate
        key = rate.key_for(self.scope, *identity)
        has_room, ends = counters().take(key, limit=rate.amount, seconds=rate.get_expiry())
        if not has_room:
            raise self.used_up(ends)
        return Spent(key, ends)

    def used_up(self, ends: float) -> RateLimited:
        """The refusal until the window ends (Unix seconds)."""
        wait = max(1, math.ceil(ends - time.time()))
        return RateLimited(self._limit_told() if self.counted else None, retry_after=wait)

    def _limit_told(self) -> str:
        rate = self.rate
        unit = rate.GRANULARITY.name
        window = f"a {unit}" if rate.multiples == 1 else f"in {rate.multiples} {unit}s"
        return f"At most {rate.amount} {self.counted} {window.replace('a hour', 'an hour')}."


@lru_cache(maxsize=256)
def _parsed(rate: str) -> RateLimitItem:
    return parse(rate)


def client_address(request: HttpRequest | Request) -> str:
    """Who calls, as limits count."""
    return address_of(request.META.get("HTTP_X_FORWARDED_FOR", ""), request.META.get("REMOTE_ADDR") or "")


def address_of(forwarded_for: str, peer: str) -> str:
    """An address as limits count: an IPv6 household owns a /64, so that counts as one.

    X-Forwarded-For is believed only as far as KLEENE_PROXIES says that proxies of ours have written it.
    """
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    believed = hops[-settings.KLEENE_PROXIES :] if settings.KLEENE_PROXIES else []
    return network(believed[0] if believed else peer)


def network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
