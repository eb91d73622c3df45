"""Whatever is typed is answered, and only those who may be there are."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.worlds.services.typed_commands.green import green_world, over_http
from worlds.models import SharedWorld, TurnRecord
from worlds.services import chat, frames
from worlds.services.games.world_verification import verify_as_member
from worlds.services.membership import archiving, spectating
from worlds.services.turns.playing import TurnRequest, play_turn

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = (
    "look " + "a" * 500,
    "look \u202e\u0000x",
    "say <script>alert(1)</script>",
    "go '; drop table worlds; --",
    "give to to to",
    "whisper \N{PILE OF POO}",
    "look -99999999999",
    "help /////",
    "\N{LATIN SMALL LETTER SHARP S}" * 300,
    "emote " + "x" * 201,
    "pose " + "x" * 101,
    "{}[]",
    "get \\x00 %s %(x)s",
)


@pytest.mark.parametrize("line", HOSTILE)
def test_no_line_breaks_anything(line: str) -> None:
    living = green_world("ada", "ben")
    client = Client()
    client.force_login(living.people[0])
    path = f"/api/v1/worlds/{living.world.short_id}/commands"
    answer = client.post(path, {"command": line}, content_type="application/json")
    assert answer.status_code in {200, 400}
    assert SharedWorld.objects.get().turn == 0


@pytest.mark.parametrize(
    "body", [{}, {"command": None}, {"command": 1}, {"command": "x" * 601}, {"command": "a", "b": 1}]
)
def test_another_body_is_refused(body: dict[str, Any]) -> None:
    living = green_world("ada")
    client = Client()
    client.force_login(living.people[0])
    path = f"/api/v1/worlds/{living.world.short_id}/commands"
    assert client.post(path, body, content_type="application/json").status_code == 400


def test_who_watches_looks_on_and_does_nothing() -> None:
    living = green_world("ada")
    watcher = get_user_model().objects.create_user("wendy")
    spectating.spectate_world(user_id=watcher.pk, world_id=living.world.pk)
    assert over_http(living, watcher, "who")["success"]
    for line in ("go mill", "say hello", "emote waves.", "get lamp", "status"):
        told = over_http(living, watcher, line)
        assert (told["success"], told["text"]) == (False, "You are watching this world. Join it to play.")


def test_an_archived_world_is_closed_for_commands_too() -> None:
    living = green_world("ada")
    archiving.archive_world(user_id=living.people[0].pk, world_id=living.world.pk)
    client = Client()
    client.force_login(living.people[0])
    path = f"/api/v1/worlds/{living.world.short_id}/commands"
    assert client.post(path, {"command": "look"}, content_type="application/json").status_code in {403, 410}


def test_looking_has_a_budget_of_its_own(settings: Any) -> None:
    settings.RATE_COMMAND, settings.RATE_INPUT = "2/minute", "1/minute"
    living = green_world("ada")
    client = Client()
    client.force_login(living.people[0])
    path = f"/api/v1/worlds/{living.world.short_id}/commands"
    codes = [client.post(path, {"command": "look"}, content_type="application/json").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert client.post(path, {"command": "get lamp"}, content_type="application/json").status_code == 200


@pytest.mark.parametrize("line", ["go", "get nothing", "give x to y", "talk zz", "whisper nobody hi", "say"])
def test_a_command_that_comes_to_nothing_counts_as_looking(settings: Any, line: str) -> None:
    settings.RATE_COMMAND = "2/minute"
    living = green_world("ada", "ben")
    client = Client()
    client.force_login(living.people[0])
    path = f"/api/v1/worlds/{living.world.short_id}/commands"
    codes = [client.post(path, {"command": line}, content_type="application/json").status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_a_command_that_is_sent_again_under_its_key_is_answered_as_it_was(settings: Any) -> None:
    living = green_world("ada", "ben")
    client = Client()
    client.force_login(living.people[0])
    path = f"/api/v1/worlds/{living.world.short_id}/commands"

    def post(line: str, key: str) -> dict[str, Any]:
        answer = client.post(path, {"command": line}, content_type="application/json", HTTP_IDEMPOTENCY_KEY=key)
        told: dict[str, Any] = answer.json()
        return {name: told[name] for name in ("success", "text")}

    assert post("get lamp", "a") == post("get lamp", "a")
    assert post("go mill", "b") == post("go mill", "b")
    assert post("go mill", "c")["success"] is False  # another command, at another place
    assert TurnRecord.objects.filter(kind__in=("get", "go")).count() == 2


def test_a_gesture_is_heard_at_the_place_as_what_somebody_does() -> None:
    living = green_world("ada", "ben", "cy")
    ada, ben, cy = living.people
    over_http(living, cy, "go mill")
    over_http(living, ada, "emote waves.")
    heard = [frames.event_fields(one) for one in chat.chat_history(user_id=ben.pk, world_id=living.world.pk)]
    assert [(one["kind"], one["channel"], one["text"]) for one in heard] == [("emote", "room", "waves.")]
    assert chat.chat_history(user_id=cy.pk, world_id=living.world.pk) == []


def test_a_thing_changes_hands_by_command_and_the_world_still_verifies() -> None:
    living = green_world("ada", "ben")
    ada, ben = living.people
    told = [over_http(living, ada, line) for line in ("get lamp", "give lamp to Ben")]
    assert [each["result"]["kind"] for each in told] == ["get", "give"]
    assert over_http(living, ben, "inventory")["text"] == "You carry knife and storm lantern."
    assert list(TurnRecord.objects.filter(kind__in=("get", "give")).values_list("cell", flat=True)) == ["", ""]
    assert verify_as_member(user_id=ada.pk, world_id=living.world.pk)["ok"]


@pytest.mark.parametrize(("slashed", "typed"), [("get lamp", "take the lamp"), ("go mill", "go to the mill")])
def test_words_and_commands_do_the_same(slashed: str, typed: str) -> None:
    living = green_world("ada", "ben")
    ada, ben = living.people
    by_command = over_http(living, ada, slashed)["result"]
    over_http(living, ada, "drop lamp")
    session = living.world.participants.get(user=ben).session_id
    assert session is not None
    by_words = play_turn(user_id=ben.pk, session_id=session, request=TurnRequest(input=typed)).result
    assert (by_words["kind"], by_words["cell"]) == (by_command["kind"], by_command["cell"])
    assert by_words["narrative"] == by_command["narrative"]
