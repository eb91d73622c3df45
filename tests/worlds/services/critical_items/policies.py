"""Policies by which items come back all the time."""

from __future__ import annotations

from typing import Any

from tests.worlds.scenarios.bundled import bundled
from worlds.rules.critical_items.policies import policy_to_json


def hurried(slug: str) -> list[Any]:
    """The story's own policies, but nobody keeps anything for long."""
    told: list[Any] = [policy_to_json(policy) for policy in bundled(slug).critical_items]
    return [policy | {"cooldown_ticks": 0, "holder_timeout_ticks": 2} for policy in told]
