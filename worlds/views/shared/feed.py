"""The event feed: a world's log as one reader may see it, in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from common.agent_mark import marked_agent
from worlds.event_types import stored
from worlds.feed.event import LoggedEvent
from worlds.feed.names import NOBODY_KNOWN, called_in, person_of
from worlds.models import SharedWorld
from worlds.models.compiled import compiled_scenario
from worlds.models.texts import REMOVED
from worlds.rules.scenario import Scenario
from worlds.rules.texts import inside_sentence, the_item
from worlds.services import events
from worlds.services.membership import access
from worlds.views.shared import news
from worlds.views.shared.cards import UNSEEN
from worlds.views.shared.lines import SOMEBODY, Line, group_lines, join_turns, typeset_line

LOOKED_THROUGH = 200  # events back from the newest
SHOWN = 60  # lines of a page that is opened
PARTINGS = {
    "left": "left this world.",
    "kicked": "was removed by the host.",
    "banned": "was banned by the host.",
    "finished": "has reached an ending.",
}
FINISHES = {
    "victory": "has reached an ending: victory.",
    "death": "has died.",
    "transcendence": "has reached an ending: beyond this world.",
    "unchanged": "has reached an ending: nothing changed.",
}
UNTOLD = {"choice": "made a choice.", "blocked": "made a choice.", "ended": "made a choice."}
JOINED = "joined"
OVER = "This world has ended. Its stories stay readable."
TAKEN_BACK = "A player's idea was removed from this world."
TAKEN_UP = "had an idea that is part of this world now."


@dataclass(frozen=True, slots=True)
class Feed:
    lines: tuple[Line, ...]
    last: int
    is_fresh: bool  # it begins anew: what was shown before does not reach up to it
    deeds: Mapping[str, str]  # what each person was last seen doing, by short id

    @property
    def newest_of_others(self) -> Line | None:
        return next((line for line in reversed(self.lines) if not line.is_mine), None)


@dataclass(frozen=True, slots=True)
class Known:
    """Names that sentences need."""

    reader: str  # short id
    story: Scenario
    people: Mapping[str, str]


def feed_of(world: SharedWorld, *, reader: Any, after: int | None = None) -> Feed:
    """The lines past `after`, or the newest ones where there is none or too much lies between.

    Who was a player of a world of the past, which is `is_remembered`, knew whom they played with.
    """
    is_fellow = world.is_remembered or access.is_fellow(user_id=reader.pk, world_id=world.pk)
    oldest = max(0, world.event_seq - LOOKED_THROUGH)
    is_fresh = after is None or after < oldest or after > world.event_seq
    start = oldest if is_fresh or after is None else after
    upto = world.event_seq if world.is_remembered else None
    page = events.read_events(
        world.pk, after=start, limit=LOOKED_THROUGH + 50, reader=reader.pk, is_fellow=is_fellow, upto=upto
    )
    seen = [each.event for each in page.events]
    known = _known(world, seen, reader)
    lines = join_turns(line for event in seen for line in _printed(event, known))
    return Feed(tuple(group_lines(lines[-SHOWN:] if is_fresh else lines)), page.last_sequence, is_fresh, _deeds(seen))


def lines_told(world: SharedWorld, seen: Sequence[LoggedEvent], *, reader: Any) -> dict[int, list[Line]]:
    """The lines of events that the reader may see, by the events' numbers. One query."""
    known = _known(world, seen, reader)
    return {event.sequence: _printed(event, known) for event in seen}


def _known(world: SharedWorld, seen: Sequence[LoggedEvent], reader: Any) -> Known:
    ids = {event.actor.id for event in seen if event.actor and event.actor.id}
    named = list(called_in(world.pk).filter(pk__in=map(uuid.UUID, ids | {str(reader.pk)})))
    people = {row.pk: person_of(row) for row in named}
    names = {pk: marked_agent(one.known_as or SOMEBODY, is_agent=one.is_agent) for pk, one in people.items()}
    return Known(
        reader=reader.short_id,
        story=compiled_scenario(world.revision),
        people={row.short_id: names[row.pk] for row in named},
    )


def _printed(event: LoggedEvent, known: Known) -> list[Line]:
    return [typeset_line(line, known.story.language) for line in _lines(event, known)]


