"""The boards as pages."""

from common.routes import both_ways
from leaderboards.views import board_page

urlpatterns = [
    *both_ways("leaderboards", board_page, "leaderboards"),
    *both_ways("leaderboards/<str:category>", board_page, "leaderboard"),
]
