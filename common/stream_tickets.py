"""Tickets for clients that cannot set headers: a long-lived token must not stand in a URL, which logs and histories keep."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now

from common.credentials import Credential
from common.errors import AuthInvalid
from common.models import StreamTicket

LIFETIME = timedelta(seconds=30)


def issue_ticket(credential: Credential) -> str:
    """A token that `redeem_ticket` takes once within LIFETIME."""
    token, ticket = new_ticket(credential, expires_at=Now() + LIFETIME)
    # Whoever asks over and over keeps no more rows than fit into half a minute.
    StreamTicket.objects.filter(user_id=credential.user_id, expires_at__lte=Now()).delete()
    ticket.save(force_insert=True)
    return token


def new_ticket(credential: Credential, *, expires_at: Any) -> tuple[str, StreamTicket]:
    """A token and its row, which is not stored yet; `expires_at` is a moment by the database's clock, or its expression."""
    token = secrets.token_urlsafe(32)
    ticket = StreamTicket(
        token_hash=digest(token),
        user_id=credential.user_id,
        expires_at=expires_at,
        seal=credential.seal,
        credential_expires_at=credential.expires_at,
        session_key=credential.session_key,
        family=credential.family,
    )
    return token, ticket


def redeem_ticket(*, token: str) -> Credential:
    """What it was asked for with; the ticket is used up. Raises AuthInvalid.

    Whether that credential still lets in is for the caller.
    """
    ticket = StreamTicket.objects.filter(pk=digest(token)).first()
    # Two may have read it: the one whose delete finds the row has it.
    if ticket is None or not StreamTicket.objects.filter(pk=ticket.pk, expires_at__gt=Now()).delete()[0]:
        raise AuthInvalid("This ticket is invalid or has expired. Request another.")
    return credential_of_ticket(ticket)


def credential_of_ticket(ticket: StreamTicket) -> Credential:
    """What it was asked for with."""
    return Credential(ticket.user_id, ticket.seal, ticket.credential_expires_at, ticket.session_key, ticket.family)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
