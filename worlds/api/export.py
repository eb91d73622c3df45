from collections.abc import Iterable

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import InvalidInput
from common.schema import operation
from common.viewsets import Door
from worlds.api import answers, parameters
from worlds.api.games import player_of
from worlds.models import GameSession
from worlds.services.games import export, sessions


class AskedInTheQuery(BaseContentNegotiation):
    """`as` chooses the format; errors are JSON."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser:
        return next(iter(parsers))

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, str(first.media_type)


class ExportDoor(Door):
    content_negotiation_class = AskedInTheQuery

    @operation(
        answer={(200, "text/markdown"): OpenApiTypes.STR, (200, "application/json"): answers.StoryDocument},
        parameters=[parameters.SESSION, parameters.EXPORT_AS],
    )
    def export_game(self, request: Request, session_id: str) -> HttpResponse:
        """Download the story as a document."""
        kind = request.query_params.get("as", "markdown")
        if kind not in {"markdown", "json"}:
            raise InvalidInput("as must be markdown or json.", **{"as": ["Unknown format."]})
        session = sessions.get_owned(user_id=player_of(request).pk, session_id=session_id)
        return markdown_response(session) if kind == "markdown" else document_response(session)


def markdown_response(session: GameSession) -> HttpResponse:
    return HttpResponse(
        export.as_markdown(session), content_type="text/markdown; charset=utf-8", headers=saved_as(session, "md")
    )


def document_response(session: GameSession) -> Response:
    story = export.as_json(session)
    turns = [answers.transcript_line(entry) for entry in story["turns"]]
    return Response({**story, "turns": turns}, headers=saved_as(session, "json"))


def saved_as(session: GameSession, suffix: str) -> dict[str, str]:
    name = f"{session.revision.scenario.slug}-{session.short_id}.{suffix}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}
