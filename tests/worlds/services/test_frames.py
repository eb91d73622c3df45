from __future__ import annotations

import json

import pytest

from tests.worlds.living_world import Living, living_world
from worlds.event_types.stored import PlayerMoved
from worlds.feed.event import Seen
from worlds.feed.names import people
from worlds.models import WorldParticipant
from worlds.services import events, frames
from worlds.services.events import NewEvent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def living() -> Living:
    return living_world("ada", "ben")


def last(living: Living) -> Seen:
    return events.read_events(living.world.pk, after=0, limit=100, reader=living.people[0].pk, is_fellow=True).events[
        -1
    ]


def test_a_flat_event_holds_its_own_fields_beside_the_envelopes(living: Living) -> None:
    ada = living.people[0]
    living.ticks()
    living.happens(NewEvent(PlayerMoved(origin="road", target="garden"), actor_id=ada.pk, happened_in="garden"))
    told = frames.flat_frame(last(living))
    assert told == {
        "event_type": "player_moved",
        "type": "player_moved",
        "sequence_number": 2,
        "prev_sequence": 1,
        "timestamp": told["timestamp"],
        "world_id": living.world.short_id,
        "room_id": "garden",
        "player_id": ada.short_id,
        "user_id": ada.short_id,
        "display_name": "Ada",
        "character_name": "Ada",
        "from": "road",
        "to": "garden",
    }
    assert told["timestamp"].endswith("Z")


def test_an_envelope_holds_the_same_fields_under_data(living: Living) -> None:
    living.says(living.people[0], "hello")
    flat, envelope = frames.flat_frame(last(living)), frames.event_envelope(last(living))
    data = envelope.pop("data")
    assert {**data, **envelope} == flat
    assert data == {
        key: flat[key] for key in ("user_id", "display_name", "character_name", "channel", "text", "timestamp")
    }


def test_a_room_or_a_player_that_is_not_there_is_null(living: Living) -> None:
    living.ticks()
    told = frames.flat_frame(last(living))
    assert (told["room_id"], told["player_id"]) == (None, None)


def test_the_encoded_forms_say_the_same(living: Living) -> None:
    living.says(living.people[0], 'quotes " and <tags>')
    assert json.loads(frames.flat_text(last(living))) == frames.flat_frame(last(living))
    assert json.loads(frames.envelope_text(last(living))) == frames.event_envelope(last(living))


def test_an_event_is_encoded_once_for_all_readers(living: Living) -> None:
    living.ticks()
    seen = last(living)
    frames.flat_text(seen)
    kept = dict(seen.event.encodings)
    assert json.loads(frames.flat_text(seen._replace(previous=7)))["prev_sequence"] == 7
    assert seen.event.encodings == kept
    assert len(kept) == 1


def test_a_hidden_text_is_shown_as_removed(living: Living) -> None:
    said = living.says(living.people[0], "something vile")
    assert said.text is not None
    said.text.redact()
    told = frames.flat_frame(last(living))
    assert (told["text"], told["removed"]) == ("(removed)", True)
    assert "vile" not in json.dumps(told)


def test_people_are_told_by_the_name_that_they_bear_today(living: Living) -> None:
    ada = living.people[0]
    living.says(ada, "hello")
    ada.display_name = "Somebody"
    ada.save()
    people.forget()
    assert frames.flat_frame(last(living))["display_name"] == "Somebody"


def test_an_event_names_the_character_beside_the_account(living: Living) -> None:
    ada = living.people[0]
    WorldParticipant.objects.filter(user=ada).update(character_name="Wren")
    living.says(ada, "hello")
    told = frames.flat_frame(last(living))
    assert (told["display_name"], told["character_name"]) == ("Ada", "Wren")
