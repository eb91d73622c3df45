"""How often somebody may have passwords judged: by account, and by address alone, through whichever door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from common.errors import AuthInvalid, InvalidInput
from common.throttles import Budget, Spent
from profiles.services import budgets


@dataclass(frozen=True, slots=True)
class GuessPurse:
    """A budget, and whose share of it."""

    budget: Budget
    owner: tuple[str, ...]

    def spend(self) -> Spent:
        return self.budget.spend(*self.owner)


def of_name(name: str, *, address: str) -> GuessPurse:
    """Failures count by account and address together: a stranger elsewhere cannot lock anybody out."""
    return GuessPurse(budgets.SIGN_INS, (name.lower(), address))


def of_account(account_id: str) -> GuessPurse:
    """The guesses at the password of one signed-in account, from wherever they come."""
    return GuessPurse(budgets.OLD_PASSWORDS, (account_id,))


def of_address(address: str) -> GuessPurse:
    """Ever new names from one address spend this one."""
    return GuessPurse(budgets.WRONG_PASSWORDS, (address,))


@contextmanager
def count_guess(*purses: GuessPurse) -> Iterator[None]:
    """Around a judgement: spent before, as many may come at once; given back unless it ends in a wrong guess.

    Raises RateLimited, and then nothing is spent.
    """
    spent = _spend(purses)
    try:
        yield
    except (AuthInvalid, InvalidInput):
        raise
    except BaseException:
        _refund(spent)
        raise
    _refund(spent)


def _spend(purses: tuple[GuessPurse, ...]) -> list[Spent]:
    spent: list[Spent] = []
    for purse in purses:
        try:
            spent.append(purse.spend())
        except BaseException:
            _refund(spent)
            raise
    return spent


def _refund(spent: list[Spent]) -> None:
    for one in spent:
        one.refund()
