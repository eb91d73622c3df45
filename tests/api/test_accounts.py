"""Making an account, being a guest, and looking after what one has."""

from base64 import b32decode

import pytest
from django.test import override_settings
from rest_framework.test import APIClient

from common import ids
from profiles.models import User
from profiles.services import accounts
from tests.api.claims import refusal
from tests.api.conftest import PASSWORD, AtOnce

pytestmark = pytest.mark.django_db

REGISTER, GUEST, CLAIM, ME = (
    "/api/v1/auth/register",
    "/api/v1/auth/guest",
    "/api/v1/auth/guest/claim",
    "/api/v1/players/me",
)


def test_registering_answers_with_an_account_and_tokens_that_work(stranger: APIClient) -> None:
    answer = stranger.post(REGISTER, {"username": "Ada", "password": PASSWORD, "display_name": "  Ada L. "})
    assert answer.status_code == 201
    body = answer.json()
    assert set(body) == {"user_id", "display_name", "access", "refresh"}
    assert ids.is_short_id(body["user_id"], "usr")
    assert body["display_name"] == "Ada L."
    stranger.credentials(HTTP_AUTHORIZATION=f"Bearer {body['access']}")
    assert stranger.get(ME).json()["user_id"] == body["user_id"]


def test_who_gives_no_display_name_is_called_by_the_username(stranger: APIClient) -> None:
    assert stranger.post(REGISTER, {"username": "Ada", "password": PASSWORD}).json()["display_name"] == "Ada"


def test_a_password_is_never_kept_as_written_nor_said_back(stranger: APIClient) -> None:
    answer = stranger.post(REGISTER, {"username": "Ada", "password": PASSWORD})
    assert PASSWORD not in answer.content.decode()
    assert PASSWORD not in User.objects.get().password


def test_a_name_is_taken_in_any_case(stranger: APIClient, ada: User) -> None:
    answer = stranger.post(REGISTER, {"username": "ADA", "password": PASSWORD})
    assert refusal(answer, 400, "invalid_input")["details"] == {"username": ["This username is taken."]}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", ""),
        ("username", "a b"),
        ("username", "Äda"),
        ("username", "x" * 41),
        ("username", 5),
        ("username", None),
        ("password", ""),
        ("password", "short"),
        ("password", "password"),
        ("password", "20151017"),
        ("password", "adalovelace"),
        ("password", "x" * 129),
        ("display_name", "A\u202eda"),
        ("display_name", "\u200b"),
        ("display_name", "x" * 41),
        ("email", "nobody"),
    ],
)
def test_a_fault_is_told_at_its_field(stranger: APIClient, field: str, value: object) -> None:
    body = {"username": "adalovelace", "password": PASSWORD, field: value}
    assert set(refusal(stranger.post(REGISTER, body), 400, "invalid_input")["details"]) == {field}
    assert not User.objects.exists()


def test_all_faults_of_name_and_password_come_at_once(stranger: APIClient, ada: User) -> None:
    answer = stranger.post(REGISTER, {"username": "ada", "password": "12345"})
    assert set(refusal(answer, 400, "invalid_input")["details"]) == {"username", "password"}


def test_nobody_registers_as_staff(stranger: APIClient) -> None:
    answer = stranger.post(REGISTER, {"username": "Ada", "password": PASSWORD, "is_staff": True})
    assert set(refusal(answer, 400, "invalid_input")["details"]) == {"is_staff"}
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["Moderator", "Kleene Support", "\u0410dmin"])
def test_no_door_gives_a_player_a_name_of_staff(stranger: APIClient, adas: APIClient, gate: str, name: str) -> None:
    refusal(
        stranger.post(REGISTER, {"username": "bea", "password": PASSWORD, "display_name": name}), 400, "invalid_input"
    )
    refusal(stranger.post(REGISTER, {"username": "moderator", "password": PASSWORD}), 400, "invalid_input")
    refusal(stranger.post(GUEST, {"display_name": name}), 400, "invalid_input")
    refusal(adas.patch(ME, {"display_name": name}), 400, "invalid_input")
    for mode in ("solo", "shared"):
        start = {"scenario_id": gate, "game_mode": mode, "character_name": name}
        refusal(adas.post("/api/v1/game/start", start), 400, "invalid_input")
    stranger.credentials(HTTP_AUTHORIZATION=f"Bearer {stranger.post(GUEST).json()['access']}")
    refusal(stranger.post(CLAIM, {"username": "admin", "password": PASSWORD}), 400, "invalid_input")


