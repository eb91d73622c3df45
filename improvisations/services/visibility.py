"""Who may see which improvisation. Every door reads through here.

Its author and moderators see all of it. Until it is approved nobody else sees it, but for one case: submissions
without a hit of the text filter, by fellow members of the same collaborative world. Once approved it is everybody's.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef, Q

from common.errors import NotFound
from common.ids import lookup
from improvisations.models import Improvisation, ImprovisationQuerySet, Integration
from improvisations.models.improvisations import ACCEPTED, PENDING
from improvisations.services import current_endorsements
from relations.models import Mute
from relations.services.mutes import hidden_by_mutes
from worlds.models import SharedWorld, WorldParticipant
from worlds.services.membership import access


def own_improvisation(*, user_id: uuid.UUID, improvisation_id: str | uuid.UUID) -> Improvisation:
    """A player's own improvisation with all that it refers to. Raises NotFound, also for somebody else's."""
    return _one(own_list(user_id=user_id), improvisation_id)


def own_list(*, user_id: uuid.UUID) -> ImprovisationQuerySet:
    """A player's own improvisations, the last shared first."""
    return _told().shared_by(user_id).order_by("-created_at")


def shared_turns(*, user_id: uuid.UUID, session_id: str) -> Mapping[int, str]:
    """Which turns of a game its player has shared: the ids of the improvisations by the turns' numbers in the log."""
    shared = Improvisation.objects.shared_by(user_id).filter(session__short_id=session_id, record__isnull=False)
    return dict(shared.values_list("record__number", "short_id"))


def visible_improvisation(*, reader_id: uuid.UUID, improvisation_id: str | uuid.UUID) -> Improvisation:
    """An improvisation that this player may see. Raises NotFound."""
    mine, accepted = Q(author_id=reader_id), Q(status__in=ACCEPTED)
    rows = _told()
    found = rows.filter(mine | accepted | _shown_to_fellow(reader_id))
    return _one(found, improvisation_id)


def readable_improvisation(*, reader_id: uuid.UUID, improvisation_id: str | uuid.UUID) -> Improvisation:
    """The same, unless its author is muted by the reader: an idea is said to the whole world. Raises NotFound."""
    row = visible_improvisation(reader_id=reader_id, improvisation_id=improvisation_id)
    if Improvisation.objects.filter(_muted_by(reader_id), pk=row.pk).exists():
        raise NotFound("There is no improvisation with this id.")
    return row


def public_ideas() -> ImprovisationQuerySet:
    """Those whose words anybody may read: approved, and neither hidden nor erased."""
    return Improvisation.objects.accepted().filter(input_text__redacted_at=None)


def among_fellows(*, user_id: uuid.UUID, improvisation_id: str | uuid.UUID) -> Improvisation:
    """An improvisation of a collaborative world that this player lives in. Raises NotFound."""
    shown = _shown_to_fellow(user_id) | (_lives_there(user_id) & (Q(author_id=user_id) | Q(status__in=ACCEPTED)))
    return _one(Improvisation.objects.filter(shown), improvisation_id)


def in_world(*, reader_id: uuid.UUID, world_id: str | uuid.UUID) -> ImprovisationQuerySet:
    """What was improvised in a world and this member may see and has not muted, newest first. Raises NotFound, NotAMember."""
    found = access.find_world(user_id=reader_id, world_id=world_id)
    access.require_present(user_id=reader_id, world_id=found)
    rows = _told().filter(world_id=found)
    mine, accepted = Q(author_id=reader_id), Q(status__in=ACCEPTED)
    if not WorldParticipant.objects.fellows().of(reader_id).filter(world_id=found).exists():
        accepted &= Q(author__presence__visible=True)  # spectators must not learn whose hidden account plays there
    shown = rows.filter(mine | accepted | _shown_to_fellow(reader_id)).exclude(_muted_by(reader_id))
    return shown.order_by("-created_at")


def review_queue(*, status: str | None = None) -> ImprovisationQuerySet:
    """For moderators: those of a status, the best first; or all, newest first."""
    rows = _light().select_related("near_duplicate_of", "claimed_by", "reviewer", "world")
    if status is None:
        return rows.order_by("-created_at")
    return rows.filter(status=status).order_by("-score", "submitted_at")


def any_one(improvisation_id: str | uuid.UUID) -> Improvisation:
    """For moderators. Raises NotFound."""
    return _one(review_queue(), improvisation_id)


def duplicate_shown(row: Improvisation) -> Improvisation | None:
    """What an author may see of that which theirs is nearly the same as: their own, and what is everybody's."""
    near = row.near_duplicate_of
    return near if near and (near.author_id == row.author_id or near.status in ACCEPTED) else None


def endorsed_among(*, user_id: uuid.UUID, rows: Sequence[Improvisation]) -> set[uuid.UUID]:
    """Those of the improvisations that somebody has spoken for, in their present stay in the world."""
    spoken_for = current_endorsements.current_endorsements().filter(user_id=user_id, improvisation__in=rows)
    return set(spoken_for.values_list("improvisation_id", flat=True))


def played_with(text_id: uuid.UUID) -> ImprovisationQuerySet:
    """Those with these words, or this telling, that are played in a story or a world: removing the text leaves them there."""
    with_it = Improvisation.objects.filter(Q(input_text=text_id) | Q(response_text=text_id) | Q(outcome_text=text_id))
    return with_it.filter(Exists(Integration.objects.filter(improvisation=OuterRef("pk"), undone_at=None)))


def _told() -> ImprovisationQuerySet:
    """With all that is told of an improvisation, in one query."""
    return _light().with_revision().select_related("near_duplicate_of", "world")


def _light() -> ImprovisationQuerySet:
    """Without the states of games and worlds: nobody is told of them, and each is larger than all the rest of a row."""
    return Improvisation.objects.with_texts().defer("session__state", "world__world_state")


def _one(found: ImprovisationQuerySet, improvisation_id: str | uuid.UUID) -> Improvisation:
    row = found.filter(**lookup(improvisation_id, "imp")).first()
    if row is None:
        raise NotFound("There is no improvisation with this id.")
    return row


def _muted_by(reader_id: uuid.UUID) -> Q:
    return hidden_by_mutes(reader_id, person="author_id", channel=Mute.Channel.WORLD)


def _shown_to_fellow(reader_id: uuid.UUID) -> Q:
    return _lives_there(reader_id) & Q(is_flagged=False, status__in=PENDING)


def _lives_there(reader_id: uuid.UUID) -> Q:
    here = WorldParticipant.objects.seated().of(reader_id).filter(world=OuterRef("world"))
    return Q(Exists(here)) & Q(world__game_mode=SharedWorld.Mode.COLLABORATIVE)
