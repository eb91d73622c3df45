"""Sharing, and what became of it."""

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound
from common.schema import operation
from common.schema_types import PageOf
from common.text_filter import TextNotFit
from common.viewsets import Door, read
from improvisations.api import answers, bodies
from improvisations.models import Improvisation
from improvisations.services import drafts, endorsing, sharing, visibility
from improvisations.services.errors import (
    AlreadyPending,
    AlreadyShared,
    Decided,
    DiffersFromRecord,
    IllegalTransition,
    NothingChanged,
    NotVisited,
    OwnImprovisation,
    StaleVersion,
    TooManyShares,
)
from improvisations.services.evidence import Statement
from worlds.api.bodies import Nothing
from worlds.services.membership.errors import NotAMember

SHARING = (NotFound, TextNotFit, NotVisited, DiffersFromRecord, AlreadyShared, AlreadyPending, TooManyShares)
WORLD = OpenApiParameter(
    "world_id", OpenApiTypes.STR, description="List the improvisations of a world that you are in, instead of your own."
)


class ShareDoor(Door):
    @operation(request=bodies.Sharing, answer=answers.Submitted, status=201, raises=SHARING)
    def share_improvisation(self, request: Request) -> Response:
        """Share an improvisation. A claim that differs from your game's log is refused."""
        return Response(answers.submitted_answer(self.share(request)), status=201)

    @operation(answer=PageOf(answers.Shared), parameters=[WORLD], raises=(NotFound, NotAMember))
    def list_improvisations(self, request: Request) -> Response:
        """Your own improvisations, newest first; with `world_id` those of a collaborative world that you are in."""
        reader, world_id = reader_of(request), request.query_params.get("world_id")
        if world_id is None:
            return self.pages(visibility.own_list(user_id=reader), answers.own_answer)
        return self.pages(visibility.in_world(reader_id=reader, world_id=world_id), answers.shared_answer)

    @operation(answer=answers.Shared)
    def show_improvisation(self, request: Request, improvisation_id: str) -> Response:
        """One of your own improvisations with its history, or one that you may see."""
        reader = reader_of(request)
        row = visibility.readable_improvisation(reader_id=reader, improvisation_id=improvisation_id)
        return Response(answers.own_in_full(row) if row.author_id == reader else answers.shared_answer(row))

    @operation(
        request=bodies.Draft,
        answer=answers.Shared,
        raises=(IllegalTransition, StaleVersion, NothingChanged, TextNotFit, AlreadyPending, TooManyShares),
    )
    def resubmit_improvisation(self, request: Request, improvisation_id: str) -> Response:
        """Resubmit an edited improvisation that was rejected."""
        draft, author = read(bodies.Draft, request), reader_of(request)
        row = drafts.resubmit_draft(user_id=author, improvisation_id=improvisation_id, **draft)
        return Response(answers.own_in_full(visibility.own_improvisation(user_id=author, improvisation_id=row.pk)))

    @operation(request=Nothing, answer=answers.Endorsed, raises=(OwnImprovisation, Decided))
    def endorse_improvisation(self, request: Request, improvisation_id: str) -> Response:
        """Endorse an improvisation of the collaborative world that you play in. Repeating it changes nothing."""
        read(Nothing, request)
        row = endorsing.endorse_improvisation(user_id=reader_of(request), improvisation_id=improvisation_id)
        return Response({"improvisation_id": row.short_id, "endorsements": row.endorsement_count})

    def share(self, request: Request) -> Improvisation:
        told = read(bodies.Sharing, request)
        session_id, slug = told.pop("session_id"), told.pop("scenario_id")
        return sharing.share_improvisation(
            user_id=reader_of(request), session_id=session_id, scenario_slug=slug, statement=Statement(**told)
        )


class DocumentDoor(ShareDoor):
    """The same, under its earlier URL."""

    @operation(request=bodies.Sharing, tags=["documents"], answer=answers.Document, status=201, raises=SHARING)
    def create_document(self, request: Request) -> Response:
        """Share an improvisation."""
        row = self.share(request)
        author: Any = request.user
        return Response({"id": row.short_id, "user_id": author.short_id}, status=201)


def reader_of(request: Request) -> UUID:
    user: Any = request.user
    return UUID(str(user.pk))
