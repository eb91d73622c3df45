from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from common.schema import operation
from common.schema_types import PageOf
from common.viewsets import Door
from worlds.services.stories import catalogue
from worlds.services.stories.catalogue import ScenarioSummary


class ScenarioDoor(Door):
    permission_classes = (AllowAny,)

    @operation(answer=PageOf(ScenarioSummary))
    def list_scenarios(self, _request: Request) -> Response:
        """List the stories that can be played, by name."""
        return self.pages(catalogue.scenario_summaries(), dict)

    @operation(answer=ScenarioSummary)
    def show_scenario(self, _request: Request, slug: str) -> Response:
        """Get one story: its size, and the cells and the tier that can be reached in it."""
        return Response(catalogue.scenario_summary(slug=slug))
