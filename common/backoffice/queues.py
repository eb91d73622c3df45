"""Rows that wait for a decision: found by filters, claimed, decided one by one or many at once, and never twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from common.backoffice import listing
from common.backoffice.actions import Act, Perform
from common.backoffice.rows import ReadOnlyAdmin
from common.errors import KleeneError

MOST_AT_ONCE: Final = 100


class SeenForm(forms.Form):
    """A decision about what the page showed: the service refuses it once that is no longer so."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def seen(row: Any) -> dict[str, Any]:
    return {"seen_version": row.version}


def queue_act(name: str, label: str, icon: str, permission: str, perform: Perform, **how: Any) -> Act:
    """An act on a row of a queue, about what its page showed; `how` is what else an Act has."""
    return Act(name, label, icon, permission, perform, **{"form": SeenForm, "initial": seen, **how})


@dataclass(frozen=True, slots=True)
class Happening:
    """What somebody did to a row meanwhile. `at` is aware, UTC."""

    who: str
    did: str
    at: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would become of a row: `obstacle` says why it would be left as it is."""

    row: Any
    name: str
    summary: str
    obstacle: str


class QueueAdmin(ReadOnlyAdmin):
    """A list to work through. Rows carry `version`, and acts a SeenForm, so that two who decide at once never both win."""

    change_list_template = "admin/queue.html"  # extended by a model that shows more
    bulk_template = "admin/queue_bulk.html"
    row_template: ClassVar[str]
    presets: ClassVar[tuple[listing.Preset, ...]] = ()
    bulk_acts: ClassVar[tuple[str, ...]] = ()
    list_display = ("__str__",)
    list_per_page = 25

    def entries_of(self, request: HttpRequest, rows: Sequence[Any]) -> list[Any]:
        """What the list shows of each row; as many queries for many rows as for one."""
        raise NotImplementedError

    def summary_of(self, row: Any) -> str:
        """A row in a few words, where many are listed to be confirmed."""
        raise NotImplementedError

    def happenings(self, row: Any, *, since: int) -> Iterable[Happening]:
        """What was done to a row after this version, oldest first."""
        raise NotImplementedError

    def standing_of(self, request: HttpRequest, row: Any) -> Mapping[str, Any]:
        """Where a row stands, for pages that are open on it."""
        raise NotImplementedError

    def obstacle(self, request: HttpRequest, act: Act, row: Any) -> str:
        """Why an act would be refused as things stand; empty when it would not."""
        raise NotImplementedError

    def extra_of_list(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse):  # else a wrong parameter was refused
            assert response.context_data is not None
            changes = response.context_data["cl"]
            rows = list(changes.result_list)
            response.context_data |= {
                "entries": self.entries_of(request, rows),
                "row_template": self.row_template,
                "filters": listing.fields(changes),
                "chips": listing.chips(changes),
                "views": listing.views(self.presets, request.GET, self._admin_url("changelist")),
                "pages": listing.pages(changes, len(rows)),
                "query": request.GET.urlencode(),
                "bulk_acts": [act for act in self.acts if self._may_bulk(request, act)],
                "bulk_url": self._admin_url("bulk"),
                "standing_url": self._admin_url("standing"),
                **self.extra_of_list(request),
            }
        return response

    def get_urls(self) -> list[URLPattern]:
        within = self.admin_site.admin_view
        return [
            path("bulk/", within(self.bulk_view), name=self._url_name("bulk")),
            path("standing/", within(self.standing_view), name=self._url_name("standing")),
            *super().get_urls(),
        ]

    # --- while a page is open -------------------------------------------------------------------------------------

    def standing_view(self, request: HttpRequest) -> HttpResponse:
        """Where these rows stand now: `?id=` as often as there are some. Pages ask every few seconds."""
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).filter(pk__in=self._keys(request.GET.getlist("id")))
        answer = JsonResponse({str(row.pk): dict(self.standing_of(request, row)) for row in rows})
        answer["Cache-Control"] = "no-store"
        return answer

    # --- one at a time ----------------------------------------------------------------------------------------------

    def ask_with(self, request: HttpRequest, act: Act, row: Any, form: forms.Form) -> dict[str, Any]:
        """Who was refused sees what happened meanwhile and keeps what they wrote, ready for a second try."""
        extra = super().ask_with(request, act, row, form)
        if not form.non_field_errors():
            return extra
        fresh = self.get_object(request, str(row.pk)) or row
        since = form.cleaned_data.get("seen_version") if hasattr(form, "cleaned_data") else None
        happened = list(self.happenings(fresh, since=row.version if since is None else since))
        form.data = renewed(form.data, fresh.version)
        is_over = not act.fits(fresh)
        return {**extra, "row": fresh, "happened": happened, "is_over": is_over}

    # --- many at once -------------------------------------------------------------------------------------------------

    def bulk_view(self, request: HttpRequest) -> HttpResponse:
        """A first POST lists what would happen and changes nothing; a confirmed one does it, row by row."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        act = next((act for act in self.acts if act.name == request.POST.get("act")), None)
        if act is None or not self.has_view_permission(request) or not self._may_bulk(request, act):
            raise PermissionDenied
        rows = list(self.get_queryset(request).filter(pk__in=self._keys(request.POST.getlist("row"))))
        if not rows:
            messages.warning(request, "Nothing was selected.")
            return HttpResponseRedirect(self._list_url(request))
        form = act.form(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            self._tell_bulk(request, act, [self._one_of_many(request, act, row, form) for row in rows])
            return HttpResponseRedirect(self._list_url(request))
        return self._confirm(request, act, rows, form)

    def _confirm(self, request: HttpRequest, act: Act, rows: list[Any], form: forms.Form) -> HttpResponse:
        outlooks = [
            Outlook(row, self.name_of(row), self.summary_of(row), self.obstacle(request, act, row)) for row in rows
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": act.label,
            "opts": self.opts,
            "act": act,
            "form": form,
            "outlooks": outlooks,
            "going": sum(not outlook.obstacle for outlook in outlooks),
            "query": request.POST.get("query", ""),
            "back": self._list_url(request),
            "bulk_url": self._admin_url("bulk"),
        }
        return TemplateResponse(request, self.bulk_template, context, status=409 if form.errors else 200)

    def _one_of_many(self, request: HttpRequest, act: Act, row: Any, form: forms.Form) -> tuple[bool, str]:
        stated = request.POST.get(f"version-{row.pk}", "")
        version = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 10 else row.version
        try:
            return True, act.perform(request, row, {**form.cleaned_data, "seen_version": version})
        except KleeneError as refusal:
            last = next(reversed(list(self.happenings(self.get_object(request, str(row.pk)), since=version))), None)
            by = f" {last.who} {last.did}." if last else ""
            return False, f"{self.name_of(row)}: {refusal.message}{by}"

    def _tell_bulk(self, request: HttpRequest, act: Act, outcomes: list[tuple[bool, str]]) -> None:
        done = sum(went for went, _ in outcomes)
        if done:
            messages.success(request, f"{act.label}: {done} of {len(outcomes)}.")
        for went, told in outcomes:
            if not went:
                messages.error(request, told)

    def _may_bulk(self, request: HttpRequest, act: Act) -> bool:
        return act.name in self.bulk_acts and request.user.has_perm(act.permission)

    def _list_url(self, request: HttpRequest) -> str:
        """The list as it was asked for; only a query comes from outside, never a place to go to."""
        query = QueryDict(request.POST.get("query", "")[:2000]).urlencode()
        return f"{self._admin_url('changelist')}{'?' if query else ''}{query}"

    def _keys(self, stated: Sequence[str]) -> list[Any]:
        """Those of the stated primary keys that could be some."""
        found = []
        for text in stated[:MOST_AT_ONCE]:
            with suppress(ValidationError):
                found.append(self.opts.pk.to_python(text[:40]))
        return found

    def _admin_url(self, name: str) -> str:
        return reverse(f"admin:{self._url_name(name)}")


def renewed(data: Mapping[str, Any], version: int) -> QueryDict:
    """The same answers, given about what stands there now."""
    answers = QueryDict(mutable=True)
    answers.update(data)
    answers["seen_version"] = str(version)
    return answers
