"""Passwords and their hashes: the one place that pays for hashing, and the one that bounds how much of it there is at once."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password, verify_password

from common.cores import cores
from common.database import return_connections
from common.errors import Unavailable

# An Argon2 hash holds 100 MB and several threads for some 50 ms: more at once than cores only costs memory. Several
# processes of one server share them.
CORES: Final = max(1, cores() // settings.WEB_CONCURRENCY)
WAITING: Final = max(16, 8 * CORES)
SOON: Final = 2  # seconds


class PasswordsBusy(Unavailable):
    code = "passwords_busy"
    message = "The server is busy checking passwords."


class Turns:
    """At most `at_once` are at work, and at most `queue` wait for it."""

    def __init__(self, *, at_once: int, queue: int) -> None:
        self.at_once, self.queue = at_once, queue
        self.working = self.waiting = 0
        self.changed = threading.Condition()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Around one piece of work; waits for its turn. Raises PasswordsBusy when the queue is full."""
        self._begin()
        try:
            yield
        finally:
            with self.changed:
                self.working -= 1
                self.changed.notify_all()

    def _begin(self) -> None:
        with self.changed:
            if self.working + self.waiting >= self.at_once + self.queue:
                raise PasswordsBusy(retry_after=SOON)
            self.waiting += 1
            self.changed.notify_all()
            try:
                self.changed.wait_for(lambda: self.working < self.at_once)
                self.working += 1
            finally:
                self.waiting -= 1


turns = Turns(at_once=CORES, queue=WAITING)
"""Those of this process."""


def canonical(password: str) -> str:
    """The form that is hashed: one text is one password, whichever keyboard composed its letters."""
    return unicodedata.normalize("NFKC", password)


def made(password: str) -> str:
    """The hash to keep for a new password. Raises PasswordsBusy."""
    with _hashing():
        return make_password(canonical(password))


def judged(password: str, encoded: str) -> tuple[bool, bool]:
    """Whether `password` is the one that was hashed, and whether to hash it anew. Raises PasswordsBusy."""
    form = canonical(password)
    with _hashing():
        right, outdated = verify_password(form, encoded)
        if right or form == password:
            return right, outdated
        # Hashed as it was typed, before there was one form.
        return verify_password(password, encoded)[0], True


def judged_for_nobody(password: str) -> None:
    """Cost what judging a wrong password costs, so that the clock tells nobody who exists. Raises PasswordsBusy."""
    with _hashing():
        for form in {canonical(password), password}:
            make_password(form)


@contextmanager
def _hashing() -> Iterator[None]:
    # Many wait here for long: they must not keep the others from the database meanwhile.
    return_connections()
    with turns.one():
        yield
