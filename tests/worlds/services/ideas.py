"""What players thought of at the gate, as curation puts it into the story."""

from __future__ import annotations

from typing import Any

from worlds.rules.additions import NewAnswer, NewOption
from worlds.rules.phrasing import pattern_of
from worlds.rules.scenario import Credit

ADA = Credit("usr_adaadaad", "Ada")


def climb(key: str = "imp_climbing", **changes: Any) -> NewOption:
    said: dict[str, Any] = {
        "node": "road", "text": "Climb over the wall", "narrative": "Stone scrapes your palms.", "cell": "discovery",
        "next_node": "garden", "consequence": ({"type": "set_flag", "flag": "improv_climbed"},), "credit": ADA,
    }  # fmt: skip
    return NewOption(key, **{**said, **changes})


def plea(key: str = "imp_pleading", words: str = "I sing for the keeper") -> NewAnswer:
    return NewAnswer(key, "road", "ask", pattern_of(words), "The keeper hums along.", ADA)
