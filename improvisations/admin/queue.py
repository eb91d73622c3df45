"""The review queue of improvisations in the admin; its columns stand in `queue_columns`."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse

from common.backoffice import Act, who
from common.backoffice.comments import CommentedQueueAdmin
from common.backoffice.listing import is_same
from common.backoffice.people import people_called
from common.backoffice.queues import Happening
from common.errors import KleeneError
from common.ids import as_addressed, is_short_id, lookup
from improvisations.admin import page
from improvisations.admin.actions import APPROVE, CLAIM, MODERATE, REJECT, RELEASE, REWORD
from improvisations.admin.filters import FILTERS, ORDERS, PARAMETERS
from improvisations.admin.integrating import INTEGRATE, UNDO, IntegrateForm, form_for, preview_of
from improvisations.admin.queue_columns import QueueRow, queue_rows
from improvisations.admin.views import PRESETS
from improvisations.models import Improvisation
from improvisations.models.improvisations import PENDING
from improvisations.services import moderator_comments, saved_views, workload

VERDICTS = ("approve", "reject")
BESIDE = ("author", "scenario", "input_text", "claimed_by", "reviewer", "near_duplicate_of")
REFERRED = (
    "author", "session", "record", "scenario", "revision__scenario", "world", "input_text", "response_text",
    "outcome_text", "reviewer_notes_text", "claimed_by", "reviewer", "near_duplicate_of",
)  # fmt: skip
HEAVY = ("session__state", "world__world_state", "revision__content_text", "revision__report", "author__password")


@admin.register(Improvisation)
class ImprovisationAdmin(CommentedQueueAdmin):
    change_list_template = "admin/improvisations/improvisation/change_list.html"
    row_template = "admin/improvisations/row.html"
    presets = PRESETS
    list_filter = FILTERS
    search_fields = ("short_id",)
    search_help_text = "Text, author, node or id"
    acts = (CLAIM, RELEASE, APPROVE, REJECT, REWORD, INTEGRATE, UNDO)
    bulk_acts = ("claim", "approve", "reject")
    comment_permission = MODERATE

    def get_queryset(self, request: HttpRequest) -> QuerySet[Improvisation]:
        # What stands beside the rows is fetched for those of the page alone: a join would sort all of it.
        return Improvisation.objects.prefetch_related(*BESIDE).defer("response", "outcome", "score_parts")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ORDERS.get(request.GET.get("by", ""), ORDERS["best"])[1]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Improvisation | None:
        """An improvisation by either form of its id, with what it refers to."""
        rows = Improvisation.objects.select_related(*REFERRED).defer(*HEAVY)
        return rows.filter(**lookup(as_addressed(object_id), "imp")).first()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Improvisation], search_term: str
    ) -> tuple[QuerySet[Improvisation], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        if is_short_id(term, "imp"):
            return queryset.filter(short_id=term), False
        said = Q(input_text__redacted_at=None, input_text__text__icontains=term)
        return queryset.filter(said | Q(node_id__iexact=term) | Q(author_id__in=people_called(term))), False

    def name_of(self, row: Improvisation) -> str:
        return f"Improvisation by {row.author}"

    # --- the list -------------------------------------------------------------------------------------------------

    def entries_of(self, request: HttpRequest, rows: Sequence[Improvisation]) -> list[QueueRow]:
        return queue_rows(rows, reader_id=who(request))

    def extra_of_list(self, request: HttpRequest) -> dict[str, Any]:
        own = saved_views.views_of(who(request))
        waiting = workload.count_waiting()
        return {
            "title": "Improvisations",
            "own_views": [(view, is_same(view.query, request.GET)) for view in own],
            "views_url": self._admin_url("save_view"),
            "waiting": f"more than {workload.MOST_COUNTED}" if waiting > workload.MOST_COUNTED else waiting,
        }

    def summary_of(self, row: Improvisation) -> str:
        return str(row.input_text)

    def news_of(self, row: Improvisation) -> str:
        return f"{row.reviewer} {page.DEEDS[row.status]}." if row.reviewer and not row.is_pending else ""

    def happenings(self, row: Improvisation, *, since: int) -> Iterable[Happening]:
        return page.happenings_since(row, since=since)

    # --- a page -----------------------------------------------------------------------------------------------------

    def page_of(self, request: HttpRequest, row: Improvisation) -> dict[str, Any]:
        may = request.user.has_perm
        return {
            **page.page_of(request, row),
            "acts": [self._with_form(entry, row) for entry in self._acts_for(request, row)],
            "undo_url": reverse(f"admin:{self._url_name(UNDO.name)}", args=[row.pk]) if may(UNDO.permission) else "",
            "next": self.next_in_queue(row),
            "comments": moderator_comments.comments_on_improvisation(row),
            "comment_url": self.comment_url(request, row),
            "standing_url": self._admin_url("standing"),
            "list_url": self._admin_url("changelist"),
            "reads_games": may("worlds.view_gamesession"),
            "reads_people": may("profiles.view_user"),
            "reads_stories": may("worlds.view_scenariorevision"),
        }

    def write_comment(self, row: Improvisation, moderator_id: uuid.UUID, text: str) -> object:
        how: dict[str, Any] = {"improvisation_id": row.pk, "moderator_id": moderator_id, "text": text}
        return moderator_comments.comment_on_improvisation(**how)

    def is_waiting(self, row: Improvisation) -> bool:
        return row.status in PENDING

    def next_in_queue(self, row: Improvisation) -> Improvisation | None:
        return workload.next_unclaimed_idea(but=row)

    def _with_form(self, entry: dict[str, Any], row: Improvisation) -> dict[str, Any]:
        """The two verdicts stand on the page itself; every other act has a page or a button."""
        act = entry["act"]
        if act.name not in VERDICTS:
            return entry
        form = self.form_of(act, row, None)
        form.auto_id = f"{act.name}-%s"  # both have a field for a note
        return {**entry, "form": form}

    def form_of(self, act: Act, row: Improvisation, data: QueryDict | None) -> Form:
        return form_for(row, data) if act is INTEGRATE else super().form_of(act, row, data)

    def act_template(self, act: Act) -> str:
        return "admin/improvisations/integrate.html" if act is INTEGRATE else super().act_template(act)

    def ask_with(self, request: HttpRequest, act: Act, row: Improvisation, form: Form) -> dict[str, Any]:
        extra = super().ask_with(request, act, row, form)
        return {**extra, **preview_of(request, row, form)} if isinstance(form, IntegrateForm) else extra

    # --- views of one's own -------------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        within = self.admin_site.admin_view
        return [
            path("views/save/", within(self.save_view), name=self._url_name("save_view")),
            path("views/<int:view_id>/forget/", within(self.forget_view), name=self._url_name("forget_view")),
            *super().get_urls(),
        ]

    def save_view(self, request: HttpRequest) -> HttpResponse:
        """Keep the filters, order and search of the list under a name."""
        if (refused := self._own_views_only(request)) is not None:
            return refused
        query = known_query(request.POST.get("query", ""))
        try:
            view = saved_views.save_view(user_id=who(request), name=request.POST.get("name", ""), query=query)
            messages.success(request, f"The view “{view}” was saved.")
        except KleeneError as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(f"{self._admin_url('changelist')}?{query}")

    def forget_view(self, request: HttpRequest, view_id: int) -> HttpResponse:
        if (refused := self._own_views_only(request)) is not None:
            return refused
        try:
            messages.success(
                request, f"The view “{saved_views.forget_view(user_id=who(request), view_id=view_id)}” was deleted."
            )
        except KleeneError as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("admin:improvisations_improvisation_changelist"))

    def _own_views_only(self, request: HttpRequest) -> HttpResponse | None:
        """Views belong to whoever moderates, and change by POST alone."""
        if not request.user.has_perm("improvisations.moderate") or not self.has_view_permission(request):
            raise PermissionDenied
        return None if request.method == "POST" else HttpResponseNotAllowed(["POST"])


def known_query(query: str) -> str:
    """A query string with nothing in it but what the list knows."""
    asked = QueryDict(query[:2000])
    kept = QueryDict(mutable=True)
    for name, value in asked.items():
        if name in PARAMETERS and value:
            kept[name] = str(value)[:100]
    return kept.urlencode()
