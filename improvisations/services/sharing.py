"""Sharing an improvisation."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from common.errors import InvalidInput, NotFound
from improvisations.models import Improvisation
from improvisations.services.errors import AlreadyShared
from improvisations.services.evidence import Evidence, Statement, finding_of, is_shareable, look_into, with_revision
from improvisations.services.similarity import Likeness, likeness_of
from improvisations.services.submitting import lock_author, submit_texts
from improvisations.services.texts import Judged, screened_texts
from worlds.models import GameSession, TurnRecord
from worlds.services.games import sessions
from worlds.services.games.story_links import PreviewNotShared
from worlds.services.membership.errors import NotAMember


def share_improvisation(
    *, user_id: uuid.UUID, session_id: str | uuid.UUID, scenario_slug: str, statement: Statement
) -> Improvisation:
    """Share what a player's own game has seen; the log's word counts before theirs.

    Must be called outside a transaction: a refused text is kept for moderators. Raises NotFound, InvalidInput,
    TextNotFit, NotVisited, DiffersFromRecord, AlreadyShared, AlreadyPending, TooManyShares; then nothing is shared.
    """
    session = _own_session(user_id, session_id)
    if session.revision.scenario.slug != scenario_slug:
        raise InvalidInput("This game is of another story.", scenario_id=["This is not the story of this game."])
    finding = look_into(session, statement)
    own_response = "" if finding.record else statement.narrative_response
    told = {"input": statement.player_input, "response": own_response, "outcome": statement.outcome}
    texts = screened_texts(author_id=user_id, session=session, node_id=statement.node_id, **told)
    return _share(session, statement.node_id, finding, texts)


def share_turn(*, user_id: uuid.UUID, session_id: str | uuid.UUID, number: int, outcome: str = "") -> Improvisation:
    """Share one turn of a player's own game, by its number in the log; `outcome` is what they say of it themselves.

    Raises as `share_improvisation` does, and NotFound for a turn that holds no words of theirs.
    """
    session, record = shareable_turn(user_id=user_id, session_id=session_id, number=number)
    assert record.text is not None
    told = {"input": record.text.text, "outcome": outcome}
    texts = screened_texts(author_id=user_id, session=session, node_id=record.node_id, **told)
    return _share(session, record.node_id, finding_of(record), texts)


def shareable_turn(*, user_id: uuid.UUID, session_id: str | uuid.UUID, number: int) -> tuple[GameSession, TurnRecord]:
    """A player's own game and one improvised turn of it. Raises NotFound."""
    session = _own_session(user_id, session_id)
    record = with_revision(session.records.filter(number=number)).first()
    if record is None or not record.node_id or not is_shareable(record):
        raise NotFound("There is nothing to share in this turn.")
    return session, record


def _own_session(user_id: uuid.UUID, session_id: str | uuid.UUID) -> GameSession:
    """Raises NotFound, PreviewNotShared, and NotAMember for a game of a world that its player has left while it goes on."""
    session = sessions.get_owned(user_id=user_id, session_id=session_id)
    if session.is_preview:
        raise PreviewNotShared
    if session.world is not None and session.world.is_remembered and not session.world.is_archived:
        raise NotAMember
    return session


def _share(session: GameSession, node_id: str, finding: Evidence, texts: Judged) -> Improvisation:
    revision = finding.record.revision if finding.record else (session.world or session).revision
    row = Improvisation(
        author_id=session.user_id,
        session=session,
        record=finding.record,
        scenario_id=revision.scenario_id,
        revision=revision,
        world_id=session.world_id,
        node_id=node_id,
        option_id=finding.option_id,
        response=finding.response,
        outcome=finding.outcome,
        classification=finding.classification,
        intent=finding.intent,
        is_verified=finding.record is not None,
    )
    likeness = likeness_of(texts.screened["input"].text, revision=revision, node_id=node_id)
    _store(row, texts, likeness, at=timezone.now())
    return row


@transaction.atomic
def _store(row: Improvisation, texts: Judged, likeness: Likeness, *, at: datetime) -> None:
    lock_author(row.author_id)
    before = None if row.record is None else Improvisation.objects.filter(record=row.record).first()
    if before is not None:
        raise AlreadyShared(improvisation_id=before.short_id, status=before.status)
    row.created_at = at
    submit_texts(row, texts, likeness, at=at)
