"""Letters leave after the answer, by a job: nobody waits for a mail server, and no answer tells whether there was a letter."""

from __future__ import annotations

from profiles.models import Letter, User
from profiles.services import budgets


def order_letter(kind: Letter.Kind, *, address: str, user: User | None = None) -> None:
    """Have a letter sent soon. Raises RateLimited when the address has had its share of this kind."""
    # By kind: what strangers cause does not use up what an owner asks for.
    budgets.LETTERS.spend(kind, address.lower())
    Letter.objects.create(kind=kind, address=address, user=user)
