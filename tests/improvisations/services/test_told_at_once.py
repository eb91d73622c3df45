"""Authors are told on whatever streams they have open, and nobody else is."""

from typing import Any

import pytest

from common import throttles
from common.database_threads import in_thread
from improvisations.services import reviewing, sharing
from improvisations.services.evidence import Statement
from profiles.models import User
from tests.staff import moderator
from tests.worlds.consumers.sockets import Socket, everything, joined
from tests.worlds.living_world import Living, shared_world
from worlds.models import GameSession
from worlds.services.membership import creating

WHISTLED = Statement("road", "I whistle.", narrative_response="It echoes.", classification="limbo")


@pytest.fixture
def living(transactional_db: None, settings: Any) -> Living:
    settings.RATE_CONNECT = "1000/minute"
    throttles.counters_at.cache_clear()
    return shared_world("ada", "ben")


@pytest.fixture
def mira(transactional_db: None) -> User:
    return moderator("mira")


async def begun(client: Socket) -> None:
    await client.read_until("game:replay")


async def test_the_author_hears_of_each_move_with_its_reason(living: Living, mira: User) -> None:
    ada, ben = living.people
    session = await in_thread(GameSession.objects.get, user=ada)
    async with joined(living, ada) as author, joined(living, ben) as fellow:
        await everything(begun(author), begun(fellow))
        row = await in_thread(
            sharing.share_improvisation, user_id=ada.pk, session_id=session.pk, scenario_slug="gate", statement=WHISTLED
        )
        told = await author.read_until("improvisation_moved")
        assert told["data"] == {"improvisation_id": row.short_id, "status": "submitted", "reason": ""}
        await in_thread(reviewing.reject_idea, improvisation_id=row.pk, moderator_id=mira.pk, notes="Say how.")
        told = await author.read_until("improvisation_moved")
        assert told["data"] == {"improvisation_id": row.short_id, "status": "rejected", "reason": "Say how."}
        assert "sequence_number" not in told
        # What follows on the fellow's line shows that nothing of it came before.
        await author.say({"type": "typing"})
        assert (await fellow.read())["type"] == "typing"


async def test_news_of_one_world_reach_the_author_in_another(living: Living, mira: User) -> None:
    """The streams are told that are open, wherever that is."""
    ada, _ = living.people
    session = await in_thread(GameSession.objects.get, user=ada)
    row = await in_thread(
        sharing.share_improvisation, user_id=ada.pk, session_id=session.pk, scenario_slug="gate", statement=WHISTLED
    )
    elsewhere = await in_thread(second_world, ada)
    async with joined(elsewhere, ada) as author:
        await begun(author)
        await in_thread(reviewing.approve_idea, improvisation_id=row.pk, moderator_id=mira.pk)
        statuses = [(await author.read_until("improvisation_moved"))["data"]["status"] for _ in range(2)]
        assert statuses == ["under_review", "approved"]


def second_world(ada: User) -> Living:
    made = creating.create_world(user_id=ada.pk, scenario_slug="gate")
    return Living(made.world, (ada,))
