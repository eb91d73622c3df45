from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from common.errors import InvalidInput, NotFound
from tests.worlds.services.conftest import MakesPeople
from worlds import limits
from worlds.models import Invite, SharedWorld
from worlds.services.membership import creating, directory, hosting, invites, joining, leaving, spectating
from worlds.services.membership.admission import Banned, InvitationNeeded, WorldFull
from worlds.services.membership.archiving import archive_any
from worlds.services.membership.errors import NotAMember, WorldArchived
from worlds.services.membership.invites import TooManyInvites

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(elena: "User", gate: str) -> SharedWorld:
    """A private world of Elena's."""
    return creating.create_world(user_id=elena.pk, scenario_slug=gate, visibility="private").world


@pytest.fixture
def invite(elena: "User", secret: SharedWorld) -> Invite:
    return invites.create_invite(user_id=elena.pk, world_id=secret.pk)


def test_a_private_world_is_not_there_for_strangers(kael: "User", secret: SharedWorld) -> None:
    with pytest.raises(NotFound):
        joining.join_world(user_id=kael.pk, world_id=secret.pk)
    with pytest.raises(NotFound):
        directory.world_detail(user_id=kael.pk, world_id=secret.short_id)
    with pytest.raises(NotFound):
        spectating.spectate_world(user_id=kael.pk, world_id=secret.pk)


def test_an_invitation_opens_it_at_either_door(
    kael: "User", people: MakesPeople, secret: SharedWorld, invite: Invite
) -> None:
    third, fourth = people(2)
    assert invites.accept_invite(user_id=kael.pk, code=invite.code).world == secret
    assert joining.join_world(user_id=third.pk, world_id=secret.short_id, invite=invite.code).world == secret
    assert spectating.spectate_world(user_id=fourth.pk, world_id=secret.pk, invite=invite.code) == secret


def test_who_has_lived_there_needs_no_second_invitation(kael: "User", secret: SharedWorld, invite: Invite) -> None:
    invites.accept_invite(user_id=kael.pk, code=invite.code)
    leaving.leave_world(user_id=kael.pk, world_id=secret.pk)
    Invite.objects.all().delete()
    assert joining.join_world(user_id=kael.pk, world_id=secret.pk).world == secret


def test_an_invitation_expires(kael: "User", secret: SharedWorld, invite: Invite) -> None:
    assert timedelta(days=6) < invite.expires_at - timezone.now() <= timedelta(days=7)
    Invite.objects.update(expires_at=timezone.now())
    with pytest.raises(NotFound):
        invites.accept_invite(user_id=kael.pk, code=invite.code)
    with pytest.raises(NotFound):
        joining.join_world(user_id=kael.pk, world_id=secret.pk, invite=invite.code)


def test_an_invitation_opens_its_own_world_only(
    elena: "User", kael: "User", gate: str, secret: SharedWorld, invite: Invite
) -> None:
    other = creating.create_world(user_id=elena.pk, scenario_slug=gate, visibility="private").world
    with pytest.raises(NotFound):
        joining.join_world(user_id=kael.pk, world_id=other.pk, invite=invite.code)


def test_who_invited_takes_it_back_and_so_does_the_host(
    elena: "User", kael: "User", stranger: "User", secret: SharedWorld, invite: Invite
) -> None:
    invites.accept_invite(user_id=kael.pk, code=invite.code)
    kaels = invites.create_invite(user_id=kael.pk, world_id=secret.pk)
    with pytest.raises(NotFound):
        invites.revoke_invite(user_id=kael.pk, world_id=secret.pk, code=invite.code)
    invites.revoke_invite(user_id=elena.pk, world_id=secret.pk, code=kaels.code)
    with pytest.raises(NotFound):
        invites.accept_invite(user_id=stranger.pk, code=kaels.code)
    with pytest.raises(NotFound):
        invites.revoke_invite(user_id=elena.pk, world_id=secret.pk, code=kaels.code)


def test_only_who_is_there_invites(kael: "User", world: SharedWorld) -> None:
    with pytest.raises(NotAMember):
        invites.create_invite(user_id=kael.pk, world_id=world.pk)


