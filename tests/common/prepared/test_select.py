"""A select that was compiled once gives what its queryset gives, whatever it is asked for."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db.models import Exists, OuterRef

from common.database_threads import in_thread
from common.prepared.pool import fetch
from common.prepared.select import Select, compile_all
from profiles.models import User
from tests.worlds.living_world import shared_world
from worlds.models import GameSession, WorldParticipant

GAMES: Select[GameSession] = Select(
    lambda user: GameSession.objects.at_hand().select_related("user", "world").owned_by(user).order_by("pk"),
    user=uuid.UUID,
)
NAMES: Select[tuple[Any, ...]] = Select(
    lambda name: User.objects.filter(username=name).values_list("pk", "date_joined", "is_guest"), name=str
)
SEATED: Select[GameSession] = Select(
    lambda pk, least: GameSession.objects.filter(pk=pk, number__gte=least).annotate(
        is_here=Exists(WorldParticipant.objects.present().filter(session=OuterRef("pk")))
    ),
    pk=uuid.UUID,
    least=int,
)
LOCKED: Select[User] = Select(lambda pk: User.objects.select_for_update().filter(pk=pk), pk=uuid.UUID)


@pytest.fixture(autouse=True)
def compiled(connected: None) -> None:
    compile_all()


async def test_instances_come_with_what_was_selected_with_them() -> None:
    living = await in_thread(shared_world, "ada", "ben")
    for person in living.people:
        [raw] = await fetch(GAMES(user=person.pk))
        [session] = GAMES.rows(raw)
        assert session.user == person
        assert session.world is not None
        assert (session.world.short_id, session.state) == (
            living.world.short_id,
            await in_thread(state_by_orm, session),
        )
        assert "content_text" in session.revision.get_deferred_fields()


def state_by_orm(session: GameSession) -> Any:
    return GameSession.objects.get(pk=session.pk).state


async def test_values_come_as_tuples_in_the_types_of_the_fields() -> None:
    ada = await in_thread(User.objects.create_user, "ada")
    [raw] = await fetch(NAMES(name="ada"))
    assert NAMES.first(raw) == (ada.pk, ada.date_joined, False)
    [raw] = await fetch(NAMES(name="nobody"))
    assert NAMES.first(raw) is None


async def test_annotations_and_several_parameters_find_their_places() -> None:
    living = await in_thread(shared_world, "ada")
    session = await in_thread(GameSession.objects.get, user=living.people[0])
    here, not_yet = await fetch(SEATED(pk=session.pk, least=session.number), SEATED(pk=session.pk, least=99))
    [found] = SEATED.rows(here)
    assert (found, getattr(found, "is_here", None)) == (session, True)
    assert SEATED.rows(not_yet) == []


@pytest.mark.postgres
def test_a_select_that_locks_names_its_lock() -> None:
    assert LOCKED.compiled.sql.endswith("FOR UPDATE")


def test_a_statement_needs_every_value_that_it_names() -> None:
    with pytest.raises(KeyError):
        SEATED(pk=uuid.uuid4())


async def test_what_people_write_is_never_taken_for_a_parameter() -> None:
    for words in ("%s", "stand-in 1 of a parameter", "'; DROP TABLE users; --", "\N{SNOWMAN}"):
        [raw] = await fetch(NAMES(name=words))
        assert NAMES.rows(raw) == []


def test_nothing_is_compiled_twice(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        compile_all()
    assert GAMES.is_compiled
