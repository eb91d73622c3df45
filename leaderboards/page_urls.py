"""The boards as pages."""

from common.routes import both_ways
from leaderboards.views import leaderboard

urlpatterns = [
    *both_ways("leaderboards", leaderboard, "leaderboards"),
    *both_ways("leaderboards/<str:category>", leaderboard, "leaderboard"),
]