def test_invitations_do_not_pile_up(elena: "User", secret: SharedWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OPEN_INVITES", 2)
    first = invites.create_invite(user_id=elena.pk, world_id=secret.pk)
    invites.create_invite(user_id=elena.pk, world_id=secret.pk)
    with pytest.raises(TooManyInvites):
        invites.create_invite(user_id=elena.pk, world_id=secret.pk)
    invites.revoke_invite(user_id=elena.pk, world_id=secret.pk, code=first.code)
    assert invites.create_invite(user_id=elena.pk, world_id=secret.pk).code != first.code


def test_no_invitation_beats_a_ban(elena: "User", kael: "User", secret: SharedWorld, invite: Invite) -> None:
    hosting.ban_player(user_id=elena.pk, world_id=secret.pk, player=kael.short_id)
    with pytest.raises(Banned):
        invites.accept_invite(user_id=kael.pk, code=invite.code)


def test_who_was_sent_away_needs_a_new_one(elena: "User", kael: "User", secret: SharedWorld, invite: Invite) -> None:
    invites.accept_invite(user_id=kael.pk, code=invite.code)
    hosting.kick_player(user_id=elena.pk, world_id=secret.pk, player=kael.short_id)
    with pytest.raises(InvitationNeeded):
        joining.join_world(user_id=kael.pk, world_id=secret.pk)
    with pytest.raises(InvitationNeeded):
        joining.join_world(user_id=kael.pk, world_id=secret.pk, invite=invite.code)
    new = invites.create_invite(user_id=elena.pk, world_id=secret.pk)
    assert joining.join_world(user_id=kael.pk, world_id=secret.pk, invite=new.code).world == secret


def test_an_archived_world_invites_nobody(elena: "User", kael: "User", secret: SharedWorld, invite: Invite) -> None:
    archive_any(world_id=secret.pk)
    with pytest.raises(WorldArchived):
        invites.create_invite(user_id=elena.pk, world_id=secret.pk)
    with pytest.raises(WorldArchived):
        invites.accept_invite(user_id=kael.pk, code=invite.code)


def test_the_host_sees_every_open_code_and_others_their_own(
    elena: "User", kael: "User", secret: SharedWorld, invite: Invite
) -> None:
    invites.accept_invite(user_id=kael.pk, code=invite.code)
    kaels = invites.create_invite(user_id=kael.pk, world_id=secret.pk)
    revoked = invites.create_invite(user_id=kael.pk, world_id=secret.pk)
    invites.revoke_invite(user_id=kael.pk, world_id=secret.pk, code=revoked.code)
    of_host = invites.open_in(user_id=elena.pk, world_id=secret.pk)
    assert [(each.invite, each.maker.short_id) for each in of_host] == [
        (invite, elena.short_id),
        (kaels, kael.short_id),
    ]
    assert [each.invite for each in invites.open_in(user_id=kael.pk, world_id=secret.pk)] == [kaels]


def test_whoever_has_left_sees_no_codes(kael: "User", secret: SharedWorld, invite: Invite) -> None:
    invites.accept_invite(user_id=kael.pk, code=invite.code)
    invites.create_invite(user_id=kael.pk, world_id=secret.pk)
    leaving.leave_world(user_id=kael.pk, world_id=secret.pk)
    with pytest.raises(NotAMember):
        invites.open_in(user_id=kael.pk, world_id=secret.pk)


def test_the_codes_of_a_new_host_are_all_of_the_worlds(
    elena: "User", kael: "User", secret: SharedWorld, invite: Invite
) -> None:
    invites.accept_invite(user_id=kael.pk, code=invite.code)
    leaving.leave_world(user_id=elena.pk, world_id=secret.pk)
    assert [each.invite for each in invites.open_in(user_id=kael.pk, world_id=secret.pk)] == [invite]
    invites.revoke_invite(user_id=kael.pk, world_id=secret.pk, code=invite.code)
    assert invites.open_in(user_id=kael.pk, world_id=secret.pk) == []


def test_an_invitation_for_one_lets_one_in(
    elena: "User", kael: "User", stranger: "User", people: MakesPeople, secret: SharedWorld
) -> None:
    once = invites.create_invite(user_id=elena.pk, world_id=secret.pk, max_uses=1)
    invites.accept_invite(user_id=kael.pk, code=once.code)
    once.refresh_from_db()
    assert once.uses == 1
    with pytest.raises(NotFound):
        invites.accept_invite(user_id=stranger.pk, code=once.code)
    with pytest.raises(NotFound):
        spectating.spectate_world(user_id=stranger.pk, world_id=secret.pk, invite=once.code)
    assert invites.accept_invite(user_id=kael.pk, code=once.code).world == secret  # once more changes nothing
    assert invites.open_in(user_id=elena.pk, world_id=secret.pk) == []


def test_watching_uses_an_invitation_and_coming_back_does_not(
    elena: "User", kael: "User", stranger: "User", secret: SharedWorld
) -> None:
    twice = invites.create_invite(user_id=elena.pk, world_id=secret.pk, max_uses=2)
    spectating.spectate_world(user_id=kael.pk, world_id=secret.pk, invite=twice.code)
    leaving.leave_world(user_id=kael.pk, world_id=secret.pk)
    joining.join_world(user_id=kael.pk, world_id=secret.pk, invite=twice.code)
    twice.refresh_from_db()
    assert twice.uses == 1
    joining.join_world(user_id=stranger.pk, world_id=secret.pk, invite=twice.code)
    twice.refresh_from_db()
    assert twice.is_used_up


def test_who_finds_no_seat_has_used_nothing(elena: "User", kael: "User", stranger: "User", gate: str) -> None:
    small = creating.create_world(user_id=elena.pk, scenario_slug=gate, visibility="private", max_players=2).world
    link = invites.create_invite(user_id=elena.pk, world_id=small.pk, max_uses=2)
    invites.accept_invite(user_id=kael.pk, code=link.code)
    with pytest.raises(WorldFull):
        invites.accept_invite(user_id=stranger.pk, code=link.code)
    link.refresh_from_db()
    assert link.uses == 1


def test_an_invitation_lives_as_long_as_was_asked(elena: "User", kael: "User", secret: SharedWorld) -> None:
    brief = invites.create_invite(user_id=elena.pk, world_id=secret.pk, lives=timedelta(minutes=5))
    assert brief.expires_at - timezone.now() <= timedelta(minutes=5)
    for wrong in (timedelta(seconds=1), timedelta(days=31)):
        with pytest.raises(InvalidInput):
            invites.create_invite(user_id=elena.pk, world_id=secret.pk, lives=wrong)
    with pytest.raises(InvalidInput):
        invites.create_invite(user_id=elena.pk, world_id=secret.pk, max_uses=limits.INVITE_USES + 1)
