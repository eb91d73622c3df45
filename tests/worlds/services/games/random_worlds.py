"""Worlds played at random by people who come, choose, type, leave, return and give up."""

from __future__ import annotations

import random
from typing import Final

from common.errors import KleeneError
from profiles.models import User
from worlds.models import GameSession, SharedWorld, WorldParticipant
from worlds.rules.errors import RuleError
from worlds.services.games import abandoning, preferences
from worlds.services.games.view import session_view
from worlds.services.membership import creating, inbox, joining, leaving
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

TYPED: Final = (
    "look around",
    "wait ten minutes",
    "sing to the river",
    "take the lamp",
    "open the door",
    "count the poplars",
    "again",
)
REFUSED: Final = (KleeneError, RuleError)


class RandomWorld:
    """A world of a bundled story and its people; `live` does so many things in it. The same seed does the same things."""

    def __init__(self, slug: str, people: list[User], *, seed: int) -> None:
        self.dice, self.people = random.Random(seed), people  # noqa: S311 - a game of chance, not a secret
        policy = self.dice.choice(SharedWorld.TimePolicy.values)
        host = people[0]
        self.world = creating.create_world(user_id=host.pk, scenario_slug=slug, max_players=8, time_policy=policy).world

    def live(self, deeds: int) -> None:
        for _ in range(deeds):
            person = self.dice.choice(self.people)
            try:
                self._act(person)
            except REFUSED:
                continue  # a refusal changes nothing, which is what the log must show

    def _act(self, person: User) -> None:
        place = WorldParticipant.objects.seated().of(person.pk).filter(world=self.world).first()
        if place is None or place.session is None:
            self._come(person)
            return
        inbox.apply_inbox(session_id=place.session.pk)
        self.dice.choices((self._choose, self._type, self._leave, self._settle, self._give_up), (60, 25, 6, 5, 1))[0](
            person, place.session
        )

    def _come(self, person: User) -> None:
        over = GameSession.objects.filter(user=person, world=self.world).exclude(status=GameSession.Status.ACTIVE)
        enter = joining.join_with_new_character if over.exists() else joining.join_world
        enter(user_id=person.pk, world_id=self.world.pk)

    def _choose(self, person: User, session: GameSession) -> None:
        options = [option["id"] for option in session_view(session)["node"]["options"]]
        if options:
            self._turn(person, session, TurnRequest(self.dice.choice(options)))

    def _type(self, person: User, session: GameSession) -> None:
        self._turn(person, session, TurnRequest(None, self.dice.choice(TYPED)))

    def _turn(self, person: User, session: GameSession, request: TurnRequest) -> None:
        play_turn(user_id=person.pk, session_id=session.pk, request=request)

    def _leave(self, person: User, _session: GameSession) -> None:
        leaving.leave_world(user_id=person.pk, world_id=self.world.pk)

    def _settle(self, person: User, session: GameSession) -> None:
        preferences.change_settings(
            user_id=person.pk, session_id=session.pk, improvisation_temperature=self.dice.randrange(11)
        )

    def _give_up(self, person: User, session: GameSession) -> None:
        abandoning.abandon_game(user_id=person.pk, session_id=session.pk)
