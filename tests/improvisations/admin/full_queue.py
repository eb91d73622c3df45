"""A full queue, written past the services: what is claimed about it is how it is read."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta
from typing import Final

from django.utils import timezone

from common.ids import new_improvisation_id
from improvisations.models import Improvisation, ImprovisationMove
from profiles.models import User
from worlds.models import GameSession, PlayerText

CELLS: Final = ("discovery", "limbo", "constraint", "triumph")
NODES: Final = ("road", "garden", "shed", "well")
WORDS: Final = [
    "lantern",
    "song",
    "keeper",
    "gate",
    "rope",
    "bread",
    "quiet",
    "river",
    "dust",
    "hinge",
    "whistle",
    "bargain",
]
BATCH: Final = 2000
PARTS: Final = [{"name": "length", "points": 9, "most": 15, "why": "4 words"}]


def fill(like: Improvisation, *, amount: int, authors: int = 40) -> list[Improvisation]:
    """So many improvisations like this one, each waiting, one a node and author; always the same ones."""
    chance = random.Random(amount)  # noqa: S311 - the same queue at every run
    people = _people(authors)
    sessions = {person.pk: _session(like.session, person) for person in people}
    made: list[Improvisation] = []
    for first in range(0, amount, BATCH):
        made += _batch(like, people, sessions, chance, range(first, min(first + BATCH, amount)))
    return made


def _people(amount: int) -> list[User]:
    return User.objects.bulk_create(
        [User(username=f"player-{number}", display_name=f"Player {number}") for number in range(amount)]
    )


def _session(session: GameSession, person: User) -> GameSession:
    copy = GameSession.objects.get(pk=session.pk)
    copy.pk, copy.short_id, copy.user = None, GameSession().short_id, person
    copy.save(force_insert=True)
    return copy


def _batch(
    like: Improvisation,
    people: list[User],
    sessions: dict[uuid.UUID, GameSession],
    chance: random.Random,
    numbers: range,
) -> list[Improvisation]:
    now = timezone.now()
    texts = [
        PlayerText(
            author_id=people[number % len(people)].pk,
            text=f"I try the {' '.join(chance.sample(WORDS, 6))} number {number}.",
            salt="s",
            text_hash="h",
        )
        for number in numbers
    ]
    PlayerText.objects.bulk_create(texts)
    made = [
        _one(like, text, sessions[text.author_id], chance, number, node_id=_node(number, len(people)))
        for text, number in zip(texts, numbers, strict=True)
    ]
    for row in made:
        row.submitted_at = row.created_at = now - timedelta(minutes=chance.randrange(60 * 24 * 20))
    Improvisation.objects.bulk_create(made)
    ImprovisationMove.objects.bulk_create(
        [
            ImprovisationMove(
                improvisation=row, version=1, to_status="submitted", by_id=row.author_id, at=row.created_at
            )
            for row in made
        ]
    )
    return made


def _node(number: int, people: int) -> str:
    """For each author another node each time: one alone may wait there."""
    return NODES[number % len(NODES)] if number < people else f"room_{number // people}"


def _one(
    like: Improvisation, text: PlayerText, session: GameSession, chance: random.Random, number: int, *, node_id: str
) -> Improvisation:
    is_flagged = number % 11 == 0
    return Improvisation(
        short_id=new_improvisation_id(),
        author_id=session.user_id,
        session=session,
        scenario_id=like.scenario_id,
        revision_id=like.revision_id,
        node_id=node_id,
        input_text=text,
        response="The keeper shrugs.",
        outcome="The scene went on.",
        classification=chance.choice(CELLS),
        is_verified=False,
        score=chance.randrange(101),
        score_parts=PARTS,
        is_flagged=is_flagged,
        moderation_score=10 * is_flagged,
        moderation_reasons=[{"field": "input", "category": "homonym", "start": 2, "end": 5}] if is_flagged else [],
        near_duplicate_of=like if number % 7 == 0 else None,
        similarity=70 if number % 7 == 0 else 0,
        version=1,
        status="submitted",
    )
