"""The full-screen mode from its start to its exit code."""

from __future__ import annotations

from kleene_client import AsyncClient

from kleene_play.screens.app import PlayApp
from kleene_play.wishes import Wishes


def run(wishes: Wishes, client: AsyncClient) -> int:
    """0 when the player ended it; 1 when the server could not be played on."""
    app = PlayApp(wishes, client)
    result = app.run()
    return (app.return_code or 0) if result is None else result
