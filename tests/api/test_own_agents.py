"""Agents that a person owns, over the API: who may make them, what lets them in, and what ends with their owner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from profiles import limits
from profiles.models import AgentBehavior, User
from profiles.services import accounts, agent_owners, agents, moderation
from profiles.services.own_agents import NAME_IS_GIVEN
from relations.services import blocks
from tests.api.claims import START, WORLDS, Answered, posted, refusal
from tests.api.conftest import PASSWORD, AtOnce
from tests.api.test_farewell import exported
from tests.staff import moderator
from worlds.models import WorldParticipant

pytestmark = pytest.mark.django_db

ME = "/api/v1/players/me"
AGENTS = f"{ME}/agents"
WREN = {"display_name": "Wren", "policy": "explorer", "personality": "Looks behind every door.", "version": "1.2"}


def bearing(token: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


@pytest.fixture
def made(adas: APIClient) -> Answered:
    return posted(adas, AGENTS, WREN, status=201)


@pytest.fixture
def own(made: Answered) -> str:
    """The path of Ada's agent."""
    return f"{AGENTS}/{made['agent']['user_id']}"


@pytest.fixture
def wren(made: Answered) -> APIClient:
    return bearing(made["token"])


@pytest.fixture
def account(made: Answered) -> User:
    return User.objects.get(short_id=made["agent"]["user_id"])


def test_an_agent_of_ones_own_plays_with_its_token(made: Answered, wren: APIClient, gate: str) -> None:
    assert made["agent"] | WREN == made["agent"]
    about = wren.get(ME).json()
    assert (about["is_agent"], about["is_guest"], about["display_name"]) == (True, False, "Wren")
    posted(wren, START, {"scenario_id": gate, "game_mode": "shared"})


def test_a_token_is_told_once(made: Answered, own: str, adas: APIClient) -> None:
    shown = [adas.get(path).content.decode() for path in (AGENTS, own, ME, f"{ME}/agent")]
    shown.append(str(exported(adas)))
    assert not any(made["token"] in text for text in shown)
    assert adas.get(own).json()["token_expires_at"] == made["expires_at"]


def test_another_token_ends_the_one_before(own: str, adas: APIClient, wren: APIClient) -> None:
    again = bearing(posted(adas, f"{own}/token", status=201)["token"])
    refusal(wren.get(ME), 401, "auth_invalid")
    assert again.get(ME).status_code == 200
    assert adas.get(ME).status_code == 200


def test_a_revoked_token_lets_nobody_in_until_there_is_another(own: str, adas: APIClient, wren: APIClient) -> None:
    assert adas.delete(f"{own}/token").status_code == 204
    refusal(wren.get(ME), 401, "auth_invalid")
    assert adas.get(own).json()["token_expires_at"] is None
    assert adas.delete(f"{own}/token").status_code == 204
    assert bearing(posted(adas, f"{own}/token", status=201)["token"]).get(ME).status_code == 200


def test_nobody_signs_in_to_an_agents_account_otherwise(account: User, wren: APIClient, stranger: APIClient) -> None:
    assert not account.has_usable_password()
    tried = {"username": account.username, "password": ""}
    assert stranger.post("/api/v1/auth/token", tried).status_code in {400, 401}
    refusal(wren.post("/api/v1/auth/guest/claim", {"username": "wren", "password": PASSWORD}), 409, "not_a_guest")
    changed = {"old_password": PASSWORD, "new_password": "another-harbour-18"}
    assert wren.post("/api/v1/auth/password/change", changed).status_code in {400, 409}
    assert wren.post(f"{ME}/email", {"email": "w@example.org", "password": PASSWORD}).status_code in {400, 409}
    account.refresh_from_db()
    assert (account.email, account.has_usable_password()) == ("", False)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"display_name": "Moderator"}, "display_name"),
        ({"display_name": ""}, "display_name"),
        ({"policy": "oracle"}, "policy"),
        ({"version": "one two"}, "version"),
        ({"personality": "x" * 301}, "personality"),
        ({"owner": "Bob"}, "owner"),
        ({"is_staff": True}, "is_staff"),
    ],
)
def test_what_an_agent_cannot_be_made_with_is_refused_beside_its_field(
    adas: APIClient, change: dict[str, Any], field: str
) -> None:
    assert field in refusal(adas.post(AGENTS, WREN | change), 400, "invalid_input")["details"]
    assert not AgentBehavior.objects.exists()


def test_two_agents_of_one_owner_have_two_names(own: str, adas: APIClient, bobs: APIClient) -> None:
    told = refusal(adas.post(AGENTS, WREN | {"display_name": "WREN"}), 400, "invalid_input")
    assert told["details"] == {"display_name": [NAME_IS_GIVEN]}
    posted(bobs, AGENTS, WREN, status=201)
    posted(adas, AGENTS, WREN | {"display_name": "Rook"}, status=201)
    refusal(adas.patch(own, {"display_name": "rook"}), 400, "invalid_input")
    assert adas.patch(own, {"display_name": "wren"}).status_code == 200


