"""How many of those who finished a story chose otherwise than its player, where they were most divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypedDict

from worlds import limits
from worlds.models import ChoiceCounts, GameSession
from worlds.services.stories.choice_counts import Pick, picks_of

SHOWN: Final = 3  # choices


class OthersChoice(TypedDict):
    """One choice of the player, and how many of a hundred finished games made another one there."""

    node_id: str
    option_id: str
    option_text: str
    otherwise_percent: int


class OthersChoices(TypedDict):
    """`games` are those that were counted; nothing is told of fewer than `limits.GAMES_FOR_SHARES`."""

    games: int
    choices: list[OthersChoice]


def others_choices(session: GameSession) -> OthersChoices:
    """The choices of a finished game at which others were most divided, in its order. Two queries.

    At a node that it came back to its last choice counts; words of one's own are compared with nobody's.
    """
    counted = ChoiceCounts.objects.filter(scenario_id=session.revision.scenario_id).first()
    if counted is None or counted.games < limits.GAMES_FOR_SHARES or session.status != GameSession.Status.COMPLETED:
        return {"games": 0, "choices": []}
    divided = sorted(_compared(session, counted), key=lambda choice: abs(choice[1]["otherwise_percent"] - 50))[:SHOWN]
    return {"games": counted.games, "choices": [choice for _, choice in sorted(divided, key=lambda one: one[0])]}


def _compared(session: GameSession, counted: ChoiceCounts) -> Iterator[tuple[int, OthersChoice]]:
    for pick in _decisions(next(picks_of([session.pk]), [])):
        here = counted.counts.get(pick.node, {})
        games, alike = sum(here.values()), here.get(pick.option, 0)
        percent = round(100 * (games - alike) / games) if games >= limits.GAMES_FOR_SHARES else 0
        if percent:
            told: OthersChoice = {
                "node_id": pick.node,
                "option_id": pick.option,
                "option_text": pick.text,
                "otherwise_percent": percent,
            }
            yield pick.number, told


def _decisions(picks: Sequence[Pick]) -> Iterator[Pick]:
    last = {pick.node: pick for pick in picks}
    return (pick for pick in last.values() if pick.option and pick.text)
