"""E-mails leave after the answer, whatever becomes of the mail server."""

import logging
import socket

import pytest
from django.core import mail
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from common import jobs
from common.throttles import CountersInMemory, counters
from kleene_site import settings as site_settings
from profiles import jobs as profiles_jobs
from profiles.models import OutgoingEmail, User
from profiles.services.delivery import MOST_TRIES, send_emails
from tests.profiles.mail import Choosy, delivered

pytestmark = pytest.mark.django_db
RESET = "/api/v1/auth/password/reset"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    counts = counters()
    assert isinstance(counts, CountersInMemory)
    counts.storage.reset()


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", email="ada@example.org")


def ask(client: Client, email: str = "ada@example.org") -> tuple[int, bytes, list[str]]:
    """The answer, and what was asked of the database for it."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(RESET, {"email": email}, content_type="application/json")
    verbs = [query["sql"].partition(" ")[0] for query in asked.captured_queries]
    return answer.status_code, answer.content, verbs


def test_the_answer_is_the_same_for_known_and_unknown_and_with_a_mail_server_that_is_down(
    client: Client, ada: User, settings: Settings
) -> None:
    known, unknown = ask(client), ask(client, "bob@example.org")
    settings.EMAIL_BACKEND = "tests.profiles.mail.Down"
    assert known == unknown == ask(client)
    assert known[0] == 200
    assert mail.outbox == []


def test_one_email_names_every_account_of_the_address(client: Client, ada: User) -> None:
    User.objects.create_user("lovelace", email="Ada@Example.org")
    User.objects.create_user("gone", email="ada@example.org", is_active=False)
    ask(client)
    [email] = delivered()
    assert email.to == ["ada@example.org"]
    for user in User.objects.filter(is_active=True):
        assert f"{user.username}\n" in str(email.body)
        assert f"/account/reset/{user.short_id}/" in str(email.body)
    assert "gone" not in str(email.body)
    assert not OutgoingEmail.objects.exists()


def test_an_address_that_many_accounts_gave_gets_no_endless_email(client: Client, ada: User) -> None:
    User.objects.bulk_create(
        User(username=f"name-{number}", email="ada@example.org", password="!") for number in range(40)
    )
    ask(client)
    [email] = delivered()
    assert str(email.body).count("/account/reset/") == 20
    assert f"/account/reset/{ada.short_id}/" in str(email.body)


def test_an_address_gets_only_so_many_emails_and_who_asks_is_answered_the_same(client: Client, ada: User) -> None:
    answers = [ask(client, address)[:2] for address in ["ada@example.org", "ADA@example.org"] * 4]
    assert answers == [answers[0]] * 8
    assert len(delivered()) == 5


def test_an_email_that_cannot_be_sent_is_tried_again_later_and_given_up_in_the_end(
    client: Client, ada: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "tests.profiles.mail.Down"
    ask(client)
    for tries in range(1, MOST_TRIES):
        assert send_emails() == ""
        assert OutgoingEmail.objects.get().tries == tries
        assert send_emails() == ""  # not before its time
        assert OutgoingEmail.objects.get().tries == tries
        OutgoingEmail.objects.update(due_at=Now())
    send_emails()
    assert not OutgoingEmail.objects.exists()
    levels = [record.levelno for record in caplog.records if record.name == "kleene.mail"]
    assert levels == [logging.WARNING] * (MOST_TRIES - 1) + [logging.ERROR]


def test_one_bad_address_holds_up_no_other_and_stands_in_no_log(
    client: Client, ada: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "tests.profiles.mail.Choosy"
    User.objects.create_user("bob", email="bob@example.org")
    ask(client)
    ask(client, "bob@example.org")
    assert send_emails() == "sent 1 e-mails"
    assert [email.to for email in mail.outbox] == [["bob@example.org"]]
    assert "SMTPDataError 554" in caplog.text
    assert "ada@" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_no_connection_is_held_while_a_mail_server_thinks(client: Client, ada: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.profiles.mail.Choosy"
    Choosy.held.clear()
    ask(client)
    send_emails()
    assert Choosy.held == [False]


def test_a_silent_mail_server_is_not_waited_for_without_end(
    client: Client, ada: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.1
        ask(client)
        send_emails()
    assert OutgoingEmail.objects.get().tries == 1
    assert "e-mail put off" in caplog.text


def test_the_patience_with_mail_servers_is_a_setting_of_ours() -> None:
    assert site_settings.EMAIL_TIMEOUT == 10


def test_emails_have_a_thread_of_their_own() -> None:
    profiles_jobs.register_jobs()
    assert [job.name for job in jobs.registered.values() if job.thread == "mail"] == ["send-emails"]
