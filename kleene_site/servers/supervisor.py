"""Supervises several server processes: starts them, restarts one that dies, and stops them in order.

They are forked, so that they share the memory of everything imported before; the supervisor itself has no connection, no thread
and no event loop. Orders go through a pipe and not by signal: a signal often goes to the whole process group, and would count twice.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

import structlog

log = structlog.get_logger("kleene.serve")

RESTART_INTERVAL: Final = 1.0  # seconds from one start of a process to the next, however often it dies
KILL_AFTER: Final = 30.0  # seconds from the first stop signal until processes are killed
LEAVE: Final = b"l"
HURRY: Final = b"h"


class Refused(Exception):
    """The server cannot start; the message says why."""


@dataclass(slots=True)
class ChildPipes:
    """The child's ends of its two pipes to the supervisor."""

    orders: int
    news: int

    def report(self, **news: str) -> None:
        with suppress(OSError):  # the supervisor is gone
            os.write(self.news, json.dumps(news).encode() + b"\n")

    def follow_orders(self, leave: Callable[[], None], hurry: Callable[[], None]) -> None:
        """For a thread: carry out the supervisor's orders. When the supervisor is gone, leave."""
        while word := os.read(self.orders, 1):
            (leave if word == LEAVE else hurry)()
        leave()


@dataclass(slots=True)
class Child:
    number: int
    pid: int
    orders: int
    news: int
    started_at: float = field(default_factory=time.monotonic)
    unread: bytes = b""

    def order(self, word: bytes) -> None:
        with suppress(OSError):  # the process has ended
            os.write(self.orders, word)

    def close(self) -> None:
        os.close(self.orders)
        os.close(self.news)


