"""What happens to others: by an inbox, and never by another player's hand in their session."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from tests.worlds.services.shared_worlds.counting_world import Hand
from tests.worlds.services.shared_worlds.inboxes import TIDE
from worlds.models import GameSession, InboxEffect, SharedWorld, TurnRecord, WorldEvent
from worlds.rules.effects import ModifyTrait
from worlds.rules.messages import errand_to_json
from worlds.rules.outcome import Errand
from worlds.services.membership import creating, joining
from worlds.services.membership.inbox import apply_all_inboxes, apply_inbox
from worlds.services.stories.scenarios import import_scenario

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair() -> tuple[Hand, Hand]:
    import_scenario(source=TIDE, slug="tide")
    first, second = (get_user_model().objects.create_user(name) for name in ("ebb", "flow"))
    made = creating.create_world(user_id=first.pk, scenario_slug="tide")
    joined = joining.join_world(user_id=second.pk, world_id=made.world.pk)
    return Hand(first.pk, made.session.pk), Hand(second.pk, joined.session.pk)


def luck(hand: Hand) -> int:
    found: int = hand.session.state["player"]["character"]["traits"]["luck"]
    return found


def test_an_event_reaches_everybody_whoever_lets_the_time_pass(pair: tuple[Hand, Hand]) -> None:
    actor, other = pair
    actor.play("wait")
    actor.play("wait")
    assert (luck(actor), luck(other)) == (2, 2)


def test_an_inbox_effect_is_a_record_of_its_own_in_the_worlds_log(pair: tuple[Hand, Hand]) -> None:
    actor, other = pair
    actor.play("wait")
    actor.play("wait")
    [applied] = TurnRecord.objects.filter(session_id=other.session_id, kind="inbox")
    assert applied.command["event_id"] == "tide"
    assert applied.world_seq == SharedWorld.objects.get().record_seq


def test_an_inbox_effect_is_applied_once(pair: tuple[Hand, Hand]) -> None:
    actor, other = pair
    actor.play("wait")
    actor.play("wait")
    assert apply_inbox(session_id=other.session_id) == 0
    assert luck(other) == 2


def test_who_is_reached_by_death_ends_and_everybody_is_told(pair: tuple[Hand, Hand]) -> None:
    actor, _ = pair
    for _ in range(4):
        actor.play("wait")
    assert [hand.session.ending_type for hand in pair] == ["death", "death"]
    assert WorldEvent.objects.filter(type="player_finished").count() == 2
    assert SharedWorld.objects.get().player_count == 0
    assert GameSession.objects.filter(status="completed").count() == 2


def test_what_nobody_opened_the_worker_opens(pair: tuple[Hand, Hand]) -> None:
    _, other = pair
    # What a process leaves behind that dies right after its commit: an effect that nobody applied.
    errand = Errand(player=str(other.session_id), event_id="tide", effects=(ModifyTrait("luck", -1),))
    InboxEffect.objects.create(
        world=SharedWorld.objects.get(),
        session_id=other.session_id,
        errand=errand_to_json(errand),
        created_at=timezone.now(),
    )
    assert apply_all_inboxes() == "1 inbox entries applied"
    assert luck(other) == 2
    assert apply_all_inboxes() == ""


def test_who_has_gone_home_is_left_alone(pair: tuple[Hand, Hand]) -> None:
    actor, other = pair
    other.play("fled")
    actor.play("wait")
    actor.play("wait")
    assert luck(other) == 3
