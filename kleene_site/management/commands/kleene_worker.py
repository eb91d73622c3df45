import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from common import jobs
from common.database import knock
from common.worker import workers


class Command(BaseCommand):
    help = "Run the background jobs until SIGTERM or Ctrl-C. One worker is enough; more can run beside it."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            knock()
        except DatabaseError as trouble:
            raise CommandError(f"The database does not answer: {trouble}") from trouble
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _frame: self.leave(number, stop))
        names = ", ".join(sorted(jobs.registered))
        self.stdout.write(f"The worker runs {len(jobs.registered)} jobs: {names}. (Ctrl-C stops it)")
        self.stdout.flush()
        work_until(stop)
        self.stdout.write("Stopped.")

    def leave(self, number: int, stop: threading.Event) -> None:
        stop.set()
        # A second signal does not wait for the round that runs.
        signal.signal(number, signal.SIG_DFL)


def work_until(stop: threading.Event) -> None:
    """Until `stop` is set; rounds that have begun are finished first."""
    threads = [threading.Thread(target=worker.run, daemon=True) for worker in workers(jobs.registered.values(), stop)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
