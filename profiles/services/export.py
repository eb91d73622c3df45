"""Everything that is stored about somebody, as JSON, written piece by piece: a long life of play is never held in memory whole."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from django.utils import timezone
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from improvisations.models import Endorsement, Improvisation
from presence.models import PlayerPresence
from profiles.models import PlayerAchievement, User
from profiles.services import budgets
from profiles.services.export_account import export_account, export_agents
from profiles.services.export_boards import export_boards
from profiles.services.export_chat import export_chat
from profiles.services.export_entitlements import export_entitlements
from profiles.services.export_pictures import export_pictures, export_portraits
from profiles.services.export_relations import export_blocks, export_follows, export_mutes, export_silences
from worlds.models import (
    CommandAlias,
    GameSession,
    Invite,
    ModerationRecord,
    PlayerText,
    Report,
    SharedWorld,
    WorldBan,
    WorldParticipant,
    WorldStay,
)
from worlds.services.games.transcript import whole_story

Rows = Iterator[Mapping[str, Any]]
CHUNK: Final = 100


def everything_about(*, user_id: uuid.UUID) -> Iterator[bytes]:
    """The pieces of one JSON object: `account` and the like, then a list for each kind of thing. Raises RateLimited at once."""
    budgets.EXPORTS.spend(str(user_id))
    return _pieces(User.objects.get(pk=user_id))


def _pieces(user: User) -> Iterator[bytes]:
    head = {"format": "kleene-account", "version": 1, "exported_at": timezone.now(), "account": export_account(user)}
    yield _json(head)[:-1]
    for name, rows_of in SECTIONS.items():
        yield b',"%s":[' % name.encode()
        for place, row in enumerate(rows_of(user)):
            yield (b"," if place else b"") + _json(row)
        yield b"]"
    yield b"}"


def _json(value: object) -> bytes:
    return orjson.dumps(value, default=str, option=orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z)


def sign_ins(user: User) -> Rows:
    """One row for each sign-in by token: `at` and `expires_at` (aware, UTC)."""
    for issued, expires in OutstandingToken.objects.filter(user=user).values_list("created_at", "expires_at"):
        yield {"at": issued, "expires_at": expires}


def export_aliases(user: User) -> Rows:
    """What their short names of typed commands stand for."""
    return iter(CommandAlias.objects.filter(owner=user).order_by("name").values("name", "command", "created_at"))


def export_presence(user: User) -> Rows:
    return iter(PlayerPresence.objects.filter(user=user).values())


def export_sessions(user: User) -> Rows:
    """One row for each game of the account, oldest first; read in portions."""
    games = GameSession.objects.owned_by(user.pk).select_related("revision__scenario", "world", "story_link")
    games = games.defer("revision__content_text", "revision__report", "world__world_state").order_by("created_at")
    for game in games.iterator(CHUNK):
        yield {
            "session_id": game.short_id,
            "scenario_id": game.revision.scenario.slug,
            "revision": game.revision.number,
            "game_mode": game.game_mode,
            "world_id": None if game.world is None else game.world.short_id,
            "character_name": game.character_name,
            "status": game.status,
            "turn": game.turn,
            "turns_played": game.turns_played,
            "cells": game.cells,
            "tier": game.tier,
            "ending": {"id": game.ending_id, "type": game.ending_type} if game.ending_id else None,
            "rewinds": game.rewinds,
            "state": game.state,
            "state_hash": game.state_hash,
            "created_at": game.created_at,
            "last_turn_at": game.last_turn_at,
            "finished_at": game.finished_at,
            "public_link": getattr(getattr(game, "story_link", None), "token", None),
            "turns": whole_story(game),
        }


def export_texts(user: User) -> Rows:
    kept = PlayerText.objects.filter(author_id=user.pk).order_by("created_at")
    for text in kept.iterator(CHUNK):
        yield {"text": str(text), "at": text.created_at, "removed_at": text.redacted_at}


def export_worlds(user: User) -> Rows:
    places = WorldParticipant.objects.filter(user=user).select_related("world", "last_look")
    for place in places.defer("world__world_state"):
        look = getattr(place, "last_look", None)
        yield {
            "world_id": place.world.short_id,
            "role": place.role,
            "is_host": place.world.host_id == user.pk,
            "location": place.location,
            "character_name": place.character_name,
            "joined_at": place.joined_at,
            "left_at": place.left_at,
            "read_up_to": None if look is None else {"event": look.sequence, "at": look.at},
        }


def export_stays(user: User) -> Rows:
    for stay in (
        WorldStay.objects.filter(user_id=user.pk).select_related("world", "note_text").defer("world__world_state")
    ):
        yield {
            "world_id": stay.world.short_id,
            "role": stay.role,
            "reason": stay.reason,
            "note": stay.note,
            "joined_at": stay.joined_at,
            "left_at": stay.left_at,
        }


def export_invitations(user: User) -> Rows:
    """Those that came for them. From whom is others'."""
    for one in Invite.objects.filter(invitee=user).select_related("world").defer("world__world_state").order_by("pk"):
        yield {"world_id": one.world.short_id, "at": one.created_at, "expires_at": one.expires_at}


