"""What stands around the rows of a queue: views to choose from, filters as plain fields, ways to the next page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR, ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict


class PlainFilter(SimpleListFilter):
    """A parameter of the list; what no column can hold is left out of it."""

    def value(self) -> str | None:
        stated = super().value()
        return None if stated is None else str(stated).replace("\0", "")


class ChoiceFilter(PlainFilter):
    """One of some named conditions."""

    kind: Literal["choice", "words"] = "choice"
    none = "any"

    def conditions(self, request: HttpRequest) -> dict[str, tuple[str, Q]]:
        """By value: what the choice is called, and what it means."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, label) for value, (label, _) in self.conditions(request).items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.conditions(request).get(str(self.value()))
        return queryset if chosen is None else queryset.filter(chosen[1])


class WaitingFilter(ChoiceFilter):
    """Without a choice the list shows what waits; a search looks everywhere."""

    none = "waiting"
    waiting: ClassVar[Q]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None and not request.GET.get("q", "").strip():
            return queryset.filter(self.waiting)
        return super().queryset(request, queryset)


class WordsFilter(PlainFilter):
    """Words typed into a field."""

    kind: Literal["choice", "words"] = "words"

    def has_output(self) -> bool:
        return True

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[()]:
        return ()

    def condition(self, words: str) -> Q:
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        words = (self.value() or "").strip()
        return queryset.filter(self.condition(words)) if words else queryset


@dataclass(frozen=True, slots=True)
class Preset:
    """A view that everybody has: a query of filters and order under a name."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class View:
    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    title: str
    kind: str
    value: str
    none: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the way to the list without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Pages:
    number: int
    earlier: str
    later: str


def fields(changes: ChangeList) -> list[Field]:
    specs: list[Any] = changes.filter_specs
    return [
        Field(
            name=str(spec.parameter_name),
            title=str(spec.title),
            kind=spec.kind,
            value=str(spec.value() or ""),
            none=getattr(spec, "none", "any"),
            choices=tuple((str(value), str(label)) for value, label in spec.lookup_choices),
        )
        for spec in specs
    ]


def chips(changes: ChangeList) -> list[Chip]:
    found = [
        Chip(f"{field.title}: {dict(field.choices).get(field.value, field.value)}", _without(changes, field.name))
        for field in fields(changes)
        if field.value and field.name != "by"
    ]
    return [Chip(f"“{changes.query}”", _without(changes, SEARCH_VAR)), *found] if changes.query else found


def views(presets: tuple[Preset, ...], asked: QueryDict, url: str) -> list[View]:
    return [View(preset.label, f"{url}?{preset.query}", is_same(preset.query, asked)) for preset in presets]


def is_same(query: str, asked: QueryDict) -> bool:
    """Whether a page was asked for by this view, whatever page of it."""
    return _plain(QueryDict(query)) == _plain(asked)


def pages(changes: ChangeList, shown: int) -> Pages:
    """A full page may be the last: the rows are not counted."""
    number = int(changes.page_num)
    return Pages(
        number,
        earlier=changes.get_query_string({PAGE_VAR: number - 1}) if number > 1 else "",
        later=changes.get_query_string({PAGE_VAR: number + 1}) if shown == changes.list_per_page else "",
    )


def _without(changes: ChangeList, name: str) -> str:
    return changes.get_query_string(remove=[name, PAGE_VAR]) or "?"


def _plain(query: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in query.items() if value and name != PAGE_VAR}
