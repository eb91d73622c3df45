"""Chat and log over HTTP."""

import json
from functools import partial

import pytest
from django.test import Client

from profiles.services import export
from tests.worlds.services.shared_worlds.counting_world import Hand, Tally, tally
from worlds.models import SharedWorld

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair() -> Tally:
    return tally(2)


def door(hand: Hand) -> Client:
    client = Client()
    client.force_login(hand.session.user)
    return client


def path(world: Tally, what: str) -> str:
    return f"/api/v1/worlds/{world.world.short_id}/{what}"


def test_what_is_said_is_answered_as_others_hear_it(pair: Tally) -> None:
    said = door(pair.hands[0]).post(path(pair, "chat"), {"text": "hello"}, content_type="application/json")
    assert said.status_code == 201
    told = said.json()
    assert (told["event_type"], told["text"], told["channel"]) == ("chat_message", "hello", "world")
    [heard] = door(pair.hands[1]).get(path(pair, "chat")).json()["events"]
    assert (heard["text"], heard["user_id"]) == ("hello", pair.hands[0].session.user.short_id)


def test_words_posted_again_under_their_key_are_said_once(pair: Tally) -> None:
    client = door(pair.hands[0])
    post = partial(client.post, path(pair, "chat"), content_type="application/json", headers={"Idempotency-Key": "one"})
    first, again = post({"text": "hello"}), post({"text": "hello"})
    assert (again.status_code, again.json(), again["Idempotent-Replayed"]) == (201, first.json(), "true")
    assert len(client.get(path(pair, "chat")).json()["events"]) == 1
    other = post({"text": "goodbye"})
    assert (other.status_code, other.json()["error"]["code"]) == (409, "idempotency_conflict")
    too_long = client.post(path(pair, "chat"), {"text": "a"}, "application/json", headers={"Idempotency-Key": "x" * 65})
    assert too_long.status_code == 400


@pytest.mark.parametrize("wrong", [{}, {"text": ""}, {"text": "x" * 501}, {"text": "a", "channel": "attic"}, {"t": 1}])
def test_what_makes_no_sense_is_refused(pair: Tally, wrong: dict[str, object]) -> None:
    refused = door(pair.hands[0]).post(path(pair, "chat"), wrong, content_type="application/json")
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "invalid_input")


def test_somebody_from_outside_neither_speaks_nor_reads(pair: Tally) -> None:
    stranger = door(tally(1, name="stranger").hands[0])
    assert stranger.post(path(pair, "chat"), {"text": "hi"}, content_type="application/json").status_code == 403
    assert stranger.get(path(pair, "chat")).status_code == 403
    assert stranger.get(path(pair, "log")).status_code == 403


def test_a_private_world_is_not_even_there_for_others(pair: Tally) -> None:
    SharedWorld.objects.update(visibility="private")
    stranger = door(tally(1, name="stranger").hands[0])
    SharedWorld.objects.filter(pk=pair.world_id).update(visibility="private")
    assert stranger.get(path(pair, "log")).status_code == 404


def test_the_eleventh_message_in_a_minute_has_to_wait(pair: Tally) -> None:
    client = door(pair.hands[0])
    said = [client.post(path(pair, "chat"), {"text": "la"}, content_type="application/json") for _ in range(11)]
    assert [answer.status_code for answer in said] == [201] * 10 + [429]
    assert said[-1].json()["error"]["code"] == "rate_limit_exceeded"
    assert int(said[-1]["Retry-After"]) >= 1


def test_the_log_is_read_page_by_page_without_a_gap(pair: Tally) -> None:
    for hand in pair.hands:
        hand.play("mark")
    client, seen, after = door(pair.hands[0]), list[int](), 0
    while True:
        page = client.get(path(pair, "log"), {"after": after, "limit": 2}).json()
        seen += [event["sequence_number"] for event in page["events"]]
        after = page["last_sequence"]
        if page["complete"]:
            break
    assert seen == list(range(1, pair.world.event_seq + 1))


def test_a_whisper_stands_in_two_logs_only(pair: Tally) -> None:
    speaker, friend = pair.hands
    third = tally(1, name="third")
    assert third.world_id != pair.world_id
    to = friend.session.user.short_id
    door(speaker).post(path(pair, "chat"), {"text": "psst", "to": to}, content_type="application/json")
    texts = [[event.get("text") for event in door(hand).get(path(pair, "log")).json()["events"]] for hand in pair.hands]
    assert ["psst" in heard for heard in texts] == [True, True]


def test_the_export_of_an_account_says_whom_its_whispers_were_for(pair: Tally) -> None:
    speaker, friend = pair.hands
    to = friend.session.user.short_id
    for words in ({"text": "psst", "to": to}, {"text": "aloud"}):
        door(speaker).post(path(pair, "chat"), words, content_type="application/json")
    told = json.loads(b"".join(export.everything_about(user_id=speaker.user_id)))["chat"]
    assert [(each["text"], each["to"]) for each in told] == [("psst", to), ("aloud", None)]


def test_a_whisper_names_whom_it_is_for_in_its_answer_and_in_what_is_read_later(pair: Tally) -> None:
    speaker, friend = pair.hands
    to = friend.session.user.short_id
    said = door(speaker).post(path(pair, "chat"), {"text": "psst", "to": to}, content_type="application/json").json()
    assert said["to"]["user_id"] == to
    for hand in pair.hands:
        for where in ("chat", "log"):
            events = door(hand).get(path(pair, where)).json()["events"]
            assert [event["to"] for event in events if event.get("text") == "psst"] == [said["to"]]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "after=-1", "after=%C2%B2"])
def test_a_wrong_page_is_refused(pair: Tally, query: str) -> None:
    assert door(pair.hands[0]).get(path(pair, "log") + "?" + query).status_code == 400
