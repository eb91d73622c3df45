"""What was said at the sky."""

from __future__ import annotations

from typing import TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, Timestamp
from cosmos.api.answers import StarAuthor
from cosmos.api.parameters import caller_id
from cosmos.services.lines import ToldLine, readable_lines, told_line


class SaidLine(TypedDict):
    """`author` is null of somebody who is hidden, or was when they said it."""

    line_id: str
    author: StarAuthor | None
    text: str
    said_at: Timestamp
    is_own: bool


class LineDoor(Door):
    @operation(answer=PageOf(SaidLine))
    def list_sky_lines(self, request: Request) -> Response:
        """List the chat messages in the cosmos of the last 7 days, the newest first, without those of players whom you muted, or who are blocked."""
        reader = caller_id(request)
        return self.pages(readable_lines(reader), lambda row: line_answer(told_line(row, reader_id=reader)))


def line_answer(line: ToldLine) -> SaidLine:
    return {
        "line_id": line.line_id,
        "author": _author(line),
        "text": line.text,
        "said_at": utc(line.said_at),
        "is_own": line.is_own,
    }


def _author(line: ToldLine) -> StarAuthor | None:
    who = line.speaker
    if who.user_id is None:
        return None
    return {"user_id": who.user_id, "display_name": who.display_name, "colour": who.color, "is_agent": who.is_agent}
