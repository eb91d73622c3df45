"""Four players do whatever comes to their minds, and every stream, view and state says what the log says."""

from __future__ import annotations

import itertools
import json
import uuid
from contextlib import suppress
from typing import Any, Final

import pytest
from django.contrib.auth import get_user_model
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from pytest_django import Settings

from common import throttles
from tests.worlds.company.listeners import Listener, Loop
from tests.worlds.company.private_story import MEADOW, PRIVATE
from worlds.models import GameSession, SharedWorld, WorldEvent, WorldParticipant
from worlds.rules.errors import OptionNotAvailable
from worlds.rules.outcome import Change
from worlds.rules.projection import fold, public
from worlds.services import chat, events
from worlds.services.games.sessions import get_owned
from worlds.services.games.view import session_view
from worlds.services.membership import creating, directory, joining, leaving
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest
from worlds.services.turns.state_rows import shared_of, state_of

FOUR: Final = range(4)
whose = st.sampled_from(FOUR)
SPOKEN: Final = ("room", "whisper", "world")
DEEDS: Final = ("walk", "sing", *SPOKEN, "act", "brood", "take", "wait")
NOT_A_MEMBER: Final = 4403


class Company(RuleBasedStateMachine):
    """What is expected is computed here: from the rows of the log, and from who stood where when words were spoken."""

    loop: Loop
    names = itertools.count()
    words = itertools.count()

    @initialize()
    def begin(self) -> None:
        import_scenario(source=MEADOW, slug="meadow")
        number = next(self.names)
        self.people = [get_user_model().objects.create_user(f"c{number}p{who}") for who in FOUR]
        made = creating.create_world(user_id=self.people[0].pk, scenario_slug="meadow")
        self.world_id, self.short_id = made.world.pk, made.world.short_id
        self.start = public(shared_of(made.world))
        self.sessions: dict[int, uuid.UUID] = {0: made.session.pk}
        self.private: dict[str, int] = {}  # whose id, and other secrets that are nobody else's
        self.spoken: dict[str, set[int]] = {}  # words, and who could hear them
        self.listeners = [Listener(self.loop, person, self.short_id) for person in self.people]
        self._remember(0)
        for who in FOUR:
            self.join(who)
            self.connect(who)

    # --- coming and going -----------------------------------------------------------------------------------------

    @rule(who=whose)
    def comes(self, who: int) -> None:
        """Also a return, and also once more by somebody who is here."""
        self.join(who)

    def join(self, who: int) -> None:
        if self._is_over(who):
            joined = joining.join_with_new_character(user_id=self.people[who].pk, world_id=self.world_id)
        else:
            joined = joining.join_world(user_id=self.people[who].pk, world_id=self.world_id)
        self.sessions[who] = joined.session.pk
        self._remember(who)

    @rule(who=whose)
    def leave(self, who: int) -> None:
        if not self._is_member(who):
            return
        leaving.leave_world(user_id=self.people[who].pk, world_id=self.world_id)
        if self.listeners[who].is_open:
            assert self.listeners[who].code() == NOT_A_MEMBER

    # --- acting ---------------------------------------------------------------------------------------------------

    # One rule for all of it: of many, a short run would leave some out altogether.
    @rule(who=whose, to=whose, what=st.sampled_from(DEEDS))
    def acts(self, who: int, to: int, what: str) -> None:
        if what in SPOKEN:
            self.say(who, to, what)
        elif what == "sing":
            self.improvise(who)
        else:
            self.play(who, what)

    def play(self, who: int, option: str) -> None:
        if self._plays(who):
            self._play(who, TurnRequest(option_id=option))

    def improvise(self, who: int) -> None:
        if self._plays(who):
            self._play(who, TurnRequest(option_id="sing", input=f"a song about {self._word(self._near(who))}"))

    @rule(who=whose, chance=st.integers(0, 3))
    def end(self, who: int, chance: int) -> None:
        if self._plays(who) and chance == 0:
            self._play(who, TurnRequest(option_id="rest"))

    def say(self, who: int, to: int, channel: str) -> None:
        if not self._is_member(who) or (channel == "whisper" and not self._is_member(to)):
            return
        hearers = {"world": set(FOUR), "room": self._near(who), "whisper": {who, to}}[channel]
        chat.send_message(
            user_id=self.people[who].pk,
            world_id=self.world_id,
            text=f"listen, {self._word(hearers)}",
            channel="world" if channel == "whisper" else channel,
            to=self.people[to].pk if channel == "whisper" else None,
        )

    # --- streams --------------------------------------------------------------------------------------------------

    @rule(who=whose)
    def resumes(self, who: int) -> None:
        self.connect(who)

    @rule(who=whose)
    def begins_afresh(self, who: int) -> None:
        if not self.listeners[who].is_open:
            self.listeners[who] = Listener(self.loop, self.people[who], self.short_id)
            self.connect(who)

    def connect(self, who: int) -> None:
        listener = self.listeners[who]
        if listener.is_open or not self._is_member(who):
            return
        is_fresh = listener.start is None
        listener.open()
        if is_fresh and listener.first is not None:
            assert listener.start == max((number for number, _ in self._log_of(who)), default=0)
            self._is_own(who, listener.first["view"])

    @rule(who=whose)
    def disconnect(self, who: int) -> None:
        self.listeners[who].close()

    # --- claims ---------------------------------------------------------------------------------------------------

    @invariant()
    def every_open_stream_equals_the_log(self) -> None:
        for who, listener in enumerate(self.listeners):
            if listener.is_open:
                mine = self._log_of(who)
                listener.meet(mine[-1][0])
                assert listener.start is not None
                numbers = [0, *(number for number, _ in mine)]
                chained = [(number, before, kind) for before, (number, kind) in zip(numbers, mine, strict=False)]
                assert listener.met == [met for met in chained if met[0] > listener.start]

    @invariant()
    def a_log_that_is_read_equals_what_a_stream_would_have_met(self) -> None:
        for who, person in enumerate(self.people):
            page = events.read_events(self.world_id, after=0, limit=500, reader=person.pk, is_fellow=True)
            assert [(seen.event.sequence, seen.event.type) for seen in page.events] == self._log_of(who)

    @invariant()
    def nothing_private_reaches_anybody_else(self) -> None:
        for who, listener in enumerate(self.listeners):
            told = "\n".join(listener.told)
            listener.told.clear()
            if self._is_member(who):
                told += json.dumps(
                    directory.world_detail(user_id=self.people[who].pk, world_id=self.world_id), default=str
                )
            assert not [name for name in PRIVATE if name in told]
            self._holds_only_what_is_meant_for(who, told)

    @invariant()
    def a_view_is_the_players_own(self) -> None:
        for who in self.sessions:
            view = session_view(get_owned(user_id=self.people[who].pk, session_id=self.sessions[who]))
            self._is_own(who, json.loads(json.dumps(view, default=list)))

    @invariant()
    def what_is_shared_is_the_fold_of_what_was_told(self) -> None:
        changed = WorldEvent.objects.filter(world_id=self.world_id, type="world_state_changed").order_by("sequence")
        changes = [_change(told) for event in changed for told in event.payload["changes"]]
        assert fold(self.start, changes) == public(shared_of(self._world()))

    def teardown(self) -> None:
        for listener in getattr(self, "listeners", ()):
            listener.close()

    # --- what the model knows -------------------------------------------------------------------------------------

    def _play(self, who: int, request: TurnRequest) -> None:
        with suppress(OptionNotAvailable):
            play_turn(user_id=self.people[who].pk, session_id=self.sessions[who], request=request)

    def _log_of(self, who: int) -> list[tuple[int, str]]:
        rows = WorldEvent.objects.filter(world_id=self.world_id).order_by("sequence")
        me = str(self.people[who].pk)
        return [(row.sequence, row.type) for row in rows if row.audience is None or me in row.audience]

    def _world(self) -> SharedWorld:
        return SharedWorld.objects.get(pk=self.world_id)

    def _places(self) -> dict[int, WorldParticipant]:
        here = {place.user_id: place for place in WorldParticipant.objects.filter(world_id=self.world_id, left_at=None)}
        return {who: here[person.pk] for who, person in enumerate(self.people) if person.pk in here}

    def _is_member(self, who: int) -> bool:
        return who in self._places()

    def _plays(self, who: int) -> bool:
        return self._is_member(who) and not self._is_over(who)

    def _is_over(self, who: int) -> bool:
        return who in self.sessions and not GameSession.objects.get(pk=self.sessions[who]).is_active

    def _near(self, who: int) -> set[int]:
        """Everybody at the place where this one is, by where their stories are."""
        at = {one: self._state(one).player.location for one in self._places() if one in self.sessions}
        return {one for one, place in at.items() if place == at[who]}

    def _state(self, who: int) -> Any:
        return state_of(GameSession.objects.select_related("world").get(pk=self.sessions[who]))

    def _word(self, hearers: set[int]) -> str:
        number, letters = next(self.words), ""
        for _ in range(4):
            number, digit = divmod(number, 20)
            letters += "bcdfghjklmnpqrstvwxz"[digit] + "o"
        word = f"wo{letters}lu"
        self.spoken[word] = hearers
        return word

    def _remember(self, who: int) -> None:
        session = GameSession.objects.get(pk=self.sessions[who])
        self.private |= {str(session.pk): who, session.short_id: who}

    def _is_own(self, who: int, view: Any) -> None:
        if view is None:
            return
        mine, character = view["character"], self._state(who).player.character
        assert mine["traits"] == dict(character.traits)
        assert mine["relationships"] == dict(character.relationships)
        assert mine["flags"] == {name: value for name, value in character.flags.items() if name in mine["flags"]}
        self._holds_only_what_is_meant_for(who, json.dumps(view))

    def _holds_only_what_is_meant_for(self, who: int, told: str) -> None:
        assert not [secret for secret, owner in self.private.items() if owner != who and secret in told]
        assert not [word for word, hearers in self.spoken.items() if who not in hearers and word in told]


def _change(told: dict[str, Any]) -> Change:
    return Change(told["path"], told.get("value"), told.get("action"), told.get("item"))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_whatever_four_players_do_everybody_is_told_what_happened_once_and_nothing_else(
    settings: Settings, pytestconfig: pytest.Config
) -> None:
    for name in ("RATE_CONNECT", "RATE_INPUT", "RATE_CHAT"):
        setattr(settings, name, "1000000/minute")
    throttles.counters_at.cache_clear()
    Company.loop = Loop()
    examples, steps = (100, 60) if pytestconfig.getoption("--all") else (5, 20)
    with Company.loop.running():
        run_state_machine_as_test(
            Company, settings=hypothesis_settings(max_examples=examples, stateful_step_count=steps)
        )
