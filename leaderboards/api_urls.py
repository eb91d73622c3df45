"""Boards, under /api/v1/."""

from common.routes import both_ways
from leaderboards.api.boards import BoardDoor, OwnRankDoor

BOARD = "leaderboards/<str:category>"

urlpatterns = [
    *both_ways("leaderboards", BoardDoor.as_view({"get": "list_leaderboards"}), "api-leaderboards"),
    *both_ways(BOARD, BoardDoor.as_view({"get": "show_leaderboard"}), "api-leaderboard"),
    *both_ways(f"{BOARD}/me", OwnRankDoor.as_view({"get": "show_own_rank"}), "api-own-rank"),
]
