"""Model instances that are made of rows in every turn, without the ceremony of their constructor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, Final, Self

from django.db.models import Model
from django.db.models.base import ModelState

AS_READ: Final = "as_read"  # of an instance's `_state`: its names and values as its row had them


class LeanRows:
    """First base of a model whose rows come often: each value is set as it is.

    Django's way asks every field about every value, and sends two signals that nobody hears; three times as long.
    What was not read stays unknown, and is read when it is asked for, as usual. An instance knows what was read, so that `changed`
    tells what is to be written: a value is put in another's place, and never changed itself.
    """

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        made = cls.__new__(cls)
        known = made.__dict__
        known["_state"] = state = ModelState()
        state.adding, state.db = False, db
        state.__dict__[AS_READ] = field_names, values
        known.update(zip(field_names, values, strict=True))
        return made

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__["_state"].__dict__.pop(AS_READ, None)
        super().save(*args, **kwargs)  # type: ignore[misc]  # the model's

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__["_state"].__dict__.pop(AS_READ, None)
        super().refresh_from_db(*args, **kwargs)  # type: ignore[misc]


def changed(row: Model, names: tuple[str, ...]) -> Sequence[str]:
    """Those of these fields whose values are others than were read or written last; all of them where that is not known.

    From now on they count as written.
    """
    known, state = row.__dict__, row._state.__dict__  # noqa: SLF001 - Django's own name for it
    if AS_READ not in state:
        return names
    before = dict(zip(*state[AS_READ], strict=True))
    found = [(name, key) for name, key, always in _keys(type(row), names) if always or _differs(known, before, key)]
    before |= {key: known[key] for _, key in found}
    state[AS_READ] = tuple(before), tuple(before.values())
    return tuple(name for name, _ in found)


def _differs(known: dict[str, Any], before: dict[str, Any], key: str) -> bool:
    return key in known and (key not in before or before[key] != known[key])


@lru_cache
def _keys(model: type[Model], names: tuple[str, ...]) -> tuple[tuple[str, str, bool], ...]:
    """Each name with its attribute's, and whether it is written whatever its value is."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]  # noqa: SLF001 - Django's own name for it
    return tuple((each.name, each.attname, getattr(each, "auto_now", False)) for each in fields)