def test_an_owner_changes_what_is_told_of_an_agent(own: str, adas: APIClient, wren: APIClient) -> None:
    changed = adas.patch(own, {"display_name": "Rook", "personality": "", "version": "2"}).json()
    assert [changed[name] for name in WREN] == ["Rook", "explorer", "", "2"]
    assert wren.get(ME).json()["display_name"] == "Rook"
    refusal(adas.patch(own, {"display_name": "Jay", "personality": "x" * 301}), 400, "invalid_input")
    assert adas.get(own).json()["display_name"] == "Rook"


def test_one_owner_has_so_many_agents_at_a_time(adas: APIClient) -> None:
    for number in range(limits.AGENTS):
        posted(adas, AGENTS, WREN | {"display_name": f"Wren {number}"}, status=201)
    told = refusal(adas.post(AGENTS, WREN), 409, "too_many_agents")
    assert told["details"] == {"limit": limits.AGENTS}
    first = adas.get(AGENTS).json()["results"][0]
    assert first["display_name"] == f"Wren {limits.AGENTS - 1}"
    assert adas.delete(f"{AGENTS}/{first['user_id']}").status_code == 204
    posted(adas, AGENTS, WREN, status=201)


@pytest.mark.django_db(transaction=True)
def test_agents_that_are_made_at_once_are_counted_one_after_the_other(ada: User, at_once: AtOnce) -> None:
    from common.errors import KleeneError
    from profiles.services import own_agents

    names = iter(f"Wren {number}" for number in range(100))

    def make() -> bool:
        try:
            own_agents.create_agent(owner_id=ada.pk, display_name=next(names), policy="other")
        except KleeneError:
            return False
        return True

    assert sum(at_once(make, limits.AGENTS + 3)) == limits.AGENTS


@pytest.mark.django_db(transaction=True)
def test_an_agent_that_is_deleted_and_changed_at_once_is_one_or_the_other(ada: User, at_once: AtOnce) -> None:
    from common.errors import NotFound
    from profiles.services import own_agents

    row, _ = own_agents.create_agent(owner_id=ada.pk, display_name="Wren", policy="other")
    own: dict[str, Any] = {"owner_id": ada.pk, "agent_id": row.user.short_id}
    acts: Any = iter(
        [
            lambda: own_agents.delete_agent(**own),
            *[lambda: own_agents.change_agent(**own, version="2")] * 3,
            *[lambda: own_agents.rotate_token(**own)] * 3,
            lambda: own_agents.delete_agent(**own),
        ]
    )

    def attempt() -> str:
        try:
            next(acts)()
        except NotFound:
            return "not found"
        return "done"

    assert set(at_once(attempt, 8)) <= {"done", "not found"}
    assert not AgentBehavior.objects.exists()
    assert User.objects.get(pk=row.pk).anonymised_at is not None


def test_making_agents_has_a_budget(adas: APIClient, settings: Any) -> None:
    settings.RATE_AGENTS = "2/hour"
    refusal(adas.post(AGENTS, WREN | {"policy": "oracle"}), 400, "invalid_input")
    for name in ("Wren", "Rook"):
        made = posted(adas, AGENTS, WREN | {"display_name": name}, status=201)
        adas.delete(f"{AGENTS}/{made['agent']['user_id']}")
    refusal(adas.post(AGENTS, WREN), 429, "rate_limit_exceeded")


def test_guests_and_agents_own_no_agents(stranger: APIClient, wren: APIClient) -> None:
    guest = bearing(posted(stranger, "/api/v1/auth/guest", status=201)["access"])
    for asks in (guest, wren):
        refusal(asks.post(AGENTS, WREN | {"display_name": "Rook"}), 403, "may_own_no_agents")
        assert asks.get(AGENTS).json()["results"] == []


def test_strangers_have_no_agents(stranger: APIClient) -> None:
    refusal(stranger.get(AGENTS), 401, "auth_required")
    refusal(stranger.post(AGENTS, WREN), 401, "auth_required")


@pytest.mark.parametrize(
    ("method", "rest"), [("get", ""), ("patch", ""), ("delete", ""), ("post", "/token"), ("delete", "/token")]
)
def test_the_agent_of_somebody_else_is_not_found(
    own: str, bobs: APIClient, wren: APIClient, method: str, rest: str
) -> None:
    for asks in (bobs, wren):
        refusal(getattr(asks, method)(f"{own}{rest}", {}), 404, "not_found")
    assert wren.get(ME).json()["display_name"] == "Wren"


