"""E-mails leave after the answer, by a job: nobody waits for a mail server, and no answer tells whether there was an e-mail."""

from __future__ import annotations

from profiles.models import OutgoingEmail, User
from profiles.services import budgets


def order_email(kind: OutgoingEmail.Kind, *, address: str, user: User | None = None) -> None:
    """Have an e-mail sent soon. Raises RateLimited when the address has had its share of this kind."""
    # By kind: what strangers cause does not use up what an owner asks for.
    budgets.EMAILS.spend(kind, address.lower())
    OutgoingEmail.objects.create(kind=kind, address=address, user=user)
