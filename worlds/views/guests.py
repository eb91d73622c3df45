"""Guests: strangers who begin to play. Accounts are made by an app above, which the settings name."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


def player_id(request: HttpRequest) -> UUID:
    """The id of the account that is signed in; for a stranger a guest is made first, and signed in to this browser.

    `settings.KLEENE_GUEST_FACTORY` is the dotted path of what makes it: a function of the request that returns the account.
    Raises what that raises: RateLimited, and Suspended in the browser of somebody whose account is suspended.
    """
    account = import_string(settings.KLEENE_GUEST_FACTORY)(request)
    return UUID(str(account.pk))
