"""Who answers for an agent, in the back office."""

from __future__ import annotations

import pytest
from django.test import Client

from profiles.models import AgentBehavior, User
from profiles.services import own_agents
from tests.admin_pages import act, page, read


@pytest.fixture
def wren(ada: User) -> AgentBehavior:
    return own_agents.create_agent(owner_id=ada.pk, display_name="Wren", policy="other")[0]


def owner_of(wren: AgentBehavior) -> User | None:
    return AgentBehavior.objects.get(pk=wren.pk).owner


def test_an_agents_page_leads_to_its_owner_and_the_owners_to_the_agents(
    root: Client, ada: User, wren: AgentBehavior
) -> None:
    assert f'<a href="{page(ada)}">Ada</a>' in read(root, page(wren.user))
    assert f'<a href="{page(wren.user)}">Wren</a>' in read(root, page(ada))


def test_the_owner_is_changed_and_taken_away(root: Client, ada: User, wren: AgentBehavior) -> None:
    ben = User.objects.create_user("ben", display_name="Ben")
    assert ada.short_id in read(root, act(wren.user, "owner"))
    told = root.post(act(wren.user, "owner"), {"owner": "ben"}, follow=True).content.decode()
    assert "Ben answers for Wren." in told
    assert owner_of(wren) == ben
    told = root.post(act(wren.user, "owner"), {"owner": ""}, follow=True).content.decode()
    assert "Nobody answers for Wren." in told
    assert owner_of(wren) is None


def test_an_owner_who_is_not_there_is_said_beside_the_field(root: Client, ada: User, wren: AgentBehavior) -> None:
    answer = root.post(act(wren.user, "owner"), {"owner": "nobody-here"})
    assert answer.context["form"].errors == {"owner": ["There is no account with this id or username."]}
    assert owner_of(wren) == ada


def test_whoever_may_not_change_accounts_changes_no_owner(mira: Client, ada: User, wren: AgentBehavior) -> None:
    assert mira.post(act(wren.user, "owner"), {"owner": ""}).status_code in {403, 404}
    assert owner_of(wren) == ada


def test_an_agent_is_not_offered_to_become_a_moderator(root: Client, wren: AgentBehavior) -> None:
    assert act(wren.user, "appoint") not in read(root, page(wren.user))
