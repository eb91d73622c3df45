"""The pages of the agents that somebody owns, without a script."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from rest_framework.test import APIClient

from profiles import limits
from profiles.models import AgentBehavior, User
from profiles.services import moderation, own_agents
from profiles.services.accounts import create_guest
from tests.staff import moderator

pytestmark = pytest.mark.django_db
PAGE = "/account/agents"
WREN = {
    "display_name": "Wren <b>",
    "policy": "explorer",
    "personality": "Looks\nbehind <i>doors</i>.",
    "version": "1.2",
}
TOKEN = re.compile(r'value="(eyJ[^"]+)"')


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", display_name="Ada")


@pytest.fixture
def browser(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


@pytest.fixture
def wren(ada: User) -> AgentBehavior:
    return own_agents.create_agent(owner_id=ada.pk, display_name="Wren", policy="other")[0]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def sent(client: Client, address: str, **form: str) -> str:
    return " ".join(client.post(address, form, follow=True).content.decode().split())


def plays(token: str) -> int:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client.get("/api/v1/players/me").status_code


def address_of(row: AgentBehavior) -> str:
    return f"{PAGE}/{row.user.short_id}"


def test_the_settings_lead_to_ones_agents(browser: Client) -> None:
    assert f'href="{PAGE}"' in read(browser, "/account")
    assert "You have no agents." in read(browser, PAGE)


def test_a_new_agents_token_is_shown_this_once_and_kept_by_nobody(browser: Client) -> None:
    answer = browser.post(PAGE, WREN)
    assert "no-store" in answer["Cache-Control"]
    [token] = TOKEN.findall(answer.content.decode())
    assert plays(token) == 200
    row = AgentBehavior.objects.get()
    for address in (PAGE, address_of(row)):
        told = read(browser, address)
        assert "eyJ" not in told
        assert "Wren &lt;b&gt;" in told
        assert "valid until" in told
    assert "behind &lt;i&gt;doors&lt;/i&gt;." in read(browser, address_of(row))


def test_the_answer_loaded_once_more_makes_no_second_agent(browser: Client) -> None:
    browser.post(PAGE, WREN)
    assert "You have an agent with this name already." in sent(browser, PAGE, **WREN)
    assert AgentBehavior.objects.count() == 1


def test_another_token_is_shown_and_ends_the_one_before(browser: Client, wren: AgentBehavior) -> None:
    tokens = [TOKEN.findall(sent(browser, address_of(wren), token="new"))[0] for _ in range(2)]
    assert [plays(token) for token in tokens] == [401, 200]
    assert "The token was revoked." in sent(browser, address_of(wren), revoke="all")
    assert "The agent has no token" in read(browser, address_of(wren))
    assert plays(tokens[1]) == 401


def test_what_everybody_reads_is_changed_here(browser: Client, wren: AgentBehavior) -> None:
    told = sent(browser, address_of(wren), save="all", display_name="Rook", policy="model", personality="", version="2")
    assert "Saved." in told
    assert 'value="Rook"' in told
    wren.refresh_from_db()
    assert (wren.policy, wren.version, User.objects.get(pk=wren.pk).display_name) == ("model", "2", "Rook")


@pytest.mark.parametrize(
    ("field", "text"),
    [("display_name", "Moderator"), ("version", "one two"), ("policy", "oracle"), ("display_name", "")],
)
@pytest.mark.parametrize("button", ["", "save"])
def test_what_an_agent_cannot_be_is_said_beside_its_field(
    browser: Client, wren: AgentBehavior, field: str, text: str, button: str
) -> None:
    told = sent(browser, address_of(wren) if button else PAGE, **{**WREN, field: text, button: "all"})
    assert told.count('class="errors"') == 1
    assert list(AgentBehavior.objects.values_list("user__display_name", "policy")) == [("Wren", "other")]


def test_deleting_an_agent_asks_to_be_sure(browser: Client, wren: AgentBehavior) -> None:
    assert "This field is required." in sent(browser, address_of(wren), delete="all")
    assert AgentBehavior.objects.exists()
    told = sent(browser, address_of(wren), delete="all", sure="on")
    assert "Wren was deleted." in told
    assert "You have no agents." in told
    assert User.objects.get(pk=wren.pk).anonymised_at is not None


def test_the_limit_is_told_instead_of_the_form(browser: Client, ada: User) -> None:
    for number in range(limits.AGENTS):
        own_agents.create_agent(owner_id=ada.pk, display_name=f"Wren {number}", policy="other")
    told = read(browser, PAGE)
    assert f"You have {limits.AGENTS} agents, which is the limit." in told
    assert 'name="display_name"' not in told
    browser.post(PAGE, WREN)
    assert AgentBehavior.objects.count() == limits.AGENTS


def test_a_guest_is_told_to_create_an_account_first(client: Client) -> None:
    client.force_login(create_guest())
    assert "Guests cannot own agents." in read(client, PAGE)
    client.post(PAGE, WREN)
    assert not AgentBehavior.objects.exists()


def test_nobody_manages_the_agent_of_somebody_else(wren: AgentBehavior, client: Client) -> None:
    assert client.get(address_of(wren)).status_code == 302
    client.force_login(User.objects.create_user("ben"))
    assert client.get(address_of(wren)).status_code == 404
    for act in ("save", "token", "revoke", "delete"):
        assert client.post(address_of(wren), {**WREN, act: "all", "sure": "on"}).status_code == 404
    assert wren.user.display_name == "Wren"


def test_a_suspended_agent_is_marked_for_its_owner(browser: Client, wren: AgentBehavior) -> None:
    moderation.suspend_account(user_id=wren.pk, moderator_id=moderator().pk, reason="It shouts.")
    assert "<span>suspended</span>" in read(browser, PAGE)
    assert "A moderator has suspended this agent." in read(browser, address_of(wren))
