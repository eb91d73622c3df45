"""Those who play alone in a terminal read that the server stops, each plan once, and that it does not."""

from __future__ import annotations

from kleene_client import Shutdown
from kleene_play.stopping import Stopping
from kleene_play.told import Told


def test_a_plan_is_told_once_another_one_again_and_its_end() -> None:
    stopping, heard = Stopping(), list[Told]()
    for now in (None, Shutdown(600, "tea"), Shutdown(540, "tea"), Shutdown(3600, "\x1b[2Jcake"), None, None):
        heard += stopping.news(now)
    assert [told.text for told in heard] == [
        "The server stops in 600 seconds: tea. Your game is saved.",
        "The server stops in 3600 seconds: cake. Your game is saved.",
        "The shutdown was cancelled.",
    ]


def test_a_plan_without_a_reason_is_a_plan() -> None:
    assert [told.text for told in Stopping().news(Shutdown(60, ""))] == [
        "The server stops in 60 seconds. Your game is saved."
    ]
