"""Limits by player that many guests cannot multiply: an account is free to make, an address is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from limits import RateLimitItem

from common.errors import RateLimited
from common.throttles import Budget, Spent, client_address

# Where the guest sits for whom something is done; empty for somebody with an account, and where nobody asked.
_address: ContextVar[Callable[[], str]] = ContextVar("address of a guest", default=str)


@contextmanager
def asked_from(address: Callable[[], str]) -> Iterator[None]:
    """What is done inside, in this task and in threads that it waits for, is done for somebody there."""
    before = _address.set(address)
    try:
        yield
    finally:
        _address.reset(before)


def asked_by(caller_address: str) -> AbstractContextManager[None]:
    """The same of an address that is known; nothing where it is empty, which costs a stream nothing for as long as it lasts."""
    return asked_from(lambda: caller_address) if caller_address else nullcontext()


def asking_address() -> str:
    """Where the guest sits for whom something is done now; empty for somebody with an account."""
    return _address.get()()


def guest_address(request: HttpRequest) -> str:
    """Empty for somebody with an account, and before the view has found out who asks."""
    return client_address(request) if getattr(request.user, "is_guest", False) else ""


class GuestAddresses:
    """Middleware: budgets that are spent while a request is answered know whether a guest asks, and from where."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with asked_from(lambda: guest_address(request)):
            return self.get_response(request)


class AddressBudget(Budget):
    """What all guests of one address may do: as much as GUESTS_PER_ADDRESS players."""

    @property
    def rate(self) -> RateLimitItem:
        one = super().rate
        return type(one)(one.amount * settings.GUESTS_PER_ADDRESS, one.multiples, one.namespace)


class PlayerBudget(Budget):
    """Counted by player, and for a guest by address, too."""

    def __init__(self, scope: str, setting: str, counted: str = "") -> None:
        super().__init__(scope, setting, counted)
        shared = counted and f"{counted} by all guests at your address together"
        self.of_address = AddressBudget(f"{scope}-guests", setting, shared)

    def spend(self, *identity: str) -> Spent:
        """Raises RateLimited when either is used up, and then counts nothing."""
        own, address = super().spend(*identity), asking_address()
        if not address:
            return own
        try:
            return replace(own, beside=self.of_address.spend(address))
        except RateLimited:
            own.refund()
            raise


@dataclass(frozen=True, slots=True)
class SpentTogether:
    """What one deed was counted for."""

    parts: tuple[Spent, ...]

    def refund(self) -> None:
        for part in self.parts:
            part.refund()


def spend_together(budgets: Sequence[PlayerBudget], player: str) -> SpentTogether:
    """Count one deed for each of these budgets. Raises RateLimited when one is used up, and then counts nothing."""
    spent: list[Spent] = []
    for budget in budgets:
        try:
            spent.append(budget.spend(player))
        except RateLimited:
            SpentTogether(tuple(spent)).refund()
            raise
    return SpentTogether(tuple(spent))
