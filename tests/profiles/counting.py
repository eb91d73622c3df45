"""A hasher that can be held up, and counts how many hashes are made at once."""

import threading
from typing import Any, ClassVar

from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection


class Count:
    def __init__(self) -> None:
        self.lock, self.gate = threading.Lock(), threading.Event()
        self.made = self.now = self.most = self.with_a_connection = 0

    def begin(self) -> None:
        with self.lock:
            self.made, self.now = self.made + 1, self.now + 1
            self.most = max(self.most, self.now)
            self.with_a_connection += connection.connection is not None
        self.gate.wait()

    def end(self) -> None:
        with self.lock:
            self.now -= 1


class CountingHasher(MD5PasswordHasher):
    count: ClassVar = Count()

    def encode(self, *args: Any) -> str:
        self.count.begin()
        try:
            return super().encode(*args)
        finally:
            self.count.end()