def test_a_deleted_agent_is_gone_and_what_it_played_stays(
    own: str, adas: APIClient, wren: APIClient, account: User, gate: str
) -> None:
    world = posted(adas, START, {"scenario_id": gate, "game_mode": "shared"})["world_id"]
    posted(wren, f"{WORLDS}/{world}/join")
    assert adas.delete(own).status_code == 204
    refusal(wren.get(ME), 401, "auth_invalid")
    refusal(adas.get(own), 404, "not_found")
    assert adas.get(AGENTS).json()["results"] == []
    account.refresh_from_db()
    assert (str(account), account.is_active, account.anonymised_at is None) == ("Former player", False, False)
    assert WorldParticipant.objects.filter(user=account, left_at__isnull=False).exists()
    assert not AgentBehavior.objects.exists()


def test_an_export_lists_ones_agents_and_no_token(own: str, adas: APIClient, bobs: APIClient, account: User) -> None:
    [listed] = exported(adas)["agents"]
    assert listed | WREN == listed
    assert listed["user_id"] == account.short_id
    assert set(listed) == {*WREN, "user_id", "created_at", "token_expires_at"}
    assert exported(bobs)["agents"] == []


def owner_told(client: APIClient, agent: User) -> tuple[str, str | None]:
    told = client.get(f"/api/v1/players/{agent.short_id}/profile").json()["agent"]
    return told["owner"], told["owner_id"]


def page(client: Client, agent: User) -> str:
    return " ".join(client.get(f"/players/{agent.short_id}").content.decode().split())


def test_an_agents_profile_names_its_owner_with_a_link(account: User, stranger: APIClient, ada: User) -> None:
    assert owner_told(stranger, account) == ("Ada", ada.short_id)
    assert f'Agent of <a href="/players/{ada.short_id}">Ada</a>: a program plays' in page(Client(), account)
    accounts.update_account(user_id=ada.pk, display_name="Ada L")
    assert owner_told(stranger, account)[0] == "Ada L"


@pytest.mark.parametrize("blocker", ["ada", "bob"])
def test_who_is_kept_apart_from_the_owner_is_not_told_who_that_is(
    account: User, ada: User, bob: User, signed_in: Callable[[User], APIClient], blocker: str
) -> None:
    bobs = signed_in(bob)
    assert owner_told(bobs, account) == ("Ada", ada.short_id)
    pair = {"ada": (ada, bob), "bob": (bob, ada)}[blocker]
    blocks.block_player(user_id=pair[0].pk, other=pair[1].short_id)
    assert owner_told(bobs, account) == ("", None)
    browser = Client()
    browser.force_login(bob)
    shown = page(browser, account)
    assert "Agent: a program plays" in shown
    assert ada.short_id not in shown
    assert [owner_told(asks, account)[0] for asks in (signed_in(ada), APIClient())] == ["Ada", "Ada"]


def test_an_owner_who_is_shut_out_is_not_named(account: User, ada: User, stranger: APIClient) -> None:
    User.objects.filter(pk=ada.pk).update(is_active=False)
    ada.refresh_from_db()
    ada.save()  # as every service does, which has kept answers made anew
    assert owner_told(stranger, account) == ("", None)


def test_a_suspended_owner_takes_the_agents_along_and_brings_them_back(
    ada: User, account: User, wren: APIClient, stranger: APIClient
) -> None:
    mira = moderator()
    moderation.suspend_account(user_id=ada.pk, moderator_id=mira.pk, reason="Sold lamps")
    refusal(wren.get(ME), 403, "suspended")
    assert stranger.get(f"/api/v1/players/{account.short_id}/profile").json()["agent"] is None
    moderation.lift_suspension(user_id=ada.pk, moderator_id=mira.pk)
    assert wren.get(ME).status_code == 200
    account.refresh_from_db()
    assert account.suspensions.filter(lifted_at=None).count() == 0


def test_the_agents_of_who_leaves_leave_with_them(
    adas: APIClient, ada: User, bob: User, account: User, wren: APIClient
) -> None:
    agents.declare_agent(user_id=bob.pk)
    agent_owners.set_owner(user_id=bob.pk, owner=ada.short_id, moderator_id=moderator().pk)
    assert adas.post(f"{ME}/delete", {"password": PASSWORD}).status_code == 204
    refusal(wren.get(ME), 401, "auth_invalid")
    for agent in (account, bob):
        agent.refresh_from_db()
        assert (str(agent), agent.is_active, agent.is_agent) == ("Former player", False, True)


def test_an_owner_who_is_refused_to_leave_keeps_the_agents(adas: APIClient, wren: APIClient) -> None:
    refusal(adas.post(f"{ME}/delete", {"password": "wrong"}), 400, "invalid_input")
    assert wren.get(ME).status_code == 200


def test_whoever_owns_agents_is_no_agent(own: str, adas: APIClient) -> None:
    refusal(adas.put(f"{ME}/agent", {"policy": "other"}), 409, "stays_a_person")


def test_staff_are_no_agents(signed_in: Callable[[User], APIClient]) -> None:
    refusal(signed_in(moderator()).put(f"{ME}/agent", {"policy": "other"}), 409, "stays_a_person")
