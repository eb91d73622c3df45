"""Mail servers as they are on bad days, and the work of the mail job."""

from collections.abc import Sequence
from smtplib import SMTPDataError
from typing import ClassVar

from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from profiles.services import delivery


class Down(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


class Choosy(BaseEmailBackend):
    """Takes e-mails for everybody but Ada, and notes whether a database connection was held meanwhile."""

    held: ClassVar[list[bool]] = []

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.held.append(connection.connection is not None)
        if "ada@example.org" in email_messages[0].to:
            raise SMTPDataError(554, b"no ada@example.org here")
        mail.outbox.extend(email_messages)
        return len(email_messages)


def delivered() -> list[EmailMessage]:
    """All that was sent, once the job has done a round."""
    delivery.send_emails()
    return mail.outbox
