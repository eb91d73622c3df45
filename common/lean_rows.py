"""Model instances that are made of rows in every turn, without the ceremony of their constructor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, Final, Self

from django.db import DEFAULT_DB_ALIAS
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

    @classmethod
    def made(cls, **values: Any) -> Self:
        """A new row, as the constructor would make it of the same words."""
        made = cls.__new__(cls)
        model: Any = cls
        known = made.__dict__
        known["_state"] = ModelState()
        for name, default, is_made in _defaults(model):
            known[name] = default() if is_made else default
        names, relations = _names(model)
        for name, value in values.items():
            if name in relations:
                made.relate(name, value)
            else:
                known[names[name]] = value
        return made

    def relate(self, name: str, row: Model | None) -> None:
        """Let it refer to a row, which is stored already, or to none; what Django asks the router about is not asked."""
        model: Any = type(self)
        state = self.__dict__["_state"]
        attname, key = _names(model)[1][name]
        self.__dict__[attname] = None if row is None else getattr(row, key)
        state.fields_cache[name] = row
        state.db = state.db or DEFAULT_DB_ALIAS

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


@lru_cache
def _defaults(model: type[Any]) -> tuple[tuple[str, Any, bool], ...]:
    """Each column's name with its default, or with what makes it."""
    fields: list[Any] = [each for each in model._meta.concrete_fields if not each.generated]  # noqa: SLF001
    return tuple((each.attname, *_default(each)) for each in fields)


def _default(field: Any) -> tuple[Any, bool]:
    if field.has_default():
        return field.default, callable(field.default)
    return field.get_default(), False


@lru_cache
def _names(model: type[Any]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """How the words of the constructor are called on an instance; and of relations, which of their row's values they hold."""
    fields: list[Any] = list(model._meta.concrete_fields)  # noqa: SLF001
    names = {word: each.attname for each in fields for word in (each.name, each.attname)}
    relations = {each.name: (each.attname, each.target_field.attname) for each in fields if each.is_relation}
    return names, relations
