"""Comments of moderators under a row of a queue: written by a form of its own, and nothing else is done to the row."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from common.backoffice.actions import who
from common.backoffice.claims import ClaimedQueueAdmin
from common.errors import KleeneError


class CommentedQueueAdmin(ClaimedQueueAdmin):
    """A queue whose rows moderators comment on. Who may see a row reads the comments."""

    comment_permission: ClassVar[str]

    def write_comment(self, row: Any, moderator_id: uuid.UUID, text: str) -> object:
        """Call the service that keeps a comment; a refusal (KleeneError) is shown."""
        raise NotImplementedError

    def comment_url(self, request: HttpRequest, row: Any) -> str:
        """Where the form of a row goes; empty for who may not write."""
        may = request.user.has_perm(self.comment_permission)
        return reverse(f"admin:{self._url_name('comment')}", args=[row.pk]) if may else ""

    def get_urls(self) -> list[URLPattern]:
        within = self.admin_site.admin_view(self.comment_view)
        return [path("<path:object_id>/comment/", within, name=self._url_name("comment")), *super().get_urls()]

    def comment_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (self.has_view_permission(request) and request.user.has_perm(self.comment_permission)):
            raise PermissionDenied
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        try:
            self.write_comment(row, who(request), request.POST.get("text", ""))
        except KleeneError as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(f"{self._page_url(row)}#comments")
