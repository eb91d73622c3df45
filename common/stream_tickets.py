"""Tickets for clients that cannot set headers: a long-lived token must not stand in a URL, which logs and histories keep."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models.functions import Now

from common.credentials import Credential
from common.errors import AuthInvalid
from common.models import StreamTicket

LIFETIME = timedelta(seconds=30)


def issue_ticket(credential: Credential) -> str:
    """A token that `redeem_ticket` takes once within LIFETIME."""
    token = secrets.token_urlsafe(32)
    # Whoever asks over and over keeps no more rows than fit into half a minute.
    StreamTicket.objects.filter(user_id=credential.user_id, expires_at__lte=Now()).delete()
    StreamTicket.objects.create(
        token_hash=digest(token),
        user_id=credential.user_id,
        expires_at=Now() + LIFETIME,
        seal=credential.seal,
        credential_expires_at=credential.expires_at,
        session_key=credential.session_key,
        family=credential.family,
    )
    return token


def redeem_ticket(*, token: str) -> Credential:
    """What it was asked for with; the ticket is used up. Raises AuthInvalid.

    Whether that credential still lets in is for the caller.
    """
    ticket = StreamTicket.objects.filter(pk=digest(token)).first()
    # Two may have read it: the one whose delete finds the row has it.
    if ticket is None or not StreamTicket.objects.filter(pk=ticket.pk, expires_at__gt=Now()).delete()[0]:
        raise AuthInvalid("This ticket is invalid or has expired. Request another.")
    return Credential(ticket.user_id, ticket.seal, ticket.credential_expires_at, ticket.session_key, ticket.family)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
