"""Scenarios and play, under /api/v1/."""

from kleene_site.common.routes import both_ways
from worlds.api.export import ExportDoor
from worlds.api.games import GameDoor, ShelfDoor
from worlds.api.scenarios import ScenarioDoor

GAME = "game/<str:session_id>"

urlpatterns = [
    *both_ways("scenarios", ScenarioDoor.as_view({"get": "list_scenarios"}), "api-scenarios"),
    *both_ways("scenarios/<slug:slug>", ScenarioDoor.as_view({"get": "show_scenario"}), "api-scenario"),
    *both_ways("game/start", GameDoor.as_view({"post": "start_game"}), "api-start"),
    *both_ways("game/sessions", ShelfDoor.as_view({"get": "list_games"}), "api-games"),
    *both_ways(GAME, GameDoor.as_view({"get": "show_game"}), "api-game"),
    *both_ways(f"{GAME}/turns", GameDoor.as_view({"get": "list_turns", "post": "play_turn"}), "api-turns"),
    *both_ways(f"{GAME}/settings", GameDoor.as_view({"patch": "change_settings"}), "api-settings"),
    *both_ways(f"{GAME}/export", ExportDoor.as_view({"get": "export_game"}), "api-export"),
    *both_ways(f"{GAME}/rewind", GameDoor.as_view({"post": "rewind_game"}), "api-rewind"),
    *both_ways(f"{GAME}/abandon", GameDoor.as_view({"post": "abandon_game"}), "api-abandon"),
    *both_ways(f"{GAME}/verify", GameDoor.as_view({"get": "verify_game"}), "api-verify"),
]
