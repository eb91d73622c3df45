"""What a turn tells the world, and whom."""

from __future__ import annotations

from common.text_filter.screening import screen
from worlds.event_types.audience import Only, Room
from worlds.event_types.stored import TurnPlayed
from worlds.models import GameSession, InboxEffect, SharedWorld, TurnRecord
from worlds.rules.commands import Step
from worlds.rules.messages import errand_to_json
from worlds.services import events
from worlds.services.events import NewEvent
from worlds.services.membership import announcements
from worlds.services.membership.inbox import post_after_commit
from worlds.services.turns.players_present import PlayersPresent
from worlds.services.turns.request import LONGEST_TEXT


def announce_turn(session: GameSession, company: PlayersPresent, step: Step, record: TurnRecord) -> None:
    """Log everything that others may know of a turn, and put letters into inboxes.

    Assumes the world's row locked and its turn counter risen; moves its event counter and saves nothing of it.
    """
    world = session.world
    assert world is not None
    news = _turn_played(world, company, step, record)
    news += announcements.player_moved(step, user_id=company.mine.user_id)
    news += announcements.world_changed(world, step, by=session.user.short_id)
    if step.after.player.finish is not None:
        news.append(announcements.player_finished(session))
    events.append_events(world, *news)
    _post(world, step, record)


def _turn_played(world: SharedWorld, company: PlayersPresent, step: Step, record: TurnRecord) -> list[NewEvent]:
    """What was done; a player's own words are heard like speech, by those at the place, and not if the filter objects."""
    played = TurnPlayed(turn=world.turn, kind=step.kind, cell=step.cell, option_text=_option_text(record))
    here, actor = company.mine.location, company.mine.user_id
    if record.text is None or screen(record.text.text, longest=LONGEST_TEXT).hits:
        return [NewEvent(played, actor_id=actor, happened_in=here)]
    near = company.roommates()
    elsewhere = Only(company.others(near))
    return [
        NewEvent(played, actor_id=actor, audience=Room(here, near), text=record.text),
        NewEvent(played, actor_id=actor, audience=elsewhere, happened_in=here),
    ]


def _option_text(record: TurnRecord) -> str | None:
    """Of a scripted choice: what an improvise option asks is between the author and who answers."""
    return None if record.text is not None else record.command.get("option_text")


def _post(world: SharedWorld, step: Step, record: TurnRecord) -> None:
    if step.errands:
        InboxEffect.objects.bulk_create(
            InboxEffect(
                world=world, session_id=errand.player, errand=errand_to_json(errand), created_at=record.created_at
            )
            for errand in step.errands
        )
        post_after_commit(step)
