"""The page of the shutdown: what is planned, by whom and for when, the button that cancels it, and a form to plan one."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from common.backoffice import who
from common.form_fields import Prose
from common.limits import SHUTDOWN_REASON, SHUTDOWN_SECONDS
from common.planned_shutdown import cancel_shutdown, plan_shutdown, planned_shutdown
from common.shutdown_plan import Plan
from kleene_site.audit.lines import Link, names_of, page_of

MAY: Final = "common.plan_shutdown"
SHORTEST, LONGEST = SHUTDOWN_SECONDS


class ShutdownForm(forms.Form):
    seconds = forms.IntegerField(
        label="Seconds from now",
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=600,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=f"{SHORTEST} to {LONGEST}. Everybody who plays reads it until then.",
    )
    reason = Prose(
        required=False,
        max_length=SHUTDOWN_REASON,
        widget=UnfoldAdminTextInputWidget,
        help_text="Players read it, too.",
    )


def show_shutdown(request: HttpRequest) -> HttpResponse:
    """A GET tells what is planned, a POST plans one in its place. The admin has let somebody of the staff in."""
    _require_right(request)
    if request.method not in {"GET", "POST"}:
        return HttpResponseNotAllowed(["GET", "POST"])
    form = ShutdownForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        plan_shutdown(by=who(request), **form.cleaned_data)
        messages.success(request, "The shutdown is planned.")
        return HttpResponseRedirect(reverse("admin-shutdown"))
    context: dict[str, Any] = {**admin.site.each_context(request), "title": "Shutdown", "form": form}
    request.current_app = admin.site.name  # where the templates look for the admin's own pages
    status = 400 if form.errors else 200
    return TemplateResponse(request, "admin/shutdown.html", context | _planned(request), status=status)


def cancel_planned(request: HttpRequest) -> HttpResponse:
    _require_right(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if cancel_shutdown(by=who(request)):
        messages.success(request, "The shutdown is cancelled.")
    else:
        messages.error(request, "No shutdown is planned.")
    return HttpResponseRedirect(reverse("admin-shutdown"))


def _require_right(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY):
        raise PermissionDenied


def _planned(request: HttpRequest) -> dict[str, Any]:
    plan = planned_shutdown()
    if plan is None or plan.left <= 0:
        return {"plan": None}
    return {"plan": plan, "left": round(plan.left), "planner": _planner(request, plan)}


def _planner(request: HttpRequest, plan: Plan) -> Link:
    if plan.planned_by is None:
        return Link("Somebody")
    name = names_of([plan.planned_by]).get(plan.planned_by, "Somebody")
    may = frozenset(request.user.get_all_permissions())
    return Link(name, page_of("profiles_user", plan.planned_by, may))
