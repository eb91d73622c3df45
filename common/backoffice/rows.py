from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from unfold.paginator import InfinitePaginator
from unfold.views import ChangeList

from common import hours
from common.backoffice.actions import Act
from common.backoffice.lookups import NamedLookups


class ByHours(ChangeList):
    """Rows in the order of a moment are ordered by its hour first, where it has one: of that there is an index."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        ordered: list[Any] = []
        for each in super().get_ordering(request, queryset):
            ordered += hours.in_order(str(each)) if hours.has_hour(self.model, each) else [each]
        return ordered


class ReadOnlyAdmin(NamedLookups):
    """Shows rows, never counts them (a large table cannot afford it), and changes none but by its acts.

    A row's page is a template, `admin/<app>/<model>/change_form.html`, fed by `page_of`.
    """

    acts: ClassVar[tuple[Act, ...]] = ()
    actions = None
    list_filter_submit = True
    list_per_page = 50
    paginator = InfinitePaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return ByHours

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        if request.method == "POST":
            raise PermissionDenied
        title = capfirst(self.opts.verbose_name_plural)  # Django's own asks to select one
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        return []

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = kwargs["obj"]
        context |= {"row": row, "name": self.name_of(row), "acts": self._acts_for(request, row)}
        context |= self.page_of(request, row)
        return super().render_change_form(request, context, *args, **kwargs)

    def name_of(self, row: Any) -> str:
        """What the headings and messages of the admin call a row: words where its id would say nothing."""
        return str(row)

    def page_of(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the template of a row's page shows besides `row` and its `acts`."""
        return {}

    def get_urls(self) -> list[URLPattern]:
        acts = [
            path(
                f"<path:object_id>/{act.name}/",
                self.admin_site.admin_view(partial(self.act_view, act=act)),
                name=self._url_name(act.name),
            )
            for act in self.acts
        ]
        return [*acts, *super().get_urls()]

    def act_view(self, request: HttpRequest, object_id: str, *, act: Act) -> HttpResponse:
        """A GET asks, and changes nothing, nor does a POST that wants a preview; any other POST does it."""
        if not (self.has_view_permission(request) and request.user.has_perm(act.permission)):
            raise PermissionDenied
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        is_meant = request.method == "POST" and "preview" not in request.POST
        form = self.form_of(act, row, request.POST if request.method == "POST" else None)
        done = act.attempt(request, row, form) if is_meant else None
        if done is None and (act.asks or not is_meant):
            return self._ask(request, act, row, form)
        tell_outcome(request, done, form)
        return HttpResponseRedirect(self._page_url(row) if done is None else self.place_after(request, row))

    def place_after(self, request: HttpRequest, row: Any) -> str:
        """Where somebody goes on to once an act is done."""
        return self._page_url(row)

    def _ask(self, request: HttpRequest, act: Act, row: Model, form: Form) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": act.label,
            "subtitle": self.name_of(row),
            "name": self.name_of(row),
            "opts": self.opts,
            "act": act,
            "form": form,
            "row": row,
            "back": self._page_url(row),
            **self.ask_with(request, act, row, form),
        }
        return TemplateResponse(request, self.act_template(act), context, status=409 if form.errors else 200)

    def form_of(self, act: Act, row: Any, data: QueryDict | None) -> Form:
        return act.form(data, initial=act.initial(row))

    def act_template(self, act: Act) -> str:
        return "admin/act.html"

    def ask_with(self, request: HttpRequest, act: Act, row: Any, form: Form) -> dict[str, Any]:
        """What the page that asks shows besides the form, or in place of what it would show."""
        return {}

    def _acts_for(self, request: HttpRequest, row: Model) -> list[dict[str, Any]]:
        possible = [act for act in self.acts if request.user.has_perm(act.permission) and act.fits(row)]
        return [{"act": act, "url": reverse(f"admin:{self._url_name(act.name)}", args=[row.pk])} for act in possible]

    def _page_url(self, row: Model) -> str:
        return reverse(f"admin:{self._url_name('change')}", args=[row.pk])

    def _url_name(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"


def tell_outcome(request: HttpRequest, done: str | None, form: Form) -> None:
    if done is not None:
        messages.success(request, done)
    for sentence in form.non_field_errors():
        messages.error(request, str(sentence))
