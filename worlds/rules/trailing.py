"""Who goes after whom. Nobody ever goes after themselves, on whatever way round."""

from __future__ import annotations

from collections.abc import Mapping


def would_circle(leaders: Mapping[int, int], *, follower: int, leader: int) -> bool:
    """Whether the leader, or anybody before them, goes after the follower already; `leaders` names each follower's own."""
    ahead: int | None = leader
    for _ in range(len(leaders) + 1):
        if ahead is None or ahead == follower:
            break
        ahead = leaders.get(ahead)
    return ahead is not None
