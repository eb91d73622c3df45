"""Admin pages of what players write in the cosmos: moderators read it, and remove what should not stand there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextareaWidget

from common.backoffice import Act, ReadOnlyAdmin, who
from common.form_fields import Prose
from worlds import limits
from worlds.models import Report
from worlds.services.hiding import hide_message

HANDLE: Final = "worlds.handle_report"


class HideForm(forms.Form):
    note = Prose(
        label="Note",
        max_length=limits.REPORT_NOTE,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="Saved in the history, for other moderators.",
    )


def hide_act(*, done: str, warning: str) -> Act:
    """The button that removes a row's text; `done` is said afterwards."""

    def hide(request: HttpRequest, row: Any, data: Mapping[str, Any]) -> str:
        hide_message(moderator_id=who(request), text_id=row.text_id, reason=data["note"])
        return done

    return Act(
        name="hide",
        label="Remove the text",
        icon="visibility_off",
        permission=HANDLE,
        perform=hide,
        fits=lambda row: row.text.redacted_at is None,
        warning=warning,
        form=HideForm,
        tone="danger",
    )


class PlayerTextAdmin(ReadOnlyAdmin):
    """For a model whose words are its `text`. Moderators alone read it."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(HANDLE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def page_of(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        return {
            "reports": Report.objects.filter(text=row.text_id).select_related("reporter", "reason").order_by("pk"),
            "reads_people": request.user.has_perm("profiles.view_user"),
        }
