"""Following, parties, mutes and blocks, as two players type them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.worlds.living_world import Living
from tests.worlds.services.typed_commands.green import green_world, over_http
from worlds.services.membership import leaving

pytestmark = pytest.mark.django_db(transaction=True)


class Pair:
    """Ada and Ben in one world."""

    def __init__(self) -> None:
        self.living: Living = green_world("ada", "ben")
        self.ids = [person.short_id for person in self.living.people]

    def ada(self, line: str) -> dict[str, Any]:
        return over_http(self.living, self.living.people[0], line)

    def ben(self, line: str) -> dict[str, Any]:
        return over_http(self.living, self.living.people[1], line)


def test_a_request_to_follow_is_accepted_by_name() -> None:
    pair = Pair()
    pair.ada("follow Ben")
    accepted = pair.ben("accept Ada")
    assert accepted["result"] == {"state": {"following": None, "followers": [pair.ids[0]]}}
    assert accepted["text"] == "You follow nobody. Ada follows you."
    assert pair.ada("following")["text"] == "You follow Ben. Nobody follows you."


def test_a_declined_request_is_gone() -> None:
    pair = Pair()
    pair.ada("follow Ben")
    assert pair.ben("decline")["success"]
    assert not pair.ben("accept")["success"]


def test_accept_without_a_follower_joins_the_party_that_invites() -> None:
    pair = Pair()
    pair.ada("party invite Ben")
    assert "Ada invites you" in pair.ben("party")["text"]
    joined = pair.ben("accept")
    assert joined["result"]["state"] == {"members": pair.ids, "leader": pair.ids[0], "invited": []}
    assert joined["text"] == "In the party: Ada and you. Ada leads."
    assert pair.ben("p Hello")["success"]


def test_accepting_somebody_by_name_joins_their_party_only() -> None:
    pair = Pair()
    pair.ada("party create")
    assert not pair.ben("accept Ada")["success"]
    pair.ada("party invite Ben")
    assert pair.ben("accept Ada")["success"]


def test_only_who_leads_a_party_ends_it() -> None:
    pair = Pair()
    pair.ada("party invite Ben")
    pair.ben("party accept")
    assert pair.ben("party disband")["result"] == {"code": "not_the_leader"}
    assert pair.ben("party leave")["text"] == "You are in no party."


def test_a_mute_ends_after_its_minutes() -> None:
    muted = Pair().ada("mute Ben 10")["result"]
    end = datetime.fromisoformat(muted["until"])
    assert timedelta(minutes=5) < end - timezone.now() <= timedelta(minutes=10)


@pytest.mark.parametrize(
    "minutes", ["0", "-1", "-5", "1.5", "525601", "9" * 300, "0000001" + "9" * 300, "\N{SUPERSCRIPT TWO}", "soon"]
)
def test_other_lengths_are_refused(minutes: str) -> None:
    pair = Pair()
    assert not pair.ada(f"mute Ben {minutes}")["success"]
    assert pair.ada("mutes")["result"] == []


def test_somebody_muted_who_has_left_is_listed_by_id_alone() -> None:
    pair = Pair()
    pair.ada("mute Ben")
    leaving.leave_world(user_id=pair.living.people[1].pk, world_id=pair.living.world.pk)
    assert pair.ada("mutes")["text"] == f"You have muted {pair.ids[1]}."
    assert pair.ada(f"unmute {pair.ids[1]}")["success"]


def test_a_block_keeps_requests_away() -> None:
    pair = Pair()
    pair.ben("block Ada")
    assert pair.ada("follow Ben")["result"] == {"code": "not_found"}


def test_whoever_has_left_is_refused() -> None:
    pair = Pair()
    client = Client()
    client.force_login(pair.living.people[1])
    leaving.leave_world(user_id=pair.living.people[1].pk, world_id=pair.living.world.pk)
    path = f"/api/v1/worlds/{pair.living.world.short_id}/commands"
    for line in ("follow Ada", "mute Ada", "block Ada", "party create"):
        assert client.post(path, {"command": line}, content_type="application/json").status_code in {403, 404}
