"""How often something may be done: exact, also for many callers at once and in many processes."""

import ipaddress
import math
import threading
import time
from functools import lru_cache
from typing import ClassVar

import structlog
from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage, Storage
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from kleene_site.common.errors import RateLimited

log = structlog.get_logger("kleene.limits")


class CountersInMemory:
    """Counters of this process."""

    def __init__(self) -> None:
        self.storage: Storage = MemoryStorage()
        # The library's storage adds exactly, but may tell one thread what another has added since.
        self.lock = threading.Lock()

    def add(self, key: str, *, seconds: int, amount: int) -> int:
        with self.lock:
            return self.storage.incr(key, seconds, amount)

    def ends(self, key: str) -> float:
        return self.storage.get_expiry(key)


class CountersInRedis:
    """Counters of all processes. While Redis is away each process counts for itself: a limit is never lifted."""

    def __init__(self, url: str) -> None:
        self.storage = RedisStorage(
            url, key_prefix="kleene:limits", wrap_exceptions=True, socket_timeout=1, socket_connect_timeout=1
        )
        self.meanwhile = CountersInMemory()

    def add(self, key: str, *, seconds: int, amount: int) -> int:
        try:
            return self.storage.incr(key, seconds, amount)
        except StorageError as trouble:
            log.warning("limits without redis", trouble=str(trouble))
            return self.meanwhile.add(key, seconds=seconds, amount=amount)

    def ends(self, key: str) -> float:
        try:
            return self.storage.get_expiry(key)
        except StorageError:
            return self.meanwhile.ends(key)


Counters = CountersInMemory | CountersInRedis
making = threading.Lock()


def counters() -> Counters:
    # The cache alone would let the first two callers make one each, and count in both.
    with making:
        return counters_at(settings.REDIS_URL)


@lru_cache(maxsize=1)
def counters_at(redis_url: str) -> Counters:
    return CountersInRedis(redis_url) if redis_url else CountersInMemory()


class Budget:
    """So many times in a window that opens with the first; the rate is the setting of that name (`10/minute`)."""

    def __init__(self, scope: str, setting: str) -> None:
        self.scope, self.setting = scope, setting

    @property
    def rate(self) -> RateLimitItem:
        return parse(getattr(settings, self.setting))

    def spend(self, *identity: str) -> None:
        """Count one. Raises RateLimited when the budget is used up, and then counts nothing."""
        rate, key = self.rate, self._key(identity)
        if counters().add(key, seconds=rate.get_expiry(), amount=1) > rate.amount:
            self.refund(*identity)
            raise RateLimited(retry_after=max(1, math.ceil(counters().ends(key) - time.time())))

    def refund(self, *identity: str) -> None:
        """Take one back: where only failures count, an attempt is spent before its outcome is known."""
        counters().add(self._key(identity), seconds=self.rate.get_expiry(), amount=-1)

    def _key(self, identity: tuple[str, ...]) -> str:
        return self.rate.key_for(self.scope, *identity)


class AddressThrottle(BaseThrottle):
    """Spends a budget for the caller's address."""

    budget: ClassVar[Budget]

    def allow_request(self, request: Request, view: APIView) -> bool:
        self.budget.spend(client_address(request))
        return True


def client_address(request: HttpRequest | Request) -> str:
    """Who calls, as limits count: an IPv6 household owns a /64, so that counts as one.

    X-Forwarded-For is believed only as far as KLEENE_PROXIES says that proxies of ours have written it.
    """
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    believed = hops[-settings.KLEENE_PROXIES :] if settings.KLEENE_PROXIES else []
    return network(believed[0] if believed else request.META.get("REMOTE_ADDR") or "")


def network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
