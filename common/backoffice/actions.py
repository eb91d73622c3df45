from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest

from common.admin_log import keep_deed
from common.errors import KleeneError

Perform = Callable[[HttpRequest, Any, Mapping[str, Any]], str]


def always(_row: Any) -> bool:
    return True


def nothing(_row: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Act:
    """Something that may be done to one row.

    `perform` calls one service with the form's clean data, and says in a sentence what has happened; a refusal
    (KleeneError) is shown. An act that asks nothing and warns of nothing is done by its button, others have a page.
    """

    name: str  # stands in the URL
    label: str  # stands on the button
    icon: str
    permission: str
    perform: Perform
    fits: Callable[[Any], bool] = always  # whether the button makes sense now; the service has the last word
    warning: str = ""
    form: type[Form] = Form
    initial: Callable[[Any], dict[str, Any]] = nothing
    tone: Literal["plain", "danger"] = "plain"

    @property
    def asks(self) -> bool:
        return bool(self.warning or self.form.base_fields)

    def attempt(self, request: HttpRequest, row: Any, form: Form) -> str | None:
        """What has happened; None when nothing has, and then the form says why."""
        if not form.is_valid():
            return None
        try:
            return self.perform(request, row, form.cleaned_data)
        except KleeneError as refusal:
            tell(form, refusal)
            return None


def who(request: HttpRequest) -> uuid.UUID:
    """Who acts; the admin lets nobody in unknown."""
    assert request.user.pk is not None
    return request.user.pk


def note(request: HttpRequest, row: Model, deed: str) -> None:
    """An entry in the log of the admin, which the row's history shows."""
    keep_deed(by_id=who(request), row=row, deed=deed)


def tell(form: Form, refusal: KleeneError) -> None:
    """Let a form say what a service has refused: beside the fields that `details` names, or above them all."""
    named = [field for field in form.fields if field in refusal.details]
    for field in named:
        faults = refusal.details[field]
        form.add_error(field, [str(fault) for fault in faults] if isinstance(faults, list) else str(faults))
    if not named:
        form.add_error(None, refusal.message)
