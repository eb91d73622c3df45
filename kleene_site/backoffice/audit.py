"""The page of the audit: what the append-only tables hold, newest first, and the button that exports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse

from common import limits
from common.admin_log import keep_deed
from common.backoffice import who
from common.errors import KleeneError
from common.json_lines import packed_json_lines
from kleene_site.audit.asked import KINDS, Asked, UnknownPlace, day, whoever, world_called
from kleene_site.audit.browsing import audit_page
from kleene_site.audit.exporting import AuditExport
from kleene_site.audit.lines import lines_of
from profiles.models import User
from profiles.services import budgets
from profiles.spooled import Spooled
from worlds.models import SharedWorld

MAY_LOOK: Final = "worlds.view_turnrecord"
MAY_EXPORT: Final = "worlds.export_audit"
TITLES: Final = {"kind": "Kind", "world": "World", "who": "Game or account", "since": "From", "until": "To"}


@dataclass(frozen=True, slots=True)
class Fields:
    """The filters as somebody filled them in, cut to a length that can mean something."""

    kind: str
    world: str
    who: str
    since: str
    until: str

    @classmethod
    def of(cls, data: QueryDict) -> Fields:
        stated = {name: data.get(name, "").replace("\0", "").strip()[: limits.SEARCH] for name in TITLES}
        if stated["kind"] not in KINDS:
            stated["kind"] = ""
        for end in ("since", "until"):
            stated[end] = stated[end] if day(stated[end]) else ""
        return cls(**stated)

    def asked(self) -> Asked:
        """Raises UnknownPlace."""
        found = Asked(kind=self.kind, since=day(self.since), until=day(self.until))
        if self.world:
            found = replace(found, world=world_called(self.world))
        return replace(found, **whoever(self.who)) if self.who else found

    def filled(self) -> dict[str, str]:
        return {name: value for name in TITLES if (value := getattr(self, name))}

    def chips(self) -> Iterator[dict[str, str]]:
        filled = self.filled()
        for name, value in filled.items():
            without = urlencode({other: stated for other, stated in filled.items() if other != name})
            yield {"label": f"{TITLES[name]}: {KINDS[value][0] if name == 'kind' else value}", "url": f"?{without}"}


def show_audit(request: HttpRequest) -> HttpResponse:
    """Reads only; each table is shown to whoever may see its rows elsewhere in the admin. The admin has let somebody of the staff in."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    if not request.user.has_perm(MAY_LOOK):
        raise PermissionDenied
    fields, before = Fields.of(request.GET), request.GET.get("before", "")
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Audit",
        "fields": fields,
        "kinds": [(value, label) for value, (label, _) in KINDS.items()],
        "chips": list(fields.chips()),
        "newest": urlencode(fields.filled()) if before else None,
        "may_export": request.user.has_perm(MAY_EXPORT),
    }
    request.current_app = admin.site.name  # where the templates look for the admin's own pages
    return TemplateResponse(request, "admin/audit.html", context | _found(request, fields, before))


def _found(request: HttpRequest, fields: Fields, before: str) -> dict[str, Any]:
    may = frozenset(request.user.get_all_permissions())
    try:
        page = audit_page(fields.asked(), before=before[:1000], may=may)
    except UnknownPlace as nothing:
        return {"trouble": str(nothing)}
    earlier = urlencode({**fields.filled(), "before": page.earlier}) if page.earlier else ""
    return {"lines": lines_of(page.rows, may=may), "earlier": earlier}


def export_audit(request: HttpRequest) -> HttpResponseBase:
    """What the filters find, of all tables, as a file; it is noted in the admin's log, and spends RATE_EXPORT."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not (request.user.has_perm(MAY_LOOK) and request.user.has_perm(MAY_EXPORT)):
        raise PermissionDenied
    fields = Fields.of(request.POST)
    try:
        asked = fields.asked()
        budgets.EXPORTS.spend(str(who(request)))
    except (UnknownPlace, KleeneError) as refusal:
        messages.error(request, str(getattr(refusal, "message", refusal)))
        return HttpResponseRedirect(f"{reverse('admin-audit')}?{urlencode(fields.filled())}")
    export = AuditExport.of(asked)
    pieces = packed_json_lines(export.header, export.rows())
    answer = Spooled(pieces, content_type="application/gzip", file_name="kleene-audit.jsonl.gz")
    _note(request, asked, export)
    return answer


def _note(request: HttpRequest, asked: Asked, export: AuditExport) -> None:
    days = f", from {asked.since or 'the beginning'} to {asked.until or 'now'}" if asked.since or asked.until else ""
    row = SharedWorld.objects.only("pk", "short_id").get(pk=asked.world) if asked.world else None
    account = User.objects.only("pk", "short_id").get(pk=who(request))
    deed = f"Audit exported: {export.count} rows{days}, last seal {export.seal}."
    keep_deed(by_id=account.pk, row=row or account, deed=deed)
