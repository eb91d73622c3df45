"""Telling the moderators."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound, RateLimited
from common.schema import operation
from common.viewsets import Door, read
from profiles.api import answers, bodies
from profiles.api.accounts import caller_of
from profiles.services import reports
from worlds.services.reports import AlreadyReported, OwnContent


class Reports(Door):
    @operation(
        request=bodies.ReportBody,
        answer=answers.ReportTaken,
        status=201,
        raises=(NotFound, OwnContent, AlreadyReported, RateLimited),
    )
    def report(self, request: Request) -> Response:
        """Report a message, an improvisation, a player, a public story (by its token), a comment on a star or a cosmos message to the moderators. Nobody else is told."""
        wish = read(bodies.ReportBody, request)
        reports.report_anything(
            reporter_id=caller_of(request).pk, kind=wish["kind"], subject_id=wish["id"], reason=wish["reason"]
        )
        return Response({"status": "open"}, status=201)