def _lines(event: LoggedEvent, known: Known) -> list[Line]:
    line = _signed(event, known)
    match event.type:
        case stored.ChatMessage.TYPE:
            said = REMOVED if event.removed else event.text or ""
            by_id = "" if event.removed else f"{event.world}:{event.sequence}"
            line = replace(line, speaker=event.actor.short_id if event.actor else "")
            if event.payload.get("kind") and not event.removed:  # it tells what somebody does, behind their name
                return [replace(line, deed=said, id=by_id)]
            return [replace(line, said=said, tag=_channel(event, known), id=by_id)]
        case stored.TurnPlayed.TYPE:
            return _turn(event, line)
        case stored.OutcomeTold.TYPE:
            return [] if line.is_mine else [replace(line, name="", outcome=str(event.payload.get("outcome", "")))]
        case stored.WorldStateChanged.TYPE:
            changes = event.payload.get("changes", ())
            sentences = news.change_sentences(changes, story=known.story, people=known.people)
            is_mine = all(change.get("caused_by") == known.reader for change in changes)
            return [replace(line, name="", world=tuple(sentences), is_mine=is_mine)] if sentences else []
        case stored.PlayerMoved.TYPE:
            return _move(event, line, known)
    if told := _of_the_world(event, known):
        return [replace(line, name="", world=(told,), is_apart=event.type == stored.CriticalItemRecovered.TYPE)]
    deed = _deed(event, known)
    return [replace(line, deed=deed)] if deed else []


def _of_the_world(event: LoggedEvent, known: Known) -> str:
    """What happened and nobody did; empty for everything else."""
    match event.type:
        case stored.CriticalItemRecovered.TYPE:
            return _recovered(event.payload, known)
        case stored.WorldArchived.TYPE:
            return OVER
        case stored.ContentIntegrated.TYPE if event.payload.get("action") == "retired":
            return TAKEN_BACK
    return ""


def _recovered(payload: Mapping[str, Any], known: Known) -> str:
    """In the story's own words, and to whoever lost the item in ours; empty where its author says nothing."""
    if payload.get("was_yours"):
        return f"You no longer have {the_item(known.story, str(payload['item']))}."
    return str(payload.get("public", ""))


def _deed(event: LoggedEvent, known: Known) -> str:
    """What somebody did besides playing a turn; empty for what needs no telling."""
    data = event.payload
    match event.type:
        case stored.PlayerJoined.TYPE:
            place = _place(data.get("location"), known)
            return f"{JOINED} at {place}." if place else f"{JOINED}."
        case stored.PlayerLeft.TYPE:
            return PARTINGS.get(str(data.get("reason")), PARTINGS["left"])
        case stored.ContentIntegrated.TYPE:
            return TAKEN_UP
        case stored.PlayerFinished.TYPE:
            return FINISHES.get(str(data.get("ending_type")), PARTINGS["finished"])
    return ""


def _signed(event: LoggedEvent, known: Known) -> Line:
    who = event.actor or NOBODY_KNOWN
    return Line(
        sequence=event.sequence,
        at=event.at,
        name=who.known_as or SOMEBODY,
        account=who.name,
        colour=who.colour or UNSEEN,
        is_agent=who.is_agent,
        is_mine=who.short_id == known.reader,
    )


def _move(event: LoggedEvent, line: Line, known: Known) -> list[Line]:
    """One's own moves stand in one's own story."""
    if line.is_mine or event.actor is None:
        return []
    place = _place(event.payload.get("to"), known)
    if event.payload.get("by_staff"):
        return [replace(line, deed=f"was moved by a moderator to {place or 'another place'}.")]
    return [replace(line, deed=f"went to {place}." if place else "went elsewhere.", place=place or "elsewhere")]


def _turn(event: LoggedEvent, line: Line) -> list[Line]:
    """What others do; one's own turns stand in one's own story, and of a refused pick nothing came."""
    if line.is_mine or event.payload.get("kind") == "refused":
        return []
    if event.text is not None and not event.removed:
        return [replace(line, said=event.text, tag="tries", is_turn=True)]
    option = event.payload.get("option_text")
    return [
        replace(
            line,
            deed=f"chose \N{LEFT DOUBLE QUOTATION MARK}{option}\N{RIGHT DOUBLE QUOTATION MARK}"
            if option
            else UNTOLD.get(str(event.payload.get("kind")), "did something of their own."),
            is_turn=True,
        )
    ]


def _channel(event: LoggedEvent, known: Known) -> str:
    if event.payload.get("role") == "spectator":
        return "watching"
    match event.payload.get("channel"):
        case "room":
            return "here"
        case "party":
            return "to the party"
        case "whisper":
            if event.to is None or event.to.short_id == known.reader or _is_of_another(event, known):
                return "whispers to you"
            return f"whispers to {marked_agent(event.to.known_as or SOMEBODY, is_agent=event.to.is_agent)}"
    return ""


def _is_of_another(event: LoggedEvent, known: Known) -> bool:
    return event.actor is None or event.actor.short_id != known.reader


def _place(place: object, known: Known) -> str:
    """`the green`; empty where a place has no name."""
    declared = known.story.locations.get(str(place))
    return "" if declared is None or not declared.name else inside_sentence(declared.name)


def _deeds(seen: Iterable[LoggedEvent]) -> dict[str, str]:
    """The last thing that each was seen to choose, for beside their name."""
    return {
        event.actor.short_id: str(event.payload["option_text"])
        for event in seen
        if event.type == stored.TurnPlayed.TYPE
        and event.actor
        and event.actor.id
        and event.payload.get("kind") != "refused"
        and event.payload.get("option_text")
    }
