"""The sky, under /api/v1/."""

from common.routes import both_ways
from cosmos.api.stars import SkyDoor

ONE = "cosmos/<str:entry_id>"

urlpatterns = [
    *both_ways("cosmos", SkyDoor.as_view({"get": "list_stars"}), "api-cosmos"),
    *both_ways("cosmos/search", SkyDoor.as_view({"get": "search_stars"}), "api-cosmos-search"),
    *both_ways(ONE, SkyDoor.as_view({"get": "show_star"}), "api-star"),
    *both_ways(f"{ONE}/similar", SkyDoor.as_view({"get": "similar_stars"}), "api-similar-stars"),
]
