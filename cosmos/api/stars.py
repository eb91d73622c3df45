"""The sky, to be read by everybody with an account. What is not approved is without words at every door."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from common.errors import NotFound
from common.schema import operation
from common.viewsets import Door
from cosmos.api import answers, parameters
from cosmos.services import reading, similar


class SkyDoor(Door):
    @operation(answer=answers.Sky, parameters=[*parameters.FILTERS, parameters.LIMIT, parameters.CURSOR])
    def list_stars(self, request: Request) -> Response:
        """The stars of the cosmos, one for each shared idea, the oldest first; `last_sequence` is where its stream goes on."""
        wanted, cursor = parameters.wanted_sky(request), request.query_params.get("cursor")
        page = reading.page_of_sky(wanted, cursor=cursor, limit=parameters.page_size(request))
        return Response(answers.sky_answer(page))

    @operation(answer=answers.AlikeStars, parameters=[parameters.QUERY, parameters.FEW])
    def search_stars(self, request: Request) -> Response:
        """Search the approved ideas by their words and by likeness; the best first."""
        user: Any = request.user
        text, limit = parameters.searched_for(request), parameters.a_few(request)
        return Response(answers.alike_answer(similar.search_sky(user_id=user.pk, text=text, limit=limit)))

    @operation(answer=answers.Star, raises=(NotFound,))
    def show_star(self, _request: Request, entry_id: str) -> Response:
        """One star."""
        return Response(answers.star_answer(reading.find_entry(entry_id)))

    @operation(answer=answers.AlikeStars, parameters=[parameters.FEW], raises=(NotFound,))
    def similar_stars(self, request: Request, entry_id: str) -> Response:
        """The stars most like one, the most alike first; none for a star that has no text."""
        found = similar.similar_to(entry_id, limit=parameters.a_few(request))
        return Response(answers.alike_answer(found))
