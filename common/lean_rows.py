"""Model instances that are made of rows in every turn, without the ceremony of their constructor."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db.models.base import ModelState


class LeanRows:
    """First base of a model whose rows come often: each value is set as it is.

    Django's way asks every field about every value, and sends two signals that nobody hears; three times as long.
    What was not read stays unknown, and is read when it is asked for, as usual.
    """

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        made = cls.__new__(cls)
        known = made.__dict__
        known["_state"] = state = ModelState()
        state.adding, state.db = False, db
        known.update(zip(field_names, values, strict=True))
        return made
