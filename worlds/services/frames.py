"""How events look to clients: flat for SSE, in an envelope for WebSocket. Each event is encoded once for each carrier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import Any

import orjson

from worlds.event_types.base import Event
from worlds.event_types.catalogue import SENTENCES
from worlds.event_types.ephemeral import RoomOccupants
from worlds.event_types.stream_frames import GameReplayFrame
from worlds.feed.event import LoggedEvent, Seen, payload_of
from worlds.feed.names import Person
from worlds.feed.outsiders import ephemeral_for_outsiders, event_for_outsiders
from worlds.feed.subscriber import Ephemeral
from worlds.models.texts import REMOVED
from worlds.rules.sight import SOMEONE


def flat_frame(seen: Seen) -> dict[str, Any]:
    """The event's own fields, and beside them the envelope's.

    These are `event_type`, `type`, `timestamp` (UTC), `sequence_number`, `world_id`, `room_id`, `player_id` (short ids or None)
    and `prev_sequence`, the last event before it that this reader could see.
    """
    return _flat(seen.event) | {"prev_sequence": seen.previous}


def event_envelope(seen: Seen) -> dict[str, Any]:
    """An event as a socket tells it: the envelope's fields as in `flat_frame`, and the event's own under `data`."""
    return _envelope(seen.event) | {"prev_sequence": seen.previous}


def flat_text(seen: Seen, *, is_fellow: bool = True) -> str:
    """`flat_frame` as JSON text; its larger part is encoded once for all who hear the event as this reader may."""
    return _encoded(seen, _flat if is_fellow else _flat_outside)


def envelope_text(seen: Seen, *, is_fellow: bool = True) -> str:
    """`event_envelope` as JSON text; its larger part is encoded once for all who hear the event as this reader may."""
    return _encoded(seen, _envelope if is_fellow else _envelope_outside)


def event_fields(event: LoggedEvent) -> dict[str, Any]:
    """What the event says: its payload, who did it, `to`, `text` and `timestamp`, as far as it has them; names are those of today.

    A removed text is told as REMOVED, with `removed`.
    """
    said = {**_who(event.actor), **event.payload}
    if sentence := SENTENCES.get(event.type):
        name = SOMEONE if event.actor is None else event.actor.known_as or event.actor.name
        said |= {"player_name": name, "message": sentence.format(name=name)}
    if event.to is not None:
        said["to"] = _who(event.to)
    if event.removed:
        said |= {"text": REMOVED, "removed": True}
    elif event.text is not None:
        said["text"] = event.text
    return said | {"timestamp": time_stamp(event.at)}


def _who(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {}
    who = {
        "user_id": person.short_id or None,
        "display_name": person.name,
        "character_name": person.known_as or None,
    }
    return who | {"is_agent": True} if person.is_agent else who


def frame_envelope(frame: Event, *, world: str | None, at: datetime) -> dict[str, Any]:
    """The envelope of what one stream alone is told: no sequence, the frame's own fields under `data`.

    Raises UnknownEventType for a type that is not in the catalogue.
    """
    room = frame.location if isinstance(frame, RoomOccupants) else None
    return _unnumbered(frame.TYPE, payload_of(frame), world=world, at=at, room=room or "")


def _unnumbered(
    kind: str, data: Mapping[str, Any], *, world: str | None, at: datetime, room: str = "", player: str | None = None
) -> dict[str, Any]:
    return {
        "event_type": kind,
        "type": kind,
        "timestamp": time_stamp(at),
        "world_id": world,
        "room_id": room or None,
        "player_id": player,
        "data": dict(data),
    }


def envelope_of_ephemeral(told: Ephemeral) -> dict[str, Any]:
    """The envelope of something told once: no sequence; who did it and the fields of its type under `data`."""
    return _unnumbered(
        told.type,
        {**_who(told.actor), **told.data},
        world=told.world,
        at=told.at,
        room=told.room,
        player=_player(told.actor),
    )


def ephemeral_text(told: Ephemeral, *, is_fellow: bool = True) -> str:
    """`envelope_of_ephemeral` as JSON text, encoded once for all who hear it as this reader may."""
    shape = envelope_of_ephemeral if is_fellow else _ephemeral_outside
    return _kept(told.encodings, shape, lambda: encode_frame(shape(told)))


def flat_ephemeral_text(told: Ephemeral, *, is_fellow: bool = True) -> str:
    """The same for SSE: `data` stands beside the envelope's fields."""
    shape = envelope_of_ephemeral if is_fellow else _ephemeral_outside
    return _kept(told.encodings, (flattened_frame, shape), lambda: encode_frame(flattened_frame(shape(told))))


def replayed_frame(seen: list[Seen], shape: Callable[[Seen], dict[str, Any]]) -> GameReplayFrame:
    """Events of just now in one frame, each in the given shape (`flat_frame` or `event_envelope`) and marked `replay`."""
    return GameReplayFrame(replay=True, events=[shape(each) | {"replay": True} for each in seen])


def flattened_frame(frame: dict[str, Any]) -> dict[str, Any]:
    """The same for SSE: what an envelope holds, beside it."""
    return {**frame["data"], **{key: value for key, value in frame.items() if key != "data"}}


def time_stamp(moment: datetime) -> str:
    """`2026-02-15T10:30:00.000000Z`: UTC, and always as long, so that stamps sort as text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def encode_frame(frame: Mapping[str, Any]) -> str:
    """One line of JSON, also for those who take U+2028 and U+2029 for the end of a line."""
    text = orjson.dumps(frame, default=_plain, option=orjson.OPT_UTC_Z).decode()
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _plain(value: object) -> object:
    """Views hold mappings and sets of the rules, which are read-only."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, AbstractSet):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} cannot be sent to clients.")


def _flat(event: LoggedEvent) -> dict[str, Any]:
    return event_fields(event) | _around(event)


def _envelope(event: LoggedEvent) -> dict[str, Any]:
    return _around(event) | {"data": event_fields(event)}


def _flat_outside(event: LoggedEvent) -> dict[str, Any]:
    return _flat(event_for_outsiders(event))


def _envelope_outside(event: LoggedEvent) -> dict[str, Any]:
    return _envelope(event_for_outsiders(event))


def _ephemeral_outside(told: Ephemeral) -> dict[str, Any]:
    return envelope_of_ephemeral(ephemeral_for_outsiders(told))


def _player(person: Person | None) -> str | None:
    return None if person is None else person.short_id or None


def _around(event: LoggedEvent) -> dict[str, Any]:
    return {
        "event_type": event.type,
        "type": event.type,
        "timestamp": time_stamp(event.at),
        "sequence_number": event.sequence,
        "world_id": event.world,
        "room_id": event.room or None,
        "player_id": _player(event.actor),
    }


def _encoded(seen: Seen, shape: Callable[[LoggedEvent], dict[str, Any]]) -> str:
    # Everything but the last number is the same for all readers.
    body = _kept(seen.event.encodings, shape, lambda: encode_frame(shape(seen.event))[:-1])
    return f'{body},"prev_sequence":{seen.previous}}}'


def _kept(encodings: dict[object, str], carrier: object, make: Callable[[], str]) -> str:
    if carrier not in encodings:
        encodings[carrier] = make()
    return encodings[carrier]
