"""Telling the moderators."""

from __future__ import annotations

from typing import TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound, RateLimited
from common.fields import Choice, Key, Prose, StrictSerializer
from common.limits import ID
from common.schema import operation
from common.viewsets import Door, read
from profiles.api.accounts import caller_of
from profiles.services import reports
from worlds import limits
from worlds.services.reports import AlreadyReported, OwnContent


class ReportBody(StrictSerializer):
    kind = Choice(choices=reports.KINDS)
    id = Key(max_length=ID, help_text="An id: imp_…, usr_…, or for a message its world and event number: wld_…:42.")
    reason = Prose(max_length=limits.REPORT_REASON)


class ReportTaken(TypedDict):
    status: str


class Reports(Door):
    @operation(
        request=ReportBody,
        answer=ReportTaken,
        status=201,
        raises=(NotFound, OwnContent, AlreadyReported, RateLimited),
    )
    def report(self, request: Request) -> Response:
        """Report a message, an improvisation or a player to the moderators. Nobody else is told."""
        wish = read(ReportBody, request)
        reports.report_anything(
            reporter_id=caller_of(request).pk, kind=wish["kind"], subject_id=wish["id"], reason=wish["reason"]
        )
        return Response({"status": "open"}, status=201)
