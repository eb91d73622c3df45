"""A moderator's own views of the queue."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction

from common.errors import Conflict, InvalidInput, NotFound
from common.visible_text import cleaned_within
from improvisations import limits
from improvisations.models import SavedView


class TooManyViews(Conflict):
    message = f"You already have {limits.SAVED_VIEWS} saved views. Delete one first."


class NameTaken(Conflict):
    message = "You already have a view with this name."


def views_of(user_id: uuid.UUID) -> list[SavedView]:
    """A moderator's saved views, at most SAVED_VIEWS; one query."""
    return list(SavedView.objects.filter(owner_id=user_id)[: limits.SAVED_VIEWS])


def save_view(*, user_id: uuid.UUID, name: str, query: str) -> SavedView:
    """Keep a view under a name. Raises InvalidInput, TooManyViews, NameTaken."""
    called = " ".join(cleaned_within(name, limits.VIEW_NAME).split())
    if not 1 <= len(called) <= limits.VIEW_NAME:
        raise InvalidInput(f"Give the view a name of at most {limits.VIEW_NAME} characters.", name=["Give a name."])
    if len(query) > limits.VIEW_QUERY:
        raise InvalidInput("This view has too many filters to be saved.")
    if SavedView.objects.filter(owner_id=user_id).count() >= limits.SAVED_VIEWS:
        raise TooManyViews
    try:
        with transaction.atomic():
            return SavedView.objects.create(owner_id=user_id, name=called, query=query)
    except IntegrityError:
        raise NameTaken from None


def forget_view(*, user_id: uuid.UUID, view_id: int) -> str:
    """Forget one of one's own views; tells its name. Raises NotFound."""
    view = SavedView.objects.filter(owner_id=user_id, pk=view_id).first()
    if view is None:
        raise NotFound("There is no view with this id.")
    name = view.name
    view.delete()
    return name
