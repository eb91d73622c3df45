"""Who hears an event is said by its audience alone."""

from __future__ import annotations

import uuid

import pytest

from tests.worlds.living_world import Living, living_world
from worlds.event_types.audience import Only, Room, World
from worlds.event_types.base import StoredEvent
from worlds.event_types.stored import ChatMessage, PlayerMoved, TurnPlayed
from worlds.feed.event import UnknownEventType
from worlds.models import WorldEvent, WorldParticipant
from worlds.services.events import NewEvent
from worlds.services.texts import keep_text

pytestmark = pytest.mark.django_db(transaction=True)

PLAYED = TurnPlayed(turn=1, kind="choice", cell=None, option_text=None)
MOVED = PlayerMoved(origin="road", target="cellar")


@pytest.fixture
def living() -> Living:
    """Ada and Ben in the cellar, Cleo on the road; Dan has left the cellar and the world."""
    living = living_world("ada", "ben", "cleo", "dan")
    ada, ben, cleo, dan = living.people
    here = WorldParticipant.objects
    here.filter(user__in=[ada, ben, dan]).update(location="cellar")
    here.filter(user=cleo).update(location="road")
    here.filter(user=dan).update(left_at=living.world.created_at)
    return living


def hearers(row: WorldEvent) -> set[str] | None:
    return None if row.audience is None else set(row.audience)


def test_an_event_for_one_room_is_heard_by_those_who_are_there(living: Living) -> None:
    ada, ben, _, _ = living.people
    [row] = living.happens(NewEvent(PLAYED, actor_id=ada.pk, audience=Room("cellar")))
    assert (hearers(row), row.room) == ({str(ada.pk), str(ben.pk)}, "cellar")


def test_a_room_can_leave_one_person_out(living: Living) -> None:
    ada, ben, _, _ = living.people
    [row] = living.happens(NewEvent(PLAYED, actor_id=ada.pk, audience=Room("cellar", but=ada.pk)))
    assert hearers(row) == {str(ben.pk)}


def test_where_something_happened_keeps_it_from_nobody(living: Living) -> None:
    [row] = living.happens(NewEvent(MOVED, happened_in="cellar"))
    assert (hearers(row), row.room) == (None, "cellar")


def test_what_is_for_some_is_for_them_alone(living: Living) -> None:
    cleo = living.people[2]
    [row] = living.happens(NewEvent(ChatMessage(channel="whisper"), audience=Only([cleo.pk])))
    assert hearers(row) == {str(cleo.pk)}


@pytest.mark.parametrize("audience", [Room("cellar"), Only([uuid.UUID(int=1)])], ids=["room", "only"])
def test_a_type_has_only_the_audiences_that_it_names(living: Living, audience: World | Room | Only) -> None:
    with pytest.raises(UnknownEventType, match="player_moved is not for"):
        living.happens(NewEvent(MOVED, audience=audience))
    assert not living.world.events.exists()


@pytest.mark.parametrize(("event", "fits"), [(PLAYED, True), (MOVED, False)], ids=["turn", "move"])
def test_words_of_a_player_go_with_the_types_that_have_some(living: Living, event: StoredEvent, *, fits: bool) -> None:
    ada = living.people[0]
    new = NewEvent(event, actor_id=ada.pk, text=keep_text(author_id=ada.pk, text="knock"))
    if fits:
        assert living.happens(new)[0].text == new.text
    else:
        with pytest.raises(UnknownEventType, match="carries no words"):
            living.happens(new)
