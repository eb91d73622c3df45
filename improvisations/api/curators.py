"""Curation: what is approved becomes a part of the story."""

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import Forbidden
from common.schema import operation
from common.viewsets import Door, read
from improvisations.api import bodies, queue_answers
from improvisations.api.moderators import require_permission
from improvisations.services import integrating, visibility
from improvisations.services.errors import IllegalTransition, StaleVersion, WordsRemoved
from improvisations.services.integration_request import IntegrationRequest
from worlds.rules.additions import Misfit, NoImproviseOption

CURATING = (Forbidden, StaleVersion, IllegalTransition, WordsRemoved, Misfit, NoImproviseOption)


class CurationDoor(Door):
    @operation(request=bodies.IntegrationWish, answer=queue_answers.Integrated, raises=CURATING)
    def integrate_improvisation(self, request: Request, improvisation_id: str) -> Response:
        """Add an approved improvisation to the story, as an option of a node or as an answer of its improvise option. New games offer it; running games keep their revision."""
        curator, wanted = require_permission(request, "improvisations.integrate"), read(bodies.IntegrationWish, request)
        version = wanted.pop("version", None)
        integration = integrating.integrate_idea(
            improvisation_id=improvisation_id,
            moderator_id=curator,
            wanted=IntegrationRequest(**wanted),
            version=version,
        )
        return Response(queue_answers.integrated_answer(visibility.any_one(improvisation_id), integration))
