"""Worlds with people in them, and things that happen there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from profiles.models import User
from tests.worlds.services.ready_stories import GATE
from worlds.event_types.audience import WORLD, Only
from worlds.event_types.stored import ChatMessage, WorldStateChanged
from worlds.models import SharedWorld, WorldEvent, WorldParticipant
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services import events
from worlds.services.events import NewEvent
from worlds.services.membership import creating, joining
from worlds.services.stories import scenarios
from worlds.services.texts import keep_text


@dataclass(frozen=True, slots=True)
class Living:
    world: SharedWorld
    people: tuple[User, ...]

    def happens(self, *news: NewEvent) -> list[WorldEvent]:
        """Log something as a service does: under the world's lock, in a transaction of its own."""
        with transaction.atomic():
            world = SharedWorld.objects.select_for_update().get(pk=self.world.pk)
            rows = events.append_events(world, *news)
            world.save(update_fields=events.COUNTERS)
        return rows

    def says(self, author: User, words: str, *hearers: User) -> WorldEvent:
        """To everybody, or only to those who are named, as a whisper is."""
        audience = Only([author.pk, *(hearer.pk for hearer in hearers)]) if hearers else WORLD
        said = ChatMessage(channel="whisper" if hearers else "world")
        text = keep_text(author_id=author.pk, text=words)
        return self.happens(NewEvent(said, actor_id=author.pk, audience=audience, text=text))[0]

    def ticks(self, count: int = 1) -> list[WorldEvent]:
        first = SharedWorld.objects.get(pk=self.world.pk).event_seq + 1
        return self.happens(*(NewEvent(WorldStateChanged(changes=[], turn=first + step)) for step in range(count)))


def shared_world(*names: str) -> Living:
    """A world that these people have joined as anybody does; the first made it."""
    people = tuple(get_user_model().objects.create_user(name, display_name=name.title()) for name in names)
    scenarios.import_scenario(source=GATE, slug="gate")
    joined = creating.create_world(user_id=people[0].pk, scenario_slug="gate")
    for person in people[1:]:
        joining.join_world(user_id=person.pk, world_id=joined.world.pk)
    return Living(SharedWorld.objects.get(pk=joined.world.pk), people)


def living_world(*names: str, **about: Any) -> Living:
    """A world made row by row, in which nothing has happened yet; it has no state that could be looked at."""
    people = tuple(get_user_model().objects.create_user(name, display_name=name.title()) for name in names)
    revision = scenarios.import_scenario(source=GATE, slug="gate").revision
    world = SharedWorld.objects.create(
        scenario=revision.scenario,
        revision=revision,
        host=people[0],
        world_state={"schema": STATE_SCHEMA},
        state_hash="",
        engine_version=ENGINE_VERSION,
        schema_version=STATE_SCHEMA,
        last_activity_at=timezone.now(),
        player_count=len(people),
        **about,
    )
    WorldParticipant.objects.bulk_create(
        WorldParticipant(world=world, user=person, joined_at=timezone.now()) for person in people
    )
    return Living(world, people)
