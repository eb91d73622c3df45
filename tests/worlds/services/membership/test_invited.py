"""Invitations that are meant for one person: who may be invited, who may follow them, and how they end."""

from __future__ import annotations

import pytest

from common.errors import NotFound, RateLimited
from profiles.models import User
from tests.worlds.services.conftest import MakesPeople
from worlds.models import Invite, SharedWorld
from worlds.services import erasure
from worlds.services.membership import (
    archiving,
    creating,
    directory,
    hosting,
    invited,
    invites,
    joining,
    leaving,
    spectating,
)
from worlds.services.membership.errors import NotAMember, SpectatorsWatch
from worlds.services.membership.invited import AlreadyInvited, NotACompanion
from worlds.services.membership.invites import Named, NotInvited, TooManyInvites

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def met(elena: User, kael: User, world: SharedWorld) -> User:
    """Kael, who has played with Elena as Moth, and has left."""
    joining.join_world(user_id=kael.pk, world_id=world.pk, character_name="Moth")
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    return kael


@pytest.fixture
def secret(elena: User, gate: str) -> SharedWorld:
    """A private world of Elena's."""
    made = creating.create_world(user_id=elena.pk, scenario_slug=gate, visibility="private", character_name="Wren")
    return made.world


@pytest.fixture
def invite(elena: User, met: User, secret: SharedWorld) -> Invite:
    return invited.invite_player(user_id=elena.pk, world_id=secret.pk, player=met.short_id)


def names(user: User, world: SharedWorld) -> list[tuple[str, str]]:
    found = invited.companions_of(user_id=user.pk, world_id=world.pk)
    return [(one.display_name, one.character_name) for one in found]


def test_who_was_met_in_a_world_may_be_invited_to_another(elena: User, met: User, secret: SharedWorld) -> None:
    assert names(elena, secret) == [("Kael", "Moth")]


def test_who_was_there_at_another_time_was_not_met(
    elena: User, kael: User, world: SharedWorld, secret: SharedWorld, people: MakesPeople
) -> None:
    early, late = people(2)
    joining.join_world(user_id=early.pk, world_id=world.pk)
    leaving.leave_world(user_id=early.pk, world_id=world.pk)
    joining.join_world(user_id=late.pk, world_id=world.pk)
    own = creating.create_world(user_id=late.pk, scenario_slug="gate").world
    assert [name for name, _ in names(late, own)] == [elena.display_name]
    with pytest.raises(NotACompanion):
        invited.invite_player(user_id=late.pk, world_id=own.pk, player=early.short_id)


def test_who_only_watched_has_met_nobody_and_invites_nobody(
    elena: User, kael: User, world: SharedWorld, secret: SharedWorld
) -> None:
    spectating.spectate_world(user_id=kael.pk, world_id=world.pk)
    assert names(elena, secret) == []
    with pytest.raises(SpectatorsWatch):
        invited.companions_of(user_id=kael.pk, world_id=world.pk)


def test_nobody_is_offered_who_is_there_or_may_not_come_or_is_shut(
    elena: User, met: User, secret: SharedWorld, people: MakesPeople, world: SharedWorld
) -> None:
    here, shut = people(2)
    for person in (here, shut):
        joining.join_world(user_id=person.pk, world_id=world.pk)
    joining.join_world(
        user_id=here.pk, world_id=secret.pk, invite=invites.create_invite(user_id=elena.pk, world_id=secret.pk).code
    )
    User.objects.filter(pk=shut.pk).update(is_active=False)
    hosting.ban_player(user_id=elena.pk, world_id=secret.pk, player=met.short_id)
    assert names(elena, secret) == []


def test_it_lets_in_whom_it_is_meant_for_and_nobody_else(
    met: User, stranger: User, secret: SharedWorld, invite: Invite
) -> None:
    with pytest.raises(NotInvited):
        invites.accept_invite(user_id=stranger.pk, code=invite.code)
    for enter in (joining.join_world, spectating.spectate_world):
        with pytest.raises(NotFound):
            enter(user_id=stranger.pk, world_id=secret.pk, invite=invite.code)
    assert invites.accept_invite(user_id=met.pk, code=invite.code).world == secret


def test_it_stands_among_ones_worlds_until_one_has_come_or_declined(
    elena: User, met: User, stranger: User, secret: SharedWorld, invite: Invite
) -> None:
    [told] = invited.invitations_to(user_id=met.pk)
    assert (told.code, told.scenario_name) == (invite.code, secret.scenario.name)
    assert told.inviter is not None
    assert told.inviter.known_as == "Wren"
    assert invited.invitations_to(user_id=elena.pk) == []
    with pytest.raises(NotFound):
        invited.decline_invitation(user_id=stranger.pk, code=invite.code)
    invites.accept_invite(user_id=met.pk, code=invite.code)
    assert invited.invitations_to(user_id=met.pk) == []
    leaving.leave_world(user_id=met.pk, world_id=secret.pk)
    invited.decline_invitation(user_id=met.pk, code=invite.code)
    assert invited.invitations_to(user_id=met.pk) == []
    with pytest.raises(NotFound):
        invites.valid_invite(code=invite.code, user_id=met.pk)


def test_an_invitation_tells_nothing_of_a_private_world_until_one_comes(
    met: User, secret: SharedWorld, invite: Invite
) -> None:
    with pytest.raises(NotFound):
        directory.world_detail(user_id=met.pk, world_id=secret.short_id)


def test_nobody_is_invited_twice_at_a_time(elena: User, met: User, secret: SharedWorld, invite: Invite) -> None:
    with pytest.raises(AlreadyInvited):
        invited.invite_player(user_id=elena.pk, world_id=secret.pk, player=met.short_id)
    invites.revoke_invite(user_id=elena.pk, world_id=secret.pk, code=invite.code)
    assert invited.invitations_to(user_id=met.pk) == []
    invited.invite_player(user_id=elena.pk, world_id=secret.pk, player=met.short_id)


def test_its_maker_is_told_whom_it_is_for(elena: User, met: User, secret: SharedWorld, invite: Invite) -> None:
    [listed] = invites.open_in(user_id=elena.pk, world_id=secret.pk)
    assert listed.invitee == Named(met.short_id, "Kael")


def test_there_are_only_so_many(
    elena: User, met: User, secret: SharedWorld, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_INVITE = "1/hour"  # type: ignore[attr-defined]
    monkeypatch.setattr("worlds.limits.OPEN_INVITES", 0)
    for refusal in (TooManyInvites, RateLimited):
        with pytest.raises(refusal):
            invited.invite_player(user_id=elena.pk, world_id=secret.pk, player=met.short_id)


def test_a_world_that_ended_and_one_that_was_left_invite_nobody(
    elena: User, met: User, secret: SharedWorld, invite: Invite
) -> None:
    archiving.archive_any(world_id=secret.pk)
    assert invited.invitations_to(user_id=met.pk) == []
    other = creating.create_world(user_id=elena.pk, scenario_slug="gate").world
    leaving.leave_world(user_id=elena.pk, world_id=other.pk)
    with pytest.raises(NotAMember):
        invited.invite_player(user_id=elena.pk, world_id=other.pk, player=met.short_id)


def test_they_go_with_the_account_that_they_came_for(met: User, invite: Invite) -> None:
    erasure.erase_person(user_id=met.pk)
    assert not Invite.objects.exists()
