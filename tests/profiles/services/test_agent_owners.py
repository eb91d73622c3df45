"""Who answers for an agent: shut and opened together with them, and named by the staff."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from common.errors import AuthInvalid, Conflict, InvalidInput, KleeneError, NotFound, Suspended
from profiles.models import AgentBehavior, Suspension, User
from profiles.services import agent_owners, agents, moderation, own_agents, suspensions, tokens
from profiles.services.accounts import create_guest
from profiles.services.agent_suspensions import OwnerIsSuspended
from profiles.services.own_agents import MayOwnNoAgents, SignsInItself
from tests.staff import moderator, superuser

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", display_name="Ada")


@pytest.fixture
def ben() -> User:
    return User.objects.create_user("ben", display_name="Ben")


@pytest.fixture
def mira() -> User:
    return moderator()


@pytest.fixture
def wren(ada: User) -> AgentBehavior:
    return own_agents.create_agent(owner_id=ada.pk, display_name="Wren", policy="other")[0]


def suspend(user: User, mira: User, until: timedelta | None = None) -> None:
    end = timezone.now() + until if until else None
    moderation.suspend_account(user_id=user.pk, moderator_id=mira.pk, reason="Sold lamps", until=end)


def lift(user: User, mira: User) -> None:
    moderation.lift_suspension(user_id=user.pk, moderator_id=mira.pk)


def is_open(agent: AgentBehavior) -> bool:
    user = User.objects.get(pk=agent.pk)
    assert user.is_active == (user.suspended_at is None)
    return user.is_active


def let_it_end(*users: User) -> None:
    """As if the time of their suspensions were over."""
    over = timezone.now() - timedelta(seconds=1)
    Suspension.objects.filter(user__in=users).update(began_at=over - DAY, until=over)
    User.objects.filter(pk__in=[user.pk for user in users]).update(suspended_until=over)


def test_an_agent_is_told_why_and_until_when_its_owner_is_suspended(ada: User, mira: User, wren: AgentBehavior) -> None:
    suspend(ada, mira, DAY)
    agent, owner = (User.objects.get(pk=pk) for pk in (wren.pk, ada.pk))
    assert (agent.suspended_until, agent.suspended_reason) == (owner.suspended_until, "Sold lamps")
    with pytest.raises(Suspended):
        agent.check_standing()
    assert LogEntry.objects.get(object_id=str(wren.pk)).change_message == "Suspended with its owner."


def test_an_agent_comes_back_when_the_time_of_its_owner_is_over(ada: User, mira: User, wren: AgentBehavior) -> None:
    suspend(ada, mira, DAY)
    let_it_end(ada, wren.user)
    assert is_open(wren)
    assert suspensions.end_those_over() == "2 ended"
    assert is_open(wren)


def test_an_agent_that_is_suspended_itself_stays_so_when_its_owner_comes_back(
    ada: User, mira: User, wren: AgentBehavior
) -> None:
    suspend(wren.user, mira, 2 * DAY)
    suspend(ada, mira)
    assert User.objects.get(pk=wren.pk).suspended_until is None
    lift(ada, mira)
    assert not is_open(wren)
    assert User.objects.get(pk=wren.pk).suspended_until == Suspension.objects.get(with_owner=None, user=wren.user).until
    lift(wren.user, mira)
    assert is_open(wren)


def test_a_shorter_suspension_of_the_owner_leaves_the_longer_one_of_the_agent(
    ada: User, mira: User, wren: AgentBehavior
) -> None:
    suspend(wren.user, mira, 3 * DAY)
    suspend(ada, mira, DAY)
    ends = Suspension.objects.filter(user=wren.user).values_list("until", flat=True)
    assert User.objects.get(pk=wren.pk).suspended_until == max(end for end in ends if end)


def test_who_is_suspended_makes_no_agent_that_would_not_be(ada: User, mira: User) -> None:
    suspend(ada, mira)
    with pytest.raises(Suspended):
        own_agents.create_agent(owner_id=ada.pk, display_name="Wren", policy="other")
    assert not AgentBehavior.objects.exists()


def test_an_agent_is_not_opened_while_its_owner_is_shut_out(ada: User, mira: User, wren: AgentBehavior) -> None:
    suspend(ada, mira)
    with pytest.raises(OwnerIsSuspended):
        lift(wren.user, mira)
    assert not is_open(wren)


def test_an_agent_is_suspended_alone_and_its_owner_is_not(ada: User, mira: User, wren: AgentBehavior) -> None:
    suspend(wren.user, mira)
    ada.refresh_from_db()
    assert ada.is_active
    assert not is_open(wren)


def test_agents_of_others_and_deleted_ones_are_left_alone(
    ada: User, ben: User, mira: User, wren: AgentBehavior
) -> None:
    rook, _ = own_agents.create_agent(owner_id=ben.pk, display_name="Rook", policy="other")
    jay, _ = own_agents.create_agent(owner_id=ada.pk, display_name="Jay", policy="other")
    own_agents.delete_agent(owner_id=ada.pk, agent_id=jay.user.short_id)
    suspend(ada, mira)
    assert is_open(rook)
    assert not Suspension.objects.filter(user=jay.user).exists()


def test_an_agent_that_was_deleted_while_it_was_shut_out_does_not_come_back(
    ada: User, mira: User, wren: AgentBehavior
) -> None:
    suspend(ada, mira)
    own_agents.delete_agent(owner_id=ada.pk, agent_id=wren.user.short_id)
    lift(ada, mira)
    assert not User.objects.get(pk=wren.pk).is_active


def test_no_suspension_ends_what_an_owner_made_the_token_for(ada: User, mira: User, wren: AgentBehavior) -> None:
    made = own_agents.rotate_token(owner_id=ada.pk, agent_id=wren.user.short_id)
    suspend(ada, mira)
    lift(ada, mira)
    assert owner_of(made.token) == wren.user


def owner_of(token: str) -> User:
    from rest_framework_simplejwt.tokens import AccessToken

    return tokens.token_owner(AccessToken(token))  # type: ignore[arg-type]


def name_owner(agent: User, owner: str, mira: User) -> None:
    agent_owners.set_owner(user_id=agent.pk, owner=owner, moderator_id=mira.pk)


@pytest.mark.parametrize("form", ["short_id", "username", "pk"])
def test_the_staff_names_an_owner_by_id_or_username(wren: AgentBehavior, ben: User, mira: User, form: str) -> None:
    name_owner(wren.user, str(getattr(ben, form)), mira)
    assert own_agents.find_own(owner_id=ben.pk, agent_id=wren.user.short_id) == wren
    assert LogEntry.objects.get(object_id=str(wren.pk)).change_message == "Owner changed."


def test_an_earlier_owner_has_no_way_in_any_more(ada: User, ben: User, mira: User, wren: AgentBehavior) -> None:
    token = own_agents.rotate_token(owner_id=ada.pk, agent_id=wren.user.short_id).token
    name_owner(wren.user, "Ben", mira)
    with pytest.raises(AuthInvalid):
        owner_of(token)
    with pytest.raises(NotFound):
        own_agents.rotate_token(owner_id=ada.pk, agent_id=wren.user.short_id)
    assert AgentBehavior.objects.get().token_expires_at is None


def test_an_agent_without_an_owner_keeps_its_own_way_in(ben: User, mira: User) -> None:
    bot = create_guest(display_name="Bard")
    agents.declare_agent(user_id=bot.pk)
    token = tokens.issue_pair(bot)["access"]
    name_owner(bot, "ben", mira)
    assert owner_of(token) == bot


def test_the_same_owner_once_more_changes_nothing(ada: User, mira: User, wren: AgentBehavior) -> None:
    token = own_agents.rotate_token(owner_id=ada.pk, agent_id=wren.user.short_id).token
    name_owner(wren.user, "ada", mira)
    assert owner_of(token) == wren.user
    assert not LogEntry.objects.filter(object_id=str(wren.pk)).exists()


def test_an_agent_may_be_nobodys(ada: User, mira: User, wren: AgentBehavior) -> None:
    name_owner(wren.user, "", mira)
    assert agents.behavior_of(wren.user).owner is None


def test_only_people_who_may_enter_answer_for_agents(ada: User, ben: User, mira: User, wren: AgentBehavior) -> None:
    rook, _ = own_agents.create_agent(owner_id=ada.pk, display_name="Rook", policy="other")
    suspend(ben, mira)
    refusals: dict[str, type[KleeneError]] = {
        rook.user.short_id: MayOwnNoAgents,
        wren.user.short_id: MayOwnNoAgents,
        create_guest().short_id: MayOwnNoAgents,
        "ben": InvalidInput,
        "nobody-here": InvalidInput,
    }
    for owner, refusal in refusals.items():
        with pytest.raises(refusal):
            name_owner(wren.user, owner, mira)
    assert agents.behavior_of(wren.user).owner == ada


def test_a_person_has_no_owner(ada: User, ben: User, mira: User) -> None:
    with pytest.raises(Conflict):
        name_owner(ben, "ada", mira)


def test_an_agent_becomes_no_moderator_and_a_moderator_no_agent(mira: User, wren: AgentBehavior) -> None:
    with pytest.raises(Conflict):
        moderation.make_moderator(user_id=wren.pk, moderator_id=superuser().pk)
    with pytest.raises(agents.StaysAPerson):
        agents.mark_agent(user_id=mira.pk)
    assert not User.objects.get(pk=wren.pk).is_staff


def test_whoever_answers_for_agents_is_not_marked_as_one(ada: User, wren: AgentBehavior) -> None:
    with pytest.raises(agents.StaysAPerson):
        agents.mark_agent(user_id=ada.pk)


@pytest.mark.parametrize("kind", ["with a password", "a guest"])
def test_an_owner_gets_no_hold_of_an_account_that_signs_in_by_itself(
    ada: User, ben: User, mira: User, kind: str
) -> None:
    """Whoever may mark agents and name owners could else take over anybody's account."""
    ben.set_password("a long way home")
    ben.save()
    player = create_guest() if kind == "a guest" else ben
    agents.mark_agent(user_id=player.pk)
    agent_owners.set_owner(user_id=player.pk, owner=ada.short_id, moderator_id=mira.pk)
    for act in (own_agents.rotate_token, own_agents.revoke_token, own_agents.delete_agent, own_agents.change_agent):
        with pytest.raises(SignsInItself):
            act(owner_id=ada.pk, agent_id=player.short_id)
    player.refresh_from_db()
    assert player.is_active
    assert AgentBehavior.objects.get(user=player).owner == ada


def test_what_an_owner_let_in_ends_when_an_account_is_marked_as_a_person(ada: User, wren: AgentBehavior) -> None:
    token = own_agents.rotate_token(owner_id=ada.pk, agent_id=wren.user.short_id).token
    assert owner_of(token).pk == wren.pk
    agents.unmark_agent(user_id=wren.pk)
    with pytest.raises(AuthInvalid):
        owner_of(token)
