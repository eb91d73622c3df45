"""Going anywhere, summoning and teleporting: what the staff types, whom it moves, and what everybody is told of it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from common.appeals import moment
from common.database_threads import in_thread
from common.planned_shutdown import planned_shutdown
from profiles.models import User
from profiles.services.moderation import make_moderator
from tests.worlds.consumers.sockets import joined
from tests.worlds.living_world import Living
from tests.worlds.services.typed_commands.green import green_world, over_http
from worlds.event_types.ephemeral import ServerShutdown
from worlds.feed.registry import tell_everybody_here
from worlds.models import GameSession, TurnRecord, WorldEvent
from worlds.services.games.transcript import whole_story
from worlds.services.games.world_verification import verify_as_member
from worlds.services.membership import leaving, spectating
from worlds.services.turns.playing import TurnRequest, play_turn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def living() -> Living:
    """Ada is of the staff; Ben and Cy are not."""
    found = green_world("ada", "ben", "cy")
    ada = found.people[0]
    ada.is_staff = True
    ada.save(update_fields=["is_staff"])
    ada.user_permissions.set(Permission.objects.filter(codename__in=("move_players", "plan_shutdown")))
    return found


def ada(living: Living, line: str) -> dict[str, Any]:
    return over_http(living, living.people[0], line)


def where(living: Living) -> list[str]:
    places = living.world.participants.order_by("joined_at", "pk")
    return list(places.values_list("location", flat=True))


def test_the_staff_goes_anywhere_and_summons_whom_it_wants(living: Living) -> None:
    assert ada(living, "goto bench")["text"] == "You are at the Bench."
    assert ada(living, "summon Ben")["text"] == "Ben is at the Bench."
    assert ada(living, "teleport Cy to the mill")["text"] == "Cy is at the Mill."
    assert where(living) == ["bench", "bench", "mill"]
    assert ada(living, "goto Cy")["text"] == "You are at the Mill."
    assert ada(living, "goto mill")["text"] == "You are already at the Mill."
    assert verify_as_member(user_id=living.people[1].pk, world_id=living.world.pk)["ok"]


def test_a_move_is_a_record_of_maintenance_that_names_who_did_it(living: Living) -> None:
    ada(living, "teleport Ben mill")
    ada(living, "goto mill")
    records = TurnRecord.objects.filter(kind="maintenance").order_by("world_seq")
    by = str(living.people[0].pk)
    assert list(records.values_list("command", flat=True)) == [{"to": "mill", "by": by}, {"to": "mill"}]
    living.world.refresh_from_db()
    assert (living.world.turn, living.world.world_state["world"]["time"]) == (0, 0)


def test_whoever_is_moved_is_told_and_so_are_both_places(living: Living) -> None:
    ada(living, "goto mill")
    ada(living, "teleport Ben mill")
    told = whole_story(GameSession.objects.get(user=living.people[1]))[-1]["narrative"]
    assert told.startswith("A moderator has moved you here, outside the story.")
    mine = WorldEvent.objects.filter(actor_id=living.people[1].pk).order_by("sequence")
    heard = [(event.type, event.room, event.payload.get("by_staff")) for event in mine][-3:]
    assert heard == [
        ("player_left_room", "green", None), ("player_entered", "mill", None), ("player_moved", "", True),
    ]  # fmt: skip


def test_nobody_is_moved_past_their_story(living: Living) -> None:
    ben = GameSession.objects.get(user=living.people[1])
    play_turn(user_id=ben.user_id, session_id=ben.pk, request=TurnRequest(option_id="climb"))
    assert ada(living, "summon Ben")["text"] == "Ben is already at the Green."
    refused = ada(living, "teleport Ben mill")
    assert refused["result"] == {"code": "not_free_to_roam"}
    assert where(living) == ["green", "green", "green"]


def test_to_everybody_else_there_is_no_such_command(living: Living) -> None:
    ben = living.people[1]
    ben.is_staff = True  # of another part of the staff
    ben.save(update_fields=["is_staff"])
    listed, adas = over_http(living, ben, "help")["result"], ada(living, "help")["result"]
    for line in ("goto mill", "summon Cy", "teleport Cy mill", "shutdown 60"):
        verb = line.partition(" ")[0]
        told = over_http(living, ben, line)
        assert told["text"].startswith("There is no such command.")
        assert not over_http(living, ben, f"help {verb}")["success"]
        assert verb not in [*listed, *told["result"]["nearest"]]
        assert verb in adas
    assert where(living) == ["green", "green", "green"]
    assert planned_shutdown() is None


def test_moderators_move_players_and_stop_no_server(living: Living) -> None:
    ben = living.people[1]
    make_moderator(user_id=ben.pk, moderator_id=None)
    assert over_http(living, ben, "goto bench")["text"] == "You are at the Bench."
    assert over_http(living, ben, "summon Cy")["text"] == "Cy is at the Bench."
    assert over_http(living, ben, "shutdown 60")["text"].startswith("There is no such command.")
    assert planned_shutdown() is None
    listed = over_http(living, ben, "help")["result"]
    assert {"goto", "summon", "teleport", "shutdown"} & set(listed) == {"goto", "summon", "teleport"}


def test_whoever_may_stop_servers_moves_nobody(living: Living) -> None:
    ben = living.people[1]
    User.objects.filter(pk=ben.pk).update(is_staff=True)
    ben.user_permissions.add(Permission.objects.get(codename="plan_shutdown"))
    assert over_http(living, ben, "shutdown 60")["success"]
    assert over_http(living, ben, "goto mill")["text"].startswith("There is no such command.")
    assert where(living) == ["green", "green", "green"]


def test_a_permission_without_being_of_the_staff_gives_no_command(living: Living) -> None:
    User.objects.filter(pk=living.people[0].pk).update(is_staff=False)
    for line in ("goto mill", "shutdown 60"):
        assert ada(living, line)["text"].startswith("There is no such command.")


def test_what_names_nothing_moves_nobody(living: Living) -> None:
    lines = ("goto moon", "summon Nobody", "teleport Ben moon", "teleport Nobody mill", "goto", "summon", "teleport")
    assert [ada(living, line)["success"] for line in lines] == [False] * len(lines)
    assert where(living) == ["green", "green", "green"]


def test_who_plays_nobody_moves_others_alone(living: Living) -> None:
    leaving.leave_world(user_id=living.people[0].pk, world_id=living.world.pk)
    spectating.spectate_world(user_id=living.people[0].pk, world_id=living.world.pk)
    assert not ada(living, "goto mill")["success"]
    assert not ada(living, "summon Ben")["success"]
    assert ada(living, "teleport Ben mill")["success"]


def test_the_staff_plans_a_shutdown_and_takes_it_back(living: Living) -> None:
    assert ada(living, "shutdown")["text"] == "No shutdown is planned."
    told = ada(living, "shutdown 600 New lamps for the mill")
    assert told["text"].startswith("All servers stop in 600 seconds.")
    plan = planned_shutdown()
    assert plan is not None
    assert (plan.reason, 590 < plan.left <= 600) == ("New lamps for the mill", True)
    assert ada(living, "shutdown")["result"]["reason"] == "New lamps for the mill"
    assert ada(living, "shutdown cancel")["success"]
    assert deeds() == [
        (living.people[0].pk, f"Shutdown of all servers planned for {moment(plan.at)}."),
        (living.people[0].pk, "Planned shutdown of all servers cancelled."),
    ]
    assert not ada(living, "shutdown cancel")["success"]
    for wrong in ("9", "3601", "-60", "soon", "1e2", "9" * 300, f"60 {'x' * 201}"):
        assert not ada(living, f"shutdown {wrong}")["success"], wrong
    assert planned_shutdown() is None
    assert len(deeds()) == 2


def deeds() -> list[tuple[uuid.UUID, str]]:
    """What the log of the admin holds of shutdowns."""
    entries = LogEntry.objects.filter(content_type__model="plannedshutdown").order_by("pk")
    return list(entries.values_list("user_id", "change_message"))


async def test_everybody_who_listens_reads_that_the_server_stops(settings: Any) -> None:
    settings.RATE_CONNECT = "1000/minute"
    green = await in_thread(green_world, "eda", "ken")
    async with joined(green, green.people[0]) as eda, joined(green, green.people[1]) as ken:
        for client in (eda, ken):
            await client.read_until("game:replay")
        tell_everybody_here(ServerShutdown(seconds=60, reason="tea"))
        told = [(await client.read_until("server_shutdown"))["data"] for client in (eda, ken)]
        assert [(data["seconds"], data["reason"]) for data in told] == [(60, "tea")] * 2
