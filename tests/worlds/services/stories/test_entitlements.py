"""Stories that ask for an entitlement: every way in asks, and a code gives it once."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from common.errors import Conflict, RateLimited
from profiles.models import User
from tests.worlds.services.ready_stories import GATE
from worlds.models import Entitlement, Scenario, SharedWorld
from worlds.services.games import sessions
from worlds.services.membership import creating, forking, joining, matchmaking
from worlds.services.stories.entitlement_codes import SALT, CodeInvalid, CodeUsed, new_code, redeem_code
from worlds.services.stories.entitlements import (
    EntitlementRequired,
    entitlements_of,
    grant_entitlement,
    require_entitlement,
    withdraw_entitlement,
)
from worlds.services.stories.scenarios import import_scenario

FOR_SOME = GATE + b"access: entitled\n"


@pytest.fixture
def scenario(db: None) -> Scenario:
    return import_scenario(source=FOR_SOME, slug="gate").scenario


@pytest.fixture
def ada(db: None) -> User:
    return get_user_model().objects.create_user("ada")


@pytest.fixture
def ben(db: None) -> User:
    return get_user_model().objects.create_user("ben")


@pytest.fixture
def world(scenario: Scenario, ben: User) -> SharedWorld:
    grant_entitlement(user_id=ben.pk, scenario_slug="gate")
    return creating.create_world(user_id=ben.pk, scenario_slug="gate").world


WAYS: dict[str, Callable[[uuid.UUID, SharedWorld], Any]] = {
    "alone": lambda user, _: sessions.start_solo(user_id=user, scenario_slug="gate"),
    "a world of one's own": lambda user, _: creating.create_world(user_id=user, scenario_slug="gate"),
    "a world of others": lambda user, world: joining.join_world(user_id=user, world_id=world.pk),
    "whoever is there": lambda user, _: matchmaking.quick_join(user_id=user, scenario_slug="gate"),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_into_a_new_game_asks_for_it(way: str, world: SharedWorld, ada: User) -> None:
    with pytest.raises(EntitlementRequired) as refused:
        WAYS[way](ada.pk, world)
    assert refused.value.details["scenario_id"] == "gate"
    grant_entitlement(user_id=ada.pk, scenario_slug="gate")
    WAYS[way](ada.pk, world)


def test_what_is_withdrawn_begins_nothing_new_and_lets_games_go_on(world: SharedWorld, ben: User) -> None:
    withdraw_entitlement(entitlement_id=entitlements_of(user_id=ben.pk).get().pk)
    assert joining.join_world(user_id=ben.pk, world_id=world.pk).session.is_active
    with pytest.raises(EntitlementRequired):
        forking.fork_game(user_id=ben.pk, session_id=world.sessions.get().pk)
    with pytest.raises(Conflict):
        withdraw_entitlement(entitlement_id=Entitlement.objects.get(user=ben).pk)


def test_an_open_story_asks_nothing_of_anybody(
    ada: User, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    gate = import_scenario(source=GATE, slug="gate").scenario
    with django_assert_num_queries(0):
        require_entitlement(user_id=ada.pk, scenario=gate)


def test_a_file_that_says_nothing_leaves_it_as_the_staff_has_set_it(scenario: Scenario) -> None:
    import_scenario(source=GATE, slug="gate")
    scenario.refresh_from_db()
    assert scenario.access == Scenario.Access.ENTITLED
    import_scenario(source=GATE + b"access: open\n", slug="gate")
    scenario.refresh_from_db()
    assert scenario.access == Scenario.Access.OPEN


class TestACode:
    def test_entitles_who_redeems_it_first_and_nobody_else(self, scenario: Scenario, ada: User, ben: User) -> None:
        code = new_code(scenario=scenario, days=1)
        kept = redeem_code(user_id=ada.pk, code=f" {code}\n")
        assert redeem_code(user_id=ada.pk, code=code) == kept
        with pytest.raises(CodeUsed):
            redeem_code(user_id=ben.pk, code=code)
        assert not entitlements_of(user_id=ben.pk).exists()

    def test_stays_used_when_the_entitlement_is_withdrawn(self, scenario: Scenario, ada: User) -> None:
        code = new_code(scenario=scenario, days=1)
        withdraw_entitlement(entitlement_id=redeem_code(user_id=ada.pk, code=code).pk)
        with pytest.raises(CodeUsed):
            redeem_code(user_id=ada.pk, code=code)

    def test_is_kept_by_who_has_access_already(self, scenario: Scenario, ada: User, ben: User) -> None:
        code, kept = new_code(scenario=scenario, days=1), grant_entitlement(user_id=ada.pk, scenario_slug="gate")
        assert redeem_code(user_id=ada.pk, code=code) == kept
        assert redeem_code(user_id=ben.pk, code=code).user_id == ben.pk

    def test_expires(self, scenario: Scenario, ada: User) -> None:
        with pytest.raises(CodeInvalid, match="expired on"):
            redeem_code(user_id=ada.pk, code=new_code(scenario=scenario, days=-1))

    def test_must_be_of_this_site_whole_and_for_this(self, scenario: Scenario, ada: User) -> None:
        code = new_code(scenario=scenario, days=1)
        until = int((timezone.now() + timedelta(days=1)).timestamp())
        with override_settings(SECRET_KEY="k" * 50):
            foreign = new_code(scenario=scenario, days=1)
        for wrong in (
            foreign,
            code[:-1],
            code[1:],
            code.replace(":", "."),
            "guess",
            "a:b:c",
            "\u2603",
            signing.dumps(["id", "gate", until], salt="another"),
            signing.dumps(["id", "no-such-story", until], salt=SALT),
            signing.dumps({"id": "gate"}, salt=SALT),
        ):
            with pytest.raises(CodeInvalid):
                redeem_code(user_id=ada.pk, code=wrong)
        assert not Entitlement.objects.exists()

    def test_is_tried_so_often_and_no_oftener(self, scenario: Scenario, ada: User, settings: Any) -> None:
        settings.RATE_REDEEM = "2/minute"
        for _ in range(2):
            with pytest.raises(CodeInvalid):
                redeem_code(user_id=ada.pk, code="guess")
        with pytest.raises(RateLimited):
            redeem_code(user_id=ada.pk, code=new_code(scenario=scenario, days=1))


@pytest.mark.postgres
def test_of_two_who_redeem_one_code_at_the_same_moment_one_has_it(transactional_db: None) -> None:
    scenario = import_scenario(source=FOR_SOME, slug="gate").scenario
    people = [get_user_model().objects.create_user(name) for name in ("ada", "ben")]
    code, meeting, outcomes = new_code(scenario=scenario, days=1), threading.Barrier(2), []

    def try_it(person: User) -> None:
        from django.db import connection

        meeting.wait()
        try:
            redeem_code(user_id=person.pk, code=code)
            outcomes.append("redeemed")
        except CodeUsed:
            outcomes.append("used")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["redeemed", "used"]
    assert Entitlement.objects.count() == 1
