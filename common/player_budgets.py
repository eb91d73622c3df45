"""Limits by player that many guests cannot multiply, as an account is free to make and an address is not; agents may have limits of their own."""

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
# Whether an agent asks, that is a program's account.
_is_agent: ContextVar[Callable[[], bool]] = ContextVar("whether an agent asks", default=bool)


@contextmanager
def asked_from(address: Callable[[], str], is_agent: Callable[[], bool] = bool) -> Iterator[None]:
    """What is done inside, in this task and in threads that it waits for, is done for somebody there, and for an agent or a person."""
    before, was_agent = _address.set(address), _is_agent.set(is_agent)
    try:
        yield
    finally:
        _is_agent.reset(was_agent)
        _address.reset(before)


def asked_by(caller_address: str, *, is_agent: bool = False) -> AbstractContextManager[None]:
    """The same of somebody who is known; nothing for a person with an account, which costs a stream nothing for as long as it lasts."""
    if not caller_address and not is_agent:
        return nullcontext()
    return asked_from(lambda: caller_address, lambda: is_agent)


def asking_address() -> str:
    """Where the guest sits for whom something is done now; empty for somebody with an account."""
    return _address.get()()


def guest_address(request: HttpRequest) -> str:
    """Empty for somebody with an account, and before the view has found out who asks."""
    return client_address(request) if getattr(request.user, "is_guest", False) else ""


def is_asked_by_agent(request: HttpRequest) -> bool:
    """Not before the view has found out who asks."""
    return getattr(request.user, "is_agent", False)


class GuestAddresses:
    """Middleware: budgets that are spent while a request is answered know whether a guest asks, and from where, and whether an agent does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with asked_from(lambda: guest_address(request), lambda: is_asked_by_agent(request)):
            return self.get_response(request)


class AddressBudget(Budget):
    """What all guests of one address may do: as much as GUESTS_PER_ADDRESS players."""

    @property
    def rate(self) -> RateLimitItem:
        one = super().rate
        return type(one)(one.amount * settings.GUESTS_PER_ADDRESS, one.multiples, one.namespace)


class PlayerBudget(Budget):
    """Counted by player, and for a guest by address, too. What an agent does counts for `of_agents` instead, where there is one."""

    def __init__(self, scope: str, setting: str, counted: str = "", *, of_agents: PlayerBudget | None = None) -> None:
        super().__init__(scope, setting, counted)
        self.of_agents = of_agents
        shared = counted and f"{counted} by all guests at your address together"
        self.of_address = AddressBudget(f"{scope}-guests", setting, shared)

    def for_asker(self) -> PlayerBudget:
        """What counts for whom something is done now."""
        return self.of_agents if self.of_agents is not None and _is_agent.get()() else self

    def spend(self, *identity: str) -> Spent:
        """Raises RateLimited when either is used up, and then counts nothing."""
        budget = self.for_asker()
        return self._spend_own(*identity) if budget is self else budget.spend(*identity)

    def _spend_own(self, *identity: str) -> Spent:
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
