"""Rows that another version stored are refused at every door, and left as they are."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from leaderboards.services.verification import verify_session
from profiles.models import User
from tests.worlds.services.conftest import Plays
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldParticipant
from worlds.models.versions import IncompatibleVersion
from worlds.rules.storage import ENGINE_VERSION, STATE_SCHEMA
from worlds.services import erasure, streams
from worlds.services.games import abandoning, export, preferences, rewind, sessions
from worlds.services.games.replay import verify_game
from worlds.services.games.transcript import full_transcript
from worlds.services.membership import (
    archiving,
    directory,
    forking,
    inbox,
    invites,
    joining,
    leaving,
    matchmaking,
    spectating,
)
from worlds.services.membership.joining import Joined
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

Spoils = Callable[[Any], None]


def _engine(rows: Any) -> None:
    rows.update(engine_version="0")


def _schema(rows: Any) -> None:
    rows.update(schema_version=STATE_SCHEMA + 1)


def _state(rows: Any) -> None:
    row = rows.get()
    name = "world_state" if isinstance(row, SharedWorld) else "state"
    rows.update(**{name: getattr(row, name) | {"schema": 99}})


def _stateless(rows: Any) -> None:
    row = rows.get()
    name = "world_state" if isinstance(row, SharedWorld) else "state"
    rows.update(**{name: {key: value for key, value in getattr(row, name).items() if key != "schema"}})


@pytest.fixture(params=[_engine, _schema, _state, _stateless])
def spoils(request: pytest.FixtureRequest) -> Spoils:
    return request.param  # type: ignore[no-any-return]


def _solo_doors(user: User, game: GameSession) -> list[Callable[[], object]]:
    key: dict[str, Any] = {"user_id": user.pk, "session_id": game.short_id}
    return [
        lambda: sessions.get_owned(**key),
        lambda: sessions.get_any(session_id=game.pk),
        lambda: playing.play_turn(**key, request=TurnRequest(option_id="wait")),
        lambda: playing.play_turn(**key, request=TurnRequest(input="I hum a tune"), idempotency_key="k"),
        lambda: rewind.rewind_game(**key, steps=1),
        lambda: preferences.change_settings(**key, parser_mode=True),
        lambda: abandoning.abandon_game(**key),
        lambda: verify_game(session=GameSession.objects.get(pk=game.pk)),
        lambda: export.as_json(GameSession.objects.get(pk=game.pk)),
    ]


def _world_doors(user: User, other: User, world: SharedWorld, session: GameSession) -> list[Callable[[], object]]:
    mine: dict[str, Any] = {"user_id": user.pk, "world_id": world.pk}
    theirs: dict[str, Any] = {"user_id": other.pk, "world_id": world.pk}
    return [
        *_solo_doors(user, session)[:4],
        lambda: abandoning.abandon_game(user_id=user.pk, session_id=session.pk),
        lambda: forking.fork_game(user_id=user.pk, session_id=session.pk),
        lambda: joining.join_world(**mine),
        lambda: leaving.leave_world(**mine),
        lambda: streams.stream_access(**mine),
        lambda: directory.world_detail(**theirs),
        lambda: joining.join_world(**theirs),
        lambda: spectating.spectate_world(**theirs),
    ]


def test_a_game_of_another_version_is_refused_at_every_door(
    elena: User, game: GameSession, plays: Plays, spoils: Spoils
) -> None:
    spoils(GameSession.objects.filter(pk=game.pk))
    before = GameSession.objects.filter(pk=game.pk).values().get()
    for door in _solo_doors(elena, game):
        with pytest.raises(IncompatibleVersion) as refused:
            door()
        assert refused.value.details["known"] == {"engine_version": ENGINE_VERSION, "schema_version": STATE_SCHEMA}
        assert refused.value.details["found"] != refused.value.details["known"]
    assert GameSession.objects.filter(pk=game.pk).values().get() == before
    assert TurnRecord.objects.filter(session=game).count() == 1


def test_a_world_of_another_version_is_refused_at_every_door(
    elena: User, kael: User, opened: Joined, spoils: Spoils
) -> None:
    spoils(SharedWorld.objects.filter(pk=opened.world.pk))
    before = SharedWorld.objects.filter(pk=opened.world.pk).values().get()
    for door in _world_doors(elena, kael, opened.world, opened.session):
        with pytest.raises(IncompatibleVersion):
            door()
    with pytest.raises(IncompatibleVersion):
        invites.create_invite(user_id=elena.pk, world_id=opened.world.pk)
    with pytest.raises(IncompatibleVersion):
        archiving.archive_world(user_id=elena.pk, world_id=opened.world.pk)
    assert SharedWorld.objects.filter(pk=opened.world.pk).values().get() == before


def test_a_game_of_another_version_in_a_world_is_refused(elena: User, opened: Joined, spoils: Spoils) -> None:
    spoils(GameSession.objects.filter(pk=opened.session.pk))
    for door in (
        lambda: playing.play_turn(
            user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest(option_id="wait")
        ),
        lambda: leaving.leave_world(user_id=elena.pk, world_id=opened.world.pk),
        lambda: streams.stream_access(user_id=elena.pk, world_id=opened.world.pk),
    ):
        with pytest.raises(IncompatibleVersion):
            door()


def test_the_log_says_which_row_it_was(elena: User, game: GameSession, caplog: pytest.LogCaptureFixture) -> None:
    _engine(GameSession.objects.filter(pk=game.pk))
    with caplog.at_level(logging.WARNING), pytest.raises(IncompatibleVersion):
        sessions.get_owned(user_id=elena.pk, session_id=game.pk)
    assert game.short_id in caplog.text


def test_lists_lobbies_and_matching_go_on_beside_such_a_world(
    elena: User, kael: User, opened: Joined, gate: str
) -> None:
    _state(SharedWorld.objects.filter(pk=opened.world.pk))
    _state(GameSession.objects.filter(pk=opened.session.pk))
    assert len(directory.world_summaries(directory.open_worlds(user_id=kael.pk), user_id=kael.pk)) == 1
    assert [game.short_id for game in sessions.list_owned(user_id=elena.pk)] == [opened.session.short_id]
    assert matchmaking.quick_join(user_id=kael.pk, scenario_slug=gate).world.pk != opened.world.pk


def test_worker_jobs_leave_such_rows_alone_and_end_idle_worlds(
    elena: User, opened: Joined, game: GameSession, plays: Plays
) -> None:
    _engine(GameSession.objects.filter(pk=game.pk))
    assert verify_session(session_id=game.pk) is None
    _engine(SharedWorld.objects.filter(pk=opened.world.pk))
    assert inbox.apply_all_inboxes() == ""
    SharedWorld.objects.filter(pk=opened.world.pk).update(last_activity_at="2020-01-01T00:00:00Z")
    assert archiving.archive_idle() == [opened.world.short_id]


def test_a_deleted_account_leaves_such_a_world_too(elena: User, opened: Joined) -> None:
    _state(SharedWorld.objects.filter(pk=opened.world.pk))
    erasure.erase_person(user_id=elena.pk)
    assert not WorldParticipant.objects.present().of(elena.pk).exists()


def test_the_api_answers_409_and_a_page_offers_to_start_again(elena: User, game: GameSession) -> None:
    _engine(GameSession.objects.filter(pk=game.pk))
    client = Client()
    client.force_login(elena)
    page = client.get(f"/play/{game.short_id}")
    assert page.status_code == 409
    assert "/stories/gate/start" in page.content.decode()
    answer = client.get(f"/play/{game.short_id}/transcript")
    assert answer.status_code == 409
    assert client.get("/stories").status_code == 200


def test_a_transcript_of_a_readable_game_is_still_told(game: GameSession) -> None:
    assert full_transcript(game)
