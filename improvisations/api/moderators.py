"""The queue, for clients of their own; the back office goes through the same services."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django_filters.filters import CharFilter, ChoiceFilter
from django_filters.rest_framework.backends import DjangoFilterBackend
from django_filters.rest_framework.filterset import FilterSet
from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import Forbidden
from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door, read
from improvisations.api import bodies, queue_answers
from improvisations.models import Improvisation
from improvisations.services import reviewing, visibility
from improvisations.services.errors import Claimed, IllegalTransition, OwnIdea, StaleVersion
from worlds.limits import SLUG, STORED_STORY_ID

DECIDING = (Forbidden, OwnIdea, StaleVersion, Claimed, IllegalTransition)


class QueueFilter(FilterSet):
    status = ChoiceFilter(choices=Improvisation.Status.choices, method="by_status")
    scenario_id = CharFilter(field_name="scenario__slug", max_length=SLUG)
    node_id = CharFilter(max_length=STORED_STORY_ID)

    class Meta:
        model = Improvisation
        fields = ("status", "scenario_id", "node_id")

    def by_status(self, rows: QuerySet[Improvisation], _name: str, value: str) -> QuerySet[Improvisation]:
        return rows.filter(status=value).order_by("-score", "submitted_at")


class QueueDoor(Door):
    queryset = Improvisation.objects.none()  # the filters ask for the model; the service finds the rows
    filter_backends = (DjangoFilterBackend,)
    filterset_class = QueueFilter

    @operation(answer=PageOf(queue_answers.Queued), raises=(Forbidden,))
    def list_queue(self, request: Request) -> Response:
        """Improvisations with a given status, best first; without a status all, newest first."""
        moderator_of(request)
        return self.pages(self.filter_queryset(visibility.review_queue()), queue_answers.queued_answer)


class ReviewDoor(Door):
    @operation(answer=queue_answers.Queued, raises=(Forbidden,))
    def show_queued(self, request: Request, improvisation_id: str) -> Response:
        """One improvisation with everything needed for a decision."""
        moderator_of(request)
        return Response(queue_answers.queued_answer(visibility.any_one(improvisation_id)))

    @operation(request=bodies.ClaimWish, answer=queue_answers.Queued, raises=DECIDING)
    def claim_improvisation(self, request: Request, improvisation_id: str) -> Response:
        """Take it to look at it: until `claim_expires_at` nobody else can decide."""
        moderator = moderator_of(request)
        row = reviewing.claim_idea(
            improvisation_id=improvisation_id, moderator_id=moderator, **read(bodies.ClaimWish, request)
        )
        return Response(queue_answers.queued_answer(visibility.any_one(row.pk)))

    @operation(request=bodies.Review, answer=queue_answers.Reviewed, raises=DECIDING)
    def review_improvisation(self, request: Request, improvisation_id: str) -> Response:
        """Approve or reject it. An unclaimed one passes through `under_review`."""
        moderator, said = moderator_of(request), read(bodies.Review, request)
        decide = reviewing.approve_idea if said["action"] == "approve" else reviewing.reject_idea
        row = decide(
            improvisation_id=improvisation_id,
            moderator_id=moderator,
            notes=said.get("reviewer_notes", ""),
            version=said.get("version"),
        )
        return Response(queue_answers.reviewed_answer(visibility.any_one(row.pk)))


def moderator_of(request: Request) -> UUID:
    """The moderator's id. Raises Forbidden for everybody else, before anything is looked up."""
    return require_permission(request, "improvisations.moderate")


def require_permission(request: Request, permission: str) -> UUID:
    user: Any = request.user
    if not (user.is_staff and user.has_perm(permission)):
        raise Forbidden
    return UUID(str(user.pk))