@override_settings(RATE_REGISTER="3/minute")
def test_accounts_are_made_only_so_often_from_one_address(stranger: APIClient) -> None:
    for number in range(3):
        assert stranger.post(REGISTER, {"username": f"ada{number}", "password": PASSWORD}).status_code == 201
    answer = stranger.post(REGISTER, {"username": "ada4", "password": PASSWORD})
    refusal(answer, 429, "rate_limit_exceeded")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    elsewhere = stranger.post(REGISTER, {"username": "ada4", "password": PASSWORD}, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 201


def test_a_guest_begins_in_one_call_without_a_body(stranger: APIClient) -> None:
    answer = stranger.post(GUEST)
    assert answer.status_code == 201
    guest = User.objects.get(short_id=answer.json()["user_id"])
    assert guest.is_guest
    assert answer.json()["display_name"] == guest.display_name
    assert not guest.has_usable_password()


def test_no_guest_is_named_by_a_word_that_nobody_should_have_to_read(
    stranger: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = iter([b32decode("AAAARAPE"), b32decode("AAAAKITE")])
    monkeypatch.setattr("common.ids.secrets.token_bytes", lambda _length: next(draws))
    assert stranger.post(GUEST).json()["display_name"] == "Guest kite"


def test_a_claimed_guest_stays_the_same_person_and_can_sign_in(stranger: APIClient) -> None:
    guest = stranger.post(GUEST).json()
    stranger.credentials(HTTP_AUTHORIZATION=f"Bearer {guest['access']}")
    claimed = stranger.post(CLAIM, {"username": "Ada", "password": PASSWORD})
    assert claimed.status_code == 200
    assert (claimed.json()["user_id"], claimed.json()["display_name"]) == (guest["user_id"], "Ada")
    signed_in = APIClient().post("/api/v1/auth/token", {"username": "ada", "password": PASSWORD})
    assert signed_in.json()["user_id"] == guest["user_id"]


def test_a_name_that_a_guest_has_chosen_outlives_the_claim(stranger: APIClient) -> None:
    guest = stranger.post(GUEST, {"display_name": "Wanderer"}).json()
    stranger.credentials(HTTP_AUTHORIZATION=f"Bearer {guest['access']}")
    claimed = stranger.post(CLAIM, {"username": "Ada", "password": PASSWORD})
    assert claimed.json()["display_name"] == "Wanderer"


def test_a_claim_with_faults_changes_nothing(stranger: APIClient, ada: User) -> None:
    guest = stranger.post(GUEST).json()
    stranger.credentials(HTTP_AUTHORIZATION=f"Bearer {guest['access']}")
    answer = stranger.post(CLAIM, {"username": "Ada", "password": PASSWORD})
    assert set(refusal(answer, 400, "invalid_input")["details"]) == {"username"}
    assert User.objects.get(short_id=guest["user_id"]).is_guest
    assert stranger.get(ME).status_code == 200


def test_only_a_guest_is_claimed(adas: APIClient) -> None:
    refusal(adas.post(CLAIM, {"username": "Bob", "password": PASSWORD}), 409, "not_a_guest")


def test_the_own_account_is_shown_without_secrets(adas: APIClient, ada: User) -> None:
    body = adas.get(ME).json()
    assert body == {
        "user_id": ada.short_id,
        "username": "Ada",
        "display_name": "Ada",
        "email": "ada@example.org",
        "email_confirmed": False,
        "bio": "",
        "colour": ada.colour,
        "avatar": f"/players/{ada.short_id}/picture/1{ada.colour[1:]}",
        "is_guest": False,
        "is_agent": False,
        "joined_at": body["joined_at"],
        "privacy": {"presence_visible": False, "stats_public": True, "activity_public": True},
        "mail": {"worlds": False, "decisions": False, "invitations": False},
    }
    assert body["joined_at"].endswith("Z")


def test_name_bio_and_colour_can_be_changed_each_alone(adas: APIClient, ada: User) -> None:
    assert adas.patch(ME, {"display_name": "Ａｄａ "}).json()["display_name"] == "Ａｄａ"
    assert adas.patch(ME, {"bio": "Likes engines.\nAnd maps."}).json()["bio"] == "Likes engines.\nAnd maps."
    assert adas.patch(ME, {"colour": "#AABBCC"}).json()["colour"] == "#aabbcc"
    assert adas.patch(ME, {}).status_code == 200
    ada.refresh_from_db()
    assert (ada.display_name, ada.bio, ada.colour) == ("Ａｄａ", "Likes engines.\nAnd maps.", "#aabbcc")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", ""),
        ("display_name", "\u2066x"),
        ("bio", "x" * 501),
        ("bio", "a\u202eb"),
        ("colour", "red"),
        ("colour", "#12345"),
        ("colour", 5),
        ("username", "Bob"),
        ("is_staff", True),
        ("user_id", "usr_aaaaaaaa"),
    ],
)
def test_what_may_not_be_changed_is_refused_at_its_field(adas: APIClient, ada: User, field: str, value: object) -> None:
    assert set(refusal(adas.patch(ME, {field: value}), 400, "invalid_input")["details"]) == {field}
    assert User.objects.get(pk=ada.pk).colour == ada.colour


@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_one_name_at_once_exactly_one_gets_it(
    at_once: AtOnce,
) -> None:
    def register() -> int:
        return APIClient().post(REGISTER, {"username": "Ada", "password": PASSWORD}).status_code

    assert sorted(at_once(register, 6)) == [201, 400, 400, 400, 400, 400]
    assert User.objects.filter(username="Ada").count() == 1


def test_services_take_both_forms_of_an_id(ada: User) -> None:
    for identifier in (ada.pk, str(ada.pk), ada.short_id):
        assert accounts.update_account(user_id=identifier, bio="x").pk == ada.pk
