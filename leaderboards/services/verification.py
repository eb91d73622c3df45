"""Reading a game's records, and letting what they prove count."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from leaderboards import limits
from leaderboards.models import Judgement, ScoredFinish
from leaderboards.rules.periods import periods_of
from leaderboards.services import entries_writer
from worlds.models import GameSession
from worlds.models.compiled import compiled_scenario
from worlds.models.versions import is_foreign
from worlds.services.games.endings import Finding, Finish, endings_of, is_curated

Verdict = Judgement.Verdict


def verify_session(*, session_id: uuid.UUID) -> Judgement | None:
    """Judge a game by its records, and count its player's standings anew; None if it went on meanwhile.

    None also for a game of another version, whose standings stay, and for one that never scores.

    Harmless to repeat. Replays first, with no transaction open; then locks the player's row. Whatever changes a game
    adds a record, so that an unchanged counter says that the records were read as one.
    """
    session = GameSession.objects.at_hand().select_related("world").get(pk=session_id)
    if is_foreign(session) or not session.may_score:
        return None
    finding = endings_of(session)
    verdict = _verdict(session, finding)
    with transaction.atomic():
        entries_writer.lock_player(session.user_id)
        if GameSession.objects.filter(pk=session_id, number=session.number).exists():
            return _store(session, verdict, finding)
    return None


def _verdict(session: GameSession, finding: Finding) -> Judgement.Verdict:
    if finding.fault:
        return Verdict.REFUSED
    if not finding.finishes:
        return Verdict.UNFINISHED
    if not is_curated(session):
        return Verdict.UNCURATED
    return Verdict.VERIFIED


def _store(session: GameSession, verdict: Judgement.Verdict, finding: Finding) -> Judgement:
    counts = finding.finishes if verdict == Verdict.VERIFIED else ()
    judgement, _ = Judgement.objects.update_or_create(
        session=session,
        defaults={
            "verdict": verdict,
            "reason": finding.fault[: limits.REASON],
            "number": session.number,
            "rewinds": session.rewinds,
            "judged_at": timezone.now(),
        },
    )
    _count(session, counts)
    return judgement


def _count(session: GameSession, finishes: tuple[Finish, ...]) -> None:
    # What a story has no name for (a dead end, somebody's sudden death) is over, but no ending of that story.
    named = compiled_scenario(session.revision).endings
    known = ScoredFinish.objects.filter(session=session)
    moments = {*known.values_list("finished_at", flat=True), *(finish.at for finish in finishes)}
    known.delete()
    ScoredFinish.objects.bulk_create(
        ScoredFinish(
            session=session,
            number=finish.number,
            user_id=session.user_id,
            scenario_id=session.revision.scenario_id,
            ending_id=finish.ending_id if finish.ending_id in named else "",
            turns=finish.turns,
            was_rewound=finish.was_rewound,
            cells=list(finish.cells),
            finished_at=finish.at,
        )
        for finish in finishes
    )
    entries_writer.count_periods(session.user_id, set().union(*map(periods_of, moments)))
