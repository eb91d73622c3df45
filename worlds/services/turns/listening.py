"""Comparing typed words with the options before their player, while nothing is locked and no connection is held."""

from __future__ import annotations

from functools import partial

from common.ids import lookup
from worlds.likeness import comparing
from worlds.services.turns import hot
from worlds.services.turns.hearing import TypedAt, typed_in
from worlds.services.turns.needs import SlowWork, TurnSteps, Work
from worlds.services.turns.request import TurnAttempt


def compare_typed_words(attempt: TurnAttempt) -> TurnSteps[None]:
    """Find how alike typed words and the options are, unless that is known. The input is paid for it.

    A request that was answered before, that is stale, or whose game is not there is left to the locks, which say so.
    Raises RateLimited.
    """
    text = attempt.typed
    if text is None or attempt.hearing.at is not None:
        return
    at: TypedAt | None = yield Work(partial(_find_words, attempt), on_loop=partial(hot.find_words, attempt))
    if at is None:
        return
    compare = partial(attempt.hearing.compare, text, at)
    if comparing.is_instant():
        compare()
    else:
        yield SlowWork(compare)


def _find_words(attempt: TurnAttempt) -> TypedAt | None:
    found = typed_in(attempt.user_id, attempt.key, **lookup(attempt.session_id, "ses")).first()
    at = None if found is None else TypedAt(*found)
    if at is None or attempt.is_settled(at):
        return None
    at.scenario()  # here, where the database may be asked: it is kept at hand
    attempt.purse.pay_input()
    return at
