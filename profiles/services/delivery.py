"""The job that writes and sends the e-mails that were ordered."""

from __future__ import annotations

import time
import traceback
from datetime import timedelta
from smtplib import SMTPResponseException
from typing import Final

import structlog
from django.db.models.functions import Now

from common.database import return_connections
from profiles.models import OutgoingEmail
from profiles.services import emails

log = structlog.get_logger("kleene.mail")

EVERY: Final = timedelta(seconds=3)
LONGEST_ROUND: Final = 60.0  # seconds, and the last e-mail's time: well within the job's lease
FIRST_PAUSE: Final = timedelta(minutes=1)  # doubled after each try
MOST_TRIES: Final = 6  # within about half an hour


def send_emails() -> str:
    """Write and send what is due. Two workers never send one e-mail; one whose worker dies meanwhile is sent again."""
    began, sent = time.monotonic(), 0
    for email in list(OutgoingEmail.objects.filter(due_at__lte=Now()).select_related("user")):
        if time.monotonic() - began > LONGEST_ROUND:
            break
        sent += _claim(email) and _send(email)
    return f"sent {sent} e-mails" if sent else ""


def _claim(email: OutgoingEmail) -> bool:
    """Put the e-mail off before it is tried; False where another worker has done so. No lock is held while it is sent."""
    same = OutgoingEmail.objects.filter(pk=email.pk, tries=email.tries, due_at__lte=Now())
    return bool(same.update(tries=email.tries + 1, due_at=Now() + FIRST_PAUSE * 2**email.tries))


def _send(email: OutgoingEmail) -> bool:
    try:
        message = emails.write_email(email)
        return_connections()  # a silent mail server keeps none of them
        sent = bool(message and message.send())
    except Exception as trouble:  # noqa: BLE001 - whatever is wrong with one email, the next ones go
        _note(email, trouble)
        return False
    email.delete()
    return sent


def _note(email: OutgoingEmail, trouble: Exception) -> None:
    tried = {"email": email.pk, "kind": email.kind, "tries": email.tries + 1, "trouble": _told(trouble)}
    if email.tries + 1 < MOST_TRIES:
        log.warning("e-mail put off", **tried)
        return
    log.error("e-mail given up", **tried)
    email.delete()


def _told(trouble: Exception) -> str:
    """The kind of trouble, and where in our code; what a server says may hold an address."""
    code = f" {trouble.smtp_code}" if isinstance(trouble, SMTPResponseException) else ""
    reason = f": {trouble.strerror}" if isinstance(trouble, OSError) and trouble.strerror else ""
    return f"{type(trouble).__name__}{code}{reason}{_place(trouble)}"


def _place(trouble: Exception) -> str:
    """Where a mistake of ours happened; a mail server's trouble is an OSError, and its place tells nothing."""
    if isinstance(trouble, OSError):
        return ""
    frame = traceback.extract_tb(trouble.__traceback__)[-1]
    return f" at {frame.filename}:{frame.lineno}"
