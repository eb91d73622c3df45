"""What somebody has done, read from the endings that the boards have found to be true, for the rules of achievements to judge."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Count

from improvisations.services.counts import tally_of
from leaderboards.models import ScoredFinish
from profiles.rules.achievements import Deeds, FinishedStory
from worlds.models import GameSession
from worlds.models.compiled import compiled_scenario
from worlds.rules import grid


def deeds_of(user_id: uuid.UUID, *, until: datetime) -> Deeds:
    """Their deeds up to and with a moment (aware, UTC); three queries, and one for a story that is not at hand.

    An ending counts that its records prove, also where the game was taken back from it.
    """
    finishes = list(
        ScoredFinish.objects.filter(user_id=user_id, finished_at__lte=until)
        .select_related("session__revision__scenario")
        .defer("session__state", "session__revision__content_text", "session__revision__report")
        .order_by("finished_at", "pk")
    )
    company = company_in({finish.session.world_id for finish in finishes if finish.session.world_id is not None})
    finished = tuple(_finished_story(finish, company) for finish in finishes)
    return Deeds(finished=finished, completed=frozenset(_completed(finishes)), accepted=tally_of(user_id).accepted)


def company_in(world_ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """How many people have played a turn in each of these worlds; looking in is none."""
    played = GameSession.objects.filter(world_id__in=world_ids, turns_played__gt=0)
    return dict(played.order_by().values_list("world_id").annotate(Count("user_id", distinct=True)))


def _finished_story(finish: ScoredFinish, company: Mapping[uuid.UUID, int]) -> FinishedStory:
    session = finish.session
    return FinishedStory(
        scenario=session.revision.scenario.slug,
        ending=finish.ending_id,
        ending_type=_ending_type(finish),
        tier=grid.tier(finish.cells),
        cells=frozenset(finish.cells),
        company=1 if session.world_id is None else company.get(session.world_id, 1),
    )


def _ending_type(finish: ScoredFinish) -> str:
    session = finish.session
    # A row that stands at this very ending knows; the story is read only for one that a rewind left.
    if session.ending_id == finish.ending_id or not finish.ending_id:
        return session.ending_type
    return compiled_scenario(session.revision).endings[finish.ending_id].type


def _completed(finishes: Iterable[ScoredFinish]) -> Iterable[str]:
    """Scenarios with several endings, all of them reached, as the last revision that they played has them."""
    by_scenario: dict[str, list[ScoredFinish]] = {}
    for finish in finishes:
        by_scenario.setdefault(finish.session.revision.scenario.slug, []).append(finish)
    for scenario, together in by_scenario.items():
        reached = {finish.ending_id for finish in together}
        # Who has seen one ending alone has not seen several: then the story need not be read.
        if len(reached) > 1 and reached >= set(compiled_scenario(together[-1].session.revision).endings):
            yield scenario