def export_hosted(user: User) -> Rows:
    for short_id, created_at in SharedWorld.objects.filter(host=user).values_list("short_id", "created_at"):
        yield {"world_id": short_id, "created_at": created_at}


def export_moderation(user: User) -> Rows:
    """What was done about them: never by whom, nor what moderators wrote for each other, which may name who reported it."""
    for note in ModerationRecord.objects.filter(author_id=user.pk).select_related("text"):
        told = {"action": note.action, "reasons": note.reasons, "text": str(note.text)}
        yield {**told, "at": note.created_at}
    for one in user.suspensions.select_related("reason_text"):
        yield {"action": "suspended", "reason": one.reason, "at": one.began_at, "until": one.until}
    for ban in WorldBan.objects.filter(user=user).select_related("world", "reason_text").defer("world__world_state"):
        yield {"action": "banned", "world_id": ban.world.short_id, "reason": ban.reason, "at": ban.created_at}


def export_achievements(user: User) -> Rows:
    for award in PlayerAchievement.objects.filter(user=user).select_related("achievement"):
        yield {"id": award.achievement.code, "earned_at": award.earned_at}


def export_improvisations(user: User) -> Rows:
    shared = Improvisation.objects.shared_by(user.pk).with_texts().order_by("created_at")
    for one in shared.iterator(CHUNK):
        yield {
            "improvisation_id": one.short_id,
            "scenario_id": one.scenario.slug,
            "session_id": one.session.short_id,
            "node_id": one.node_id,
            "status": one.status,
            "classification": one.classification,
            "player_input": str(one.input_text),
            "reviewer_notes": one.reviewer_notes,
            "created_at": one.created_at,
        }


def export_endorsements(user: User) -> Rows:
    for one in Endorsement.objects.filter(user=user).select_related("improvisation"):
        yield {"improvisation_id": one.improvisation.short_id, "at": one.created_at}


def export_reports(user: User) -> Rows:
    """What they told moderators. What others told of them is others'."""
    for one in Report.objects.filter(reporter=user).select_related("reason").order_by("pk"):
        yield {"kind": one.kind, "reason": str(one.reason), "status": one.status, "at": one.created_at}


SECTIONS: Final[dict[str, Callable[[User], Rows]]] = {
    "pictures": export_pictures,
    "portraits": export_portraits,
    "sign_ins": sign_ins,
    "presence": export_presence,
    "sessions": export_sessions,
    "texts": export_texts,
    "chat": export_chat,
    "worlds": export_worlds,
    "stays": export_stays,
    "invitations": export_invitations,
    "hosted": export_hosted,
    "moderation": export_moderation,
    "achievements": export_achievements,
    "improvisations": export_improvisations,
    "endorsements": export_endorsements,
    "reports": export_reports,
    "boards": export_boards,
    "entitlements": export_entitlements,
    "mutes": export_mutes,
    "blocks": export_blocks,
    "follows": export_follows,
    "silences": export_silences,
    "aliases": export_aliases,
    "agents": export_agents,
}


def add_section(name: str, rows_of: Callable[[User], Rows]) -> None:
    """Let the export hold what an app above this one keeps of somebody. Called from that app's `ready`."""
    assert SECTIONS.setdefault(name, rows_of) is rows_of, f"two sections are called {name}"


def file_name(moment: datetime) -> str:
    """The name under which an export of this moment (aware) is downloaded; its day is UTC's."""
    return f"kleene-{moment.astimezone(UTC):%Y-%m-%d}.json"
