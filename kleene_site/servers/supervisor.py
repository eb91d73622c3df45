"""Several server processes under one: it starts them, starts anew one that dies, and leads them out.

They are forked, so that they share the memory of what the first has imported; it holds no connection, no thread and no event
loop itself. What it tells them goes through a pipe: signals come to a whole group at once, and would come twice.
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

PACE: Final = 1.0  # seconds from one start of a process to the next, so that one that cannot live costs little
LAST_PATIENCE: Final = 30.0  # seconds after which a process that should leave is killed
LEAVE: Final = b"l"
HURRY: Final = b"h"


class Refused(Exception):
    """The processes cannot serve; the message says why."""


@dataclass(slots=True)
class Ends:
    """A process's own ends of its two pipes."""

    orders: int
    news: int

    def say(self, **news: str) -> None:
        with suppress(OSError):  # nobody listens any more
            os.write(self.news, json.dumps(news).encode() + b"\n")

    def obey(self, leave: Callable[[], None], hurry: Callable[[], None]) -> None:
        """For a thread: pass orders on, until there is nobody to give them, which is one to leave."""
        while os.read(self.orders, 1) == LEAVE:
            leave()
        leave()
        hurry()


@dataclass(slots=True)
class Child:
    number: int
    pid: int
    orders: int
    news: int
    born: float = field(default_factory=time.monotonic)
    told: bytes = b""

    def order(self, word: bytes) -> None:
        with suppress(OSError):  # it has gone
            os.write(self.orders, word)

    def forget(self) -> None:
        os.close(self.orders)
        os.close(self.news)


class Supervisor:
    """One process for each listener. `serve` is the whole life of one, given its listener, its number and its ends.

    `when_ready` is called once, when all are.
    """

    def __init__(
        self,
        listeners: list[socket.socket],
        serve: Callable[[socket.socket, int, Ends], None],
        when_ready: Callable[[], None],
    ) -> None:
        self.listeners, self.serve, self.when_ready = listeners, serve, when_ready
        count = len(listeners)
        self.children: dict[int, Child] = {}
        self.due = dict.fromkeys(range(count), 0.0)  # moments at which processes are to be started, by their numbers
        self.unready = set(range(count))
        self.refusal = ""
        self.leaves_at: float | None = None
        self.selector = selectors.DefaultSelector()

    def run(self) -> None:
        """Until all have left. Raises Refused."""
        wakes, wakened = socket.socketpair()
        for end in (wakes, wakened):
            end.setblocking(False)  # noqa: FBT003 - the library's own
        signal.set_wakeup_fd(wakened.fileno())
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, lambda *_: None)
        self.selector.register(wakes, selectors.EVENT_READ, lambda: self.hear_signals(wakes))
        while self.children or (self.due and self.leaves_at is None):
            self.start_those_due()
            for key, _ in self.selector.select(self.soonest()):
                key.data()
            self.kill_those_left()
        if self.refusal:
            raise Refused(self.refusal)

    # --- starting ---

    def start_those_due(self) -> None:
        for number in [number for number, moment in self.due.items() if moment <= time.monotonic()]:
            if self.leaves_at is None:
                del self.due[number]
                self.start(number)

    def start(self, number: int) -> None:
        (orders, orders_in), (news, news_in) = os.pipe(), os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(orders_in)
            os.close(news)
            self.become(number, Ends(orders, news_in))
        os.close(orders)
        os.close(news_in)
        child = self.children[pid] = Child(number, pid, orders_in, news)
        self.selector.register(news, selectors.EVENT_READ, lambda: self.hear(child))

    def become(self, number: int, ends: Ends) -> NoReturn:
        """What a process does that has just been forked; it never returns to what its parent was at."""
        code = 1
        try:
            self.let_go(number)
            self.serve(self.listeners[number], number, ends)
            code = 0
        except BaseException:
            log.exception("process broke")
        finally:
            os._exit(code)

    def let_go(self, number: int) -> None:
        # Else nobody would notice that the parent, or another process, is gone.
        signal.set_wakeup_fd(-1)
        for one in (signal.SIGTERM, signal.SIGCHLD):
            signal.signal(one, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's comes to everybody; the parent decides
        self.selector.close()
        for child in self.children.values():
            child.forget()
        for other, listener in enumerate(self.listeners):
            if other != number:
                listener.close()

    # --- what happens to them ---

    def hear_signals(self, wakes: socket.socket) -> None:
        for each in wakes.recv(4096):
            if each == signal.SIGCHLD:
                self.reap()
            else:
                self.order_out()

    def hear(self, child: Child) -> None:
        if child.news not in self.selector.get_map():  # it ended a moment ago, and was heard out
            return
        piece = os.read(child.news, 65536)
        if not piece:
            self.selector.unregister(child.news)
            return
        *lines, child.told = (child.told + piece).split(b"\n")
        for line in lines:
            self.take(child, json.loads(line))

    def take(self, child: Child, news: dict[str, Any]) -> None:
        if (refusal := news.get("refused")) and self.unready:
            self.give_up(refusal)
        elif refusal:
            log.error("process cannot start", reason=refusal)
        elif child.number in self.unready:
            self.unready.discard(child.number)
            if not self.unready and self.leaves_at is None:
                self.when_ready()

    def reap(self) -> None:
        for pid, child in list(self.children.items()):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self.bury(child)

    def bury(self, child: Child) -> None:
        del self.children[child.pid]
        if child.news in self.selector.get_map():
            self.hear_out(child)
        child.forget()
        if self.leaves_at is not None:
            return
        if self.unready:
            self.give_up("A server process ended before it was ready; what it said stands above.")
        else:
            log.warning("process ended, and is started again", pid=child.pid)
            self.due[child.number] = child.born + PACE

    def hear_out(self, child: Child) -> None:
        while child.news in self.selector.get_map():
            self.hear(child)

    # --- leaving ---

    def give_up(self, why: str) -> None:
        self.refusal = self.refusal or why
        if self.leaves_at is None:
            self.order_out()

    def order_out(self) -> None:
        word = LEAVE if self.leaves_at is None else HURRY
        self.leaves_at = self.leaves_at or time.monotonic()
        for listener in self.listeners:
            listener.close()
        for child in self.children.values():
            child.order(word)

    def soonest(self) -> float | None:
        """Seconds until something is to be done that nobody tells of."""
        moments = [*self.due.values()] if self.leaves_at is None else [self.leaves_at + LAST_PATIENCE]
        return max(0.0, min(moments) - time.monotonic()) if moments else None

    def kill_those_left(self) -> None:
        if self.leaves_at is not None and time.monotonic() > self.leaves_at + LAST_PATIENCE:
            for pid in self.children:
                os.kill(pid, signal.SIGKILL)
