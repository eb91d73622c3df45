"""A view has the same version as long as it would tell the same, and another as soon as it would not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from presence.models import PlayerPresence
from presence.services.visibility import choose_status
from tests.worlds.services.shared_worlds.counting_world import Hand
from tests.worlds.services.shared_worlds.test_closed_meanwhile import pair  # noqa: F401
from worlds.models import Scenario
from worlds.services.games import preferences, sessions
from worlds.services.games.seen_view import Look, look_and_remember
from worlds.services.games.view import session_view
from worlds.services.membership import leaving

pytestmark = pytest.mark.django_db(transaction=True)

Pair = tuple[Hand, Hand]


def look(hand: Hand, *known: str) -> Look:
    session = sessions.get_owned(user_id=hand.user_id, session_id=hand.session_id)
    return look_and_remember(session, has=known.__contains__)


def leave(hand: Hand) -> None:
    world_id = hand.session.world_id
    assert world_id is not None
    leaving.leave_world(user_id=hand.user_id, world_id=world_id)


@contextmanager
def another_version(hand: Hand) -> Iterator[None]:
    before = look(hand)
    yield
    after = look(hand, before.version)
    assert after.version != before.version
    assert after.view is not None
    assert after.view != before.view


def test_a_second_look_is_the_same(pair: Pair) -> None:  # noqa: F811
    first = look(pair[0])
    again = look(pair[0], first.version)
    assert (again.version, again.view, again.shown) == (first.version, None, first.shown)


def test_it_is_the_view_that_everybody_else_is_sent(pair: Pair) -> None:  # noqa: F811
    assert look(pair[0]).view == session_view(pair[0].session)


def test_two_players_at_one_place_have_versions_of_their_own(pair: Pair) -> None:  # noqa: F811
    assert look(pair[0]).version != look(pair[1]).version


def test_a_turn_of_ones_own_makes_another(pair: Pair) -> None:  # noqa: F811
    with another_version(pair[0]):
        pair[0].play("draw_up")


def test_so_does_a_turn_of_a_fellow(pair: Pair) -> None:  # noqa: F811
    with another_version(pair[0]):
        pair[1].play("draw_up")


def test_so_do_preferences(pair: Pair) -> None:  # noqa: F811
    with another_version(pair[0]):
        preferences.change_settings(user_id=pair[0].user_id, session_id=pair[0].session_id, parser_mode=True)


def test_so_does_a_fellow_who_leaves(pair: Pair) -> None:  # noqa: F811
    with another_version(pair[0]):
        leave(pair[1])


def test_so_does_a_fellow_with_another_name(pair: Pair) -> None:  # noqa: F811
    with another_version(pair[0]):
        get_user_model().objects.filter(pk=pair[1].user_id).update(display_name="Somebody else")


def test_so_does_a_fellow_who_is_busy(pair: Pair) -> None:  # noqa: F811
    PlayerPresence.objects.update_or_create(user_id=pair[1].user_id, defaults={"last_heartbeat": timezone.now()})
    with another_version(pair[0]):
        choose_status(user_id=pair[1].user_id, chosen="busy")


def test_so_does_another_name_of_the_story(pair: Pair) -> None:  # noqa: F811
    with another_version(pair[0]):
        Scenario.objects.update(name="A bridge in the fog")


def test_for_somebody_who_has_left_nothing_changes_as_others_go_on(pair: Pair) -> None:  # noqa: F811
    leave(pair[0])
    left = look(pair[0])
    pair[1].play("draw_up")
    assert look(pair[0], left.version).view is None