class Supervisor:
    """Runs `serve` in one process for each listener, with the listener, the process's number and its pipes.

    `on_ready` is called once, when all processes are ready, and `on_ended` with the number of each that has ended.
    """

    def __init__(
        self,
        listeners: list[socket.socket],
        serve: Callable[[socket.socket, int, ChildPipes], None],
        on_ready: Callable[[], None],
        on_ended: Callable[[int], None] = lambda _number: None,
    ) -> None:
        self.listeners, self.serve, self.on_ready, self.on_ended = listeners, serve, on_ready, on_ended
        count = len(listeners)
        self.children: dict[int, Child] = {}
        self.due = dict.fromkeys(range(count), 0.0)  # when to start which process: number → monotonic time
        self.unready = set(range(count))
        self.refusal = ""
        self.stopping_since: float | None = None
        self.selector = selectors.DefaultSelector()

    def run(self) -> None:
        """Return when all processes have ended. Raises Refused."""
        wakes, wakened = socket.socketpair()
        for end in (wakes, wakened):
            end.setblocking(False)  # noqa: FBT003 - the library's own
        signal.set_wakeup_fd(wakened.fileno())
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, lambda *_: None)
        self.selector.register(wakes, selectors.EVENT_READ, lambda: self.read_signals(wakes))
        while self.children or (self.due and self.stopping_since is None):
            self.start_due_children()
            for key, _ in self.selector.select(self.soonest()):
                key.data()
            self.kill_late_children()
        if self.refusal:
            raise Refused(self.refusal)

    # --- starting ---

    def start_due_children(self) -> None:
        for number in [number for number, moment in self.due.items() if moment <= time.monotonic()]:
            if self.stopping_since is None:
                del self.due[number]
                self.start(number)

    def start(self, number: int) -> None:
        ends: list[int] = []
        try:
            ends += os.pipe()
            ends += os.pipe()
            pid = os.fork()
        except OSError as trouble:
            self.put_off(number, ends, trouble)
            return
        orders, orders_in, news, news_in = ends
        if pid == 0:
            os.close(orders_in)
            os.close(news)
            self.run_child(number, ChildPipes(orders, news_in))
        os.close(orders)
        os.close(news_in)
        child = self.children[pid] = Child(number, pid, orders_in, news)
        self.selector.register(news, selectors.EVENT_READ, lambda: self.read_news(child))

    def put_off(self, number: int, ends: list[int], trouble: OSError) -> None:
        """The machine has no room for another process, or file: the others go on, and this one is tried again."""
        for end in ends:
            os.close(end)
        if self.unready:
            self.fail(f"A server process could not be started: {trouble}.")
        else:
            log.error("process not started, trying again", number=number, trouble=str(trouble))
            self.due[number] = time.monotonic() + RESTART_INTERVAL

    def run_child(self, number: int, pipes: ChildPipes) -> NoReturn:
        """Everything a forked process does; it must never return into the supervisor's code."""
        code = 1
        try:
            self.prepare_child(number)
            self.serve(self.listeners[number], number, pipes)
            code = 0
        except BaseException:
            log.exception("process failed")
        finally:
            os._exit(code)

    def prepare_child(self, number: int) -> None:
        # An inherited end of a pipe would hide from the others that the supervisor, or a process, has ended.
        signal.set_wakeup_fd(-1)
        for one in (signal.SIGTERM, signal.SIGCHLD):
            signal.signal(one, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the supervisor decides
        self.selector.close()
        for child in self.children.values():
            child.close()
        for other, listener in enumerate(self.listeners):
            if other != number:
                listener.close()

    # --- watching ---

    def read_signals(self, wakes: socket.socket) -> None:
        for each in wakes.recv(4096):
            if each == signal.SIGCHLD:
                self.reap()
            else:
                self.begin_to_stop()

    def read_news(self, child: Child) -> None:
        if child.news not in self.selector.get_map():  # it has just ended, and everything was read
            return
        piece = os.read(child.news, 65536)
        if not piece:
            self.selector.unregister(child.news)
            return
        *lines, child.unread = (child.unread + piece).split(b"\n")
        for line in lines:
            self.take(child, json.loads(line))

    def take(self, child: Child, news: dict[str, Any]) -> None:
        if (refusal := news.get("refused")) and self.unready:
            self.fail(refusal)
        elif refusal:
            log.error("process cannot start", reason=refusal)
        elif news.get("stop"):
            if self.stopping_since is None:  # each process says so, and the second must not hurry the others
                self.begin_to_stop()
        elif child.number in self.unready:
            self.unready.discard(child.number)
            if not self.unready and self.stopping_since is None:
                self.on_ready()

    def reap(self) -> None:
        for pid, child in list(self.children.items()):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self.child_ended(child)

    def child_ended(self, child: Child) -> None:
        del self.children[child.pid]
        if child.news in self.selector.get_map():
            self.read_rest(child)
        child.close()
        self.on_ended(child.number)
        if self.stopping_since is not None:
            return
        if self.unready:
            self.fail("A server process ended before it was ready; its log output says why.")
        else:
            log.warning("process ended, restarting it", pid=child.pid)
            self.due[child.number] = child.started_at + RESTART_INTERVAL

    def read_rest(self, child: Child) -> None:
        while child.news in self.selector.get_map():
            self.read_news(child)

    # --- stopping ---

    def fail(self, why: str) -> None:
        self.refusal = self.refusal or why
        if self.stopping_since is None:
            self.begin_to_stop()

    def begin_to_stop(self) -> None:
        word = LEAVE if self.stopping_since is None else HURRY
        self.stopping_since = self.stopping_since or time.monotonic()
        for listener in self.listeners:
            listener.close()
        for child in self.children.values():
            child.order(word)

    def soonest(self) -> float | None:
        """Seconds until the next start or kill is due; None when none is."""
        moments = [*self.due.values()] if self.stopping_since is None else [self.stopping_since + KILL_AFTER]
        return max(0.0, min(moments) - time.monotonic()) if moments else None

    def kill_late_children(self) -> None:
        if self.stopping_since is not None and time.monotonic() > self.stopping_since + KILL_AFTER:
            for pid in self.children:
                os.kill(pid, signal.SIGKILL)
