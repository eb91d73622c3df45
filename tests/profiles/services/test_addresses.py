"""An address is proved by an e-mail's link, and a proved one belongs to one account."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.errors import InvalidInput, KleeneError
from common.throttles import CountersInMemory, counters
from profiles.models import OutgoingEmail, User
from profiles.services import accounts, deletion
from profiles.services.addresses import AddressTaken, NothingToConfirm, account_of
from profiles.services.errors import LinkExpired, NoPassword, WrongCredentials
from tests.profiles.mail import delivered
from tests.worlds.services.shared_worlds.counting_world import at_once

pytestmark = pytest.mark.django_db
PASSWORD, HERE = "quiet-harbour-91", "192.0.2.1"
ADDRESS = "ada@example.org"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    counts = counters()
    assert isinstance(counts, CountersInMemory)
    counts.storage.reset()


def registered(name: str, email: str = ADDRESS) -> User:
    return accounts.register_account(username=name, password=PASSWORD, email=email, address=HERE)


def link(kind: str = "address") -> dict[str, str]:
    """That of the last e-mail."""
    found = re.search(rf"/account/{kind}/(?P<user_id>usr_\w+)/(?P<token>\S+)", str(delivered()[-1].body))
    assert found
    return found.groupdict()


def prove(user: User) -> User:
    accounts.order_proof(user=user, address=HERE)
    return accounts.prove_address(**link())


def change(user: User, email: str, password: str = PASSWORD) -> User:
    return accounts.change_address(user_id=user.pk, email=email, password=password, address=HERE)


def signs_in(email: str) -> str:
    try:
        return accounts.sign_in_by_email(email=email, password=PASSWORD, address=HERE).username
    except WrongCredentials:
        return ""


def test_who_gives_an_address_gets_an_email_whose_link_proves_it_once() -> None:
    ada = registered("ada")
    assert [email.to for email in delivered()] == [[ADDRESS]]
    assert ada.email_proved_at is None
    proof = link()
    assert accounts.owner_of_proof(**proof) == ada
    assert accounts.prove_address(**proof).email_proved_at is not None
    with pytest.raises(LinkExpired):
        accounts.prove_address(**proof)
    with pytest.raises(NothingToConfirm):
        accounts.order_proof(user=User.objects.get(), address=HERE)


def test_a_proved_address_belongs_to_one_account_in_whichever_case() -> None:
    ada, other = registered("ada"), registered("lovelace", "Ada@EXAMPLE.org")
    prove(ada)
    with pytest.raises(AddressTaken):
        prove(other)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=other.pk).update(email_proved_at=timezone.now())
    other.refresh_from_db()
    assert other.email_proved_at is None


def test_nobody_has_proved_no_address() -> None:
    ada = registered("ada", "")
    assert delivered() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=ada.pk).update(email_proved_at=timezone.now())


def test_an_unproved_address_signs_in_while_exactly_one_account_names_it() -> None:
    registered("ada")
    assert signs_in("Ada@example.ORG") == "ada"
    second = registered("lovelace")
    assert signs_in(ADDRESS) == ""
    prove(second)
    assert signs_in(ADDRESS) == "lovelace"
    assert signs_in("") == signs_in("nobody@example.org") == ""
    assert account_of("") is None


def test_an_address_that_was_left_signs_in_for_whom_it_remains() -> None:
    first, _ = registered("ada"), registered("lovelace")
    deletion.say_farewell(user_id=first.pk, password=PASSWORD, address=HERE)
    assert signs_in(ADDRESS) == "lovelace"
    assert not OutgoingEmail.objects.filter(user=first).exists()


def test_the_link_to_a_new_password_proves_the_address_it_was_sent_to() -> None:
    ada = registered("ada")
    accounts.request_reset(email=ADDRESS)
    accounts.confirm_reset(**link("reset"), new="another-harbour-92", address=HERE)
    ada.refresh_from_db()
    assert ada.email_proved_at is not None


def test_a_link_to_a_new_password_proves_nothing_that_another_account_has_proved() -> None:
    ada, other = registered("ada"), registered("lovelace")
    accounts.request_reset(email=ADDRESS)
    reset = re.findall(r"/account/reset/(usr_\w+)/(\S+)", str(delivered()[-1].body))
    prove(ada)
    [(user_id, token)] = [pair for pair in reset if pair[0] == other.short_id]
    renewed = accounts.confirm_reset(user_id=user_id, token=token, new="another-harbour-92", address=HERE)
    assert renewed.check_password("another-harbour-92")
    other.refresh_from_db()
    assert other.email_proved_at is None


def test_an_email_about_a_new_password_names_who_has_proved_the_address_first() -> None:
    registered("ada")
    prove(registered("lovelace"))
    accounts.request_reset(email=ADDRESS)
    assert re.findall(r"^(ada|lovelace)$", str(delivered()[-1].body), re.MULTILINE) == ["lovelace", "ada"]


def test_a_new_address_is_unproved_and_the_old_one_is_told() -> None:
    ada = prove(registered("ada"))
    old_link_to_a_password = reset_link(ada)
    changed = change(ada, "Ada@Other.Example ")
    assert (changed.email, changed.email_proved_at) == ("Ada@other.example", None)
    told, asked = delivered()[-2:]
    assert (told.to, asked.to) == ([ADDRESS], ["Ada@other.example"])
    assert "/account/" not in str(told.body).replace("/account\n", "")
    with pytest.raises(LinkExpired):
        accounts.confirm_reset(**old_link_to_a_password, new="another-harbour-92", address=HERE)
    assert accounts.prove_address(**link()).email_proved_at is not None


def reset_link(user: User) -> dict[str, str]:
    accounts.request_reset(email=user.email)
    return link("reset")


def test_a_link_for_another_address_than_todays_proves_nothing() -> None:
    ada = registered("ada")
    old = link()
    change(ada, "ada@other.example")
    with pytest.raises(LinkExpired):
        accounts.prove_address(**old)


def test_an_address_can_be_removed_and_set_again() -> None:
    ada = prove(registered("ada"))
    assert change(ada, "").email == ""
    assert delivered()[-1].to == [ADDRESS]
    assert "removed" in str(delivered()[-1].body)
    assert change(ada, ADDRESS).email_proved_at is None


def test_the_same_address_again_stays_proved_and_brings_no_email() -> None:
    ada = prove(registered("ada"))
    sent = len(delivered())
    assert change(ada, ADDRESS).email_proved_at is not None
    assert len(delivered()) == sent


@pytest.mark.parametrize(
    ("email", "password", "field"),
    [
        ("ada@other.example", "wrong", "password"),
        ("not an address", PASSWORD, "email"),
        ("ada@x.example\nBcc: bob@example.org", PASSWORD, "email"),
        (f"{'a' * 250}@example.org", PASSWORD, "email"),
    ],
)
def test_what_is_no_address_or_comes_without_the_password_changes_nothing(
    email: str, password: str, field: str
) -> None:
    ada = registered("ada")
    with pytest.raises(InvalidInput) as refusal:
        change(ada, email, password)
    assert set(refusal.value.details) == {field}
    ada.refresh_from_db()
    assert ada.email == ADDRESS


def test_a_guest_has_no_address() -> None:
    with pytest.raises(NoPassword):
        change(accounts.create_guest(), ADDRESS)


def test_what_strangers_cause_uses_up_no_email_that_an_owner_asks_for() -> None:
    for number in range(7):
        registered(f"name-{number}")
    confirmations = len(delivered())
    accounts.request_reset(email=ADDRESS)
    assert confirmations == 5
    assert "reset your password" in delivered()[-1].subject


def test_an_email_that_means_nothing_any_more_is_not_sent() -> None:
    ada = registered("ada")
    change(ada, "")
    delivered()
    assert [email.subject for email in delivered()] == ["Kleene: your e-mail address was changed"]


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except KleeneError as refusal:
        return refusal.code
    return "proved"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_accounts_that_prove_one_address_at_once_exactly_one_does() -> None:
    proofs = []
    for number in range(5):
        registered(f"name-{number}")
        proofs.append(link())
    came_to = at_once([partial(outcome, partial(accounts.prove_address, **proof)) for proof in proofs])
    assert sorted(came_to) == ["address_taken"] * 4 + ["proved"]
    assert User.objects.filter(email_proved_at__isnull=False).count() == 1
