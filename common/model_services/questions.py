"""One process's questions to a service: not too many at once, and none to a server that keeps failing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from common.breaker import Breaker
from common.model_services import errands
from common.model_services.asking import ask
from common.model_services.errors import Busy, NotAnswering, Unusable

if TYPE_CHECKING:
    from common.model_services.service import Service

GRACE: Final = 0.5  # seconds beyond its time limit in which a question that is given up comes to its end


class Questions:
    """Safe to use from threads.

    At most `service.concurrency` are on their way. After five failures in a row nobody is asked for half a minute.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self.breaker = Breaker()
        self._free = threading.BoundedSemaphore(service.concurrency)

    def answer(self, question: bytes) -> bytes | None:
        """The body of the answer; None while the server is left alone. Raises Busy, NotAnswering, Unusable.

        It is there GRACE seconds after the service's time limit at the latest.
        """
        if not self._free.acquire(blocking=False):
            raise Busy
        try:
            return self._asked(question) if self.breaker.allows() else None
        finally:
            self._free.release()

    def _asked(self, question: bytes) -> bytes:
        try:
            body = errands.run(ask(self._service, question), within=self._service.timeout + GRACE)
        except (NotAnswering, TimeoutError) as why:
            self.breaker.failed()
            raise NotAnswering(str(why) or "no answer in time") from None
        except Unusable:
            self.breaker.succeeded()
            raise
        # What can be made of it is no matter of the server's health: one player must not silence it for all.
        self.breaker.succeeded()
        return body
