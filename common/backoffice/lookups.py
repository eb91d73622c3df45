"""What a list may be asked by: the parameters that its own filters read, and nothing else.

Django lets through any lookup on a column of the row's own table, so that a list answers `?password__startswith=`
by being empty or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.exceptions import DisallowedModelAdminLookup, DisallowedModelAdminToField
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import Field, Model
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import RangeDateFilter

from common import error_pages

REFUSED = "This list has no such filter. Use the filters shown."


class NamedLookups(ModelAdmin):
    """A list that is filtered by what `list_filter` names alone; other parameters are a 400 that no row decides."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        named = self.list_filter if request is None else self.get_list_filter(request)
        return any(lookup in parameters(self.model, item) for item in named)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """No page of ours picks rows in a popup or completes their names."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        try:
            return super().changelist_view(request, extra_context)
        except (DisallowedModelAdminLookup, DisallowedModelAdminToField):
            return error_pages.trouble(request, 400, REFUSED)


def parameters(model: type[Model], item: Any) -> frozenset[str]:
    """The names that one item of `list_filter` reads from a query."""
    if isinstance(item, type):
        return frozenset({str(getattr(item, "parameter_name", ""))})
    path, kind = item if isinstance(item, tuple) else (item, object)
    if issubclass(kind, RangeDateFilter):
        return frozenset({f"{path}_from", f"{path}_to"})
    return frozenset(exact(path, get_fields_from_path(model, path)[-1]))


def exact(path: str, field: Field[Any, Any]) -> Iterator[str]:
    yield f"{path}__isnull"
    if field.is_relation:
        yield f"{path}__{field.target_field.name}__exact"  # type: ignore[attr-defined]  # of relations alone
    else:
        yield path
        yield f"{path}__exact"
