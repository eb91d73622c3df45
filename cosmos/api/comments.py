"""Comments on stars."""

from __future__ import annotations

from typing import TypedDict

from rest_framework.request import Request
from rest_framework.response import Response

from common.dates import utc
from common.errors import Forbidden, NotFound, RateLimited
from common.schema import operation
from common.schema_types import PageOf
from common.text_filter import TextNotFit
from common.viewsets import Door, Timestamp, read
from cosmos.api import bodies
from cosmos.api.answers import StarAuthor, author_answer
from cosmos.api.parameters import caller_id
from cosmos.models import Comment
from cosmos.services import comments
from cosmos.services.comments import NoTextYet, TooManyStarComments
from relations.services.blocks import KeptApart
from relations.services.silences import Silenced


class StarComment(TypedDict):
    comment_id: str
    author: StarAuthor | None
    text: str
    created_at: Timestamp


class CommentDoor(Door):
    @operation(answer=PageOf(StarComment), raises=(NotFound,))
    def list_comments(self, request: Request, entry_id: str) -> Response:
        """List the comments on a star, the newest first, without those of players whom you muted or who are blocked."""
        return self.pages(comments.comments_on(reader_id=caller_id(request), entry_id=entry_id), comment_answer)

    @operation(
        request=bodies.CommentBody,
        answer=StarComment,
        status=201,
        raises=(NotFound, NoTextYet, Silenced, KeptApart, TextNotFit, TooManyStarComments, RateLimited),
    )
    def add_comment(self, request: Request, entry_id: str) -> Response:
        """Comment on a star. Everybody who reads the star reads it; the limits are those of chat."""
        text = read(bodies.CommentBody, request)["text"]
        made = comments.add_comment(user_id=caller_id(request), entry_id=entry_id, text=text)
        return Response(comment_answer(made), status=201)

    @operation(answer=None, status=204, raises=(NotFound, Forbidden))
    def delete_comment(self, request: Request, entry_id: str, comment_id: str) -> Response:
        """Delete your own comment for good."""
        comments.delete_comment(user_id=caller_id(request), entry_id=entry_id, comment_id=comment_id)
        return Response(status=204)


def comment_answer(row: Comment) -> StarComment:
    return {
        "comment_id": row.short_id,
        "author": author_answer(row.author),
        "text": str(row.text),
        "created_at": utc(row.created_at),
    }
