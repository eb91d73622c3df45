"""Whatever order people come and go in, the seats, the host and the logs agree with a model of a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as run
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from common.errors import KleeneError
from tests.worlds.services.conftest import MakesPeople
from tests.worlds.services.shared_worlds.test_seats_at_once import assert_log_is_whole
from worlds.models import GameSession, SharedWorld, WorldEvent, WorldParticipant
from worlds.services.games import abandoning
from worlds.services.membership import creating, hosting, joining, leaving, spectating
from worlds.services.membership.archiving import archive_any
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytest_django.fixtures import Settings

    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)

SEATS = 3
WHO = st.integers(min_value=0, max_value=4)


class Comings(RuleBasedStateMachine):
    """`seated` and `watching` are the people in the world, in order of coming; a story is over for who is in `over`."""

    crowd: Sequence[User] = ()

    @initialize()
    def open_world(self) -> None:
        self.seated, self.watching, self.over, self.banned = [0], list[int](), set[int](), set[int]()
        host = self.crowd[0]
        self.world = creating.create_world(user_id=host.pk, scenario_slug="gate", max_players=SEATS).world
        self.archived = False

    def told(self, act: Callable[..., object], who: int, **more: object) -> str:
        try:
            act(user_id=self.crowd[who].pk, world_id=self.world.pk, **more)
        except KleeneError as refusal:
            return refusal.code
        return "done"

    def refusal(self, who: int) -> str | None:
        return "world_archived" if self.archived else "banned" if who in self.banned else None

    @rule(who=WHO)
    def join(self, who: int) -> None:
        expected = self.refusal(who) or "done"
        if expected == "done" and who in self.over and who not in self.watching:
            expected = "session_over"
        elif expected == "done" and who not in self.seated and who not in self.over:
            expected = self.sit_down(who)
        assert self.told(joining.join_world, who) == expected

    @rule(who=WHO)
    def begin_again(self, who: int) -> None:
        expected = self.refusal(who)
        if expected is None and self.has_a_story(who) and who not in self.over:
            expected = "still_playing"
        elif expected is None:
            expected = self.sit_down(who)
        assert self.told(joining.join_with_new_character, who) == expected

    @rule(who=WHO)
    def leave(self, who: int) -> None:
        known = WorldParticipant.objects.filter(world=self.world, user=self.crowd[who]).exists()
        expected = "world_archived" if self.archived else "done" if known else "not_a_member"
        self.go(who, expected)
        assert self.told(leaving.leave_world, who) == expected

    @rule(who=WHO)
    def watch(self, who: int) -> None:
        expected = self.refusal(who) or ("already_playing" if who in self.seated else "done")
        if expected == "done" and who not in self.watching:
            self.watching.append(who)
        assert self.told(spectating.spectate_world, who) == expected

    @rule(who=WHO, removal=st.sampled_from([hosting.kick_player, hosting.ban_player]))
    def send_away(self, who: int, removal: Callable[..., object]) -> None:
        host = self.host()
        if host == who:
            return
        present = who in self.seated or who in self.watching
        expected = "world_archived" if self.archived else "done"
        if expected == "done" and removal is hosting.kick_player and not present:
            expected = "not_found"
        if expected == "done" and removal is hosting.ban_player:
            self.banned.add(who)
        self.go(who, expected)
        assert self.told(removal, host, player=self.crowd[who].short_id) == expected

    @rule(who=WHO)
    def die(self, who: int) -> None:
        if who not in self.seated or self.archived:
            return
        play_turn(user_id=self.crowd[who].pk, session_id=self.session(who).pk, request=TurnRequest("run"))
        self.seated.remove(who)
        self.watching.append(who)
        self.over.add(who)

    @rule(who=WHO)
    def give_up(self, who: int) -> None:
        if not self.has_a_story(who) or who in self.over or self.archived:
            return
        abandoning.abandon_game(user_id=self.crowd[who].pk, session_id=self.session(who).pk)
        self.go(who, "done")
        self.over.add(who)

    @rule(sure=st.integers(min_value=0, max_value=9))
    def archive(self, sure: int) -> None:
        if sure or self.archived:
            return
        archive_any(world_id=self.world.pk)
        self.archived, self.seated, self.watching = True, [], []

    @invariant()
    def seats_are_counted(self) -> None:
        world = SharedWorld.objects.get(pk=self.world.pk)
        assert world.player_count == len(self.seated)
        status = "archived" if self.archived else "full" if len(self.seated) == SEATS else "active"
        assert world.status == status

    @invariant()
    def everybody_is_where_the_model_has_them(self) -> None:
        here = WorldParticipant.objects.filter(world=self.world, left_at=None)
        names = {person.pk: number for number, person in enumerate(self.crowd)}
        found = {(names[user], role) for user, role in here.values_list("user_id", "role")}
        assert found == {(who, "player") for who in self.seated} | {(who, "spectator") for who in self.watching}

    @invariant()
    def the_host_is_somebody_here_if_anybody_plays(self) -> None:
        assert not self.seated or self.host() in {*self.seated, *self.watching}

    @invariant()
    def the_log_of_events_tells_of_every_coming_and_going(self) -> None:
        told = list(WorldEvent.objects.filter(world=self.world).values_list("type", flat=True))
        gone = told.count("player_left") + told.count("player_finished")
        assert self.archived or told.count("player_joined") - gone == len(self.seated)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            assert_log_is_whole(SharedWorld.objects.get(pk=self.world.pk))

    def sit_down(self, who: int) -> str:
        if len(self.seated) == SEATS:
            return "world_full"
        self.go(who, "done")
        self.over.discard(who)
        self.seated.append(who)
        return "done"

    def go(self, who: int, answer: str) -> None:
        if answer == "done":
            self.seated = [other for other in self.seated if other != who]
            self.watching = [other for other in self.watching if other != who]

    def host(self) -> int:
        host = SharedWorld.objects.values_list("host_id", flat=True).get(pk=self.world.pk)
        return [person.pk for person in self.crowd].index(host)

    def session(self, who: int) -> GameSession:
        return GameSession.objects.filter(world=self.world, user=self.crowd[who]).latest("created_at")

    def has_a_story(self, who: int) -> bool:
        return GameSession.objects.filter(world=self.world, user=self.crowd[who]).exists()


@pytest.fixture
def comings(gate: str, people: MakesPeople, settings: Settings) -> type[Comings]:
    settings.RATE_INPUT = settings.RATE_READ = settings.RATE_START = "1000000/minute"
    settings.WORLDS_PER_HOST = settings.GAMES_PER_PLAYER = 1_000_000  # one host opens a world for each way through
    return type("Comings", (Comings,), {"crowd": people(5)})


@pytest.mark.slow
def test_seats_host_and_logs_agree_whoever_comes_and_goes(comings: type[Comings]) -> None:
    run_state_machine_as_test(comings, settings=run(max_examples=12, stateful_step_count=20))


@pytest.mark.long
def test_they_agree_for_a_long_time(comings: type[Comings]) -> None:
    run_state_machine_as_test(comings, settings=run(max_examples=150, stateful_step_count=60))
