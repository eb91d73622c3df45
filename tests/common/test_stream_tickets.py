from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.db.models.functions import Now

from common.credentials import Credential
from common.errors import AuthInvalid
from common.models import StreamTicket
from common.stream_tickets import issue_ticket, redeem_ticket
from profiles.services import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db: None) -> Credential:
    return credential()


def credential() -> Credential:
    guest = accounts.create_guest()
    return Credential(guest.pk, guest.get_session_auth_hash(), datetime(2030, 1, 1, tzinfo=UTC), "a browser's")


def test_a_ticket_tells_once_what_it_was_asked_for_with(ada: Credential) -> None:
    token = issue_ticket(ada)
    assert redeem_ticket(token=token) == ada
    with pytest.raises(AuthInvalid, match="Request another"):
        redeem_ticket(token=token)


def test_a_ticket_lives_for_half_a_minute(ada: Credential) -> None:
    token = issue_ticket(ada)
    life = StreamTicket.objects.filter(
        expires_at__gt=Now() + timedelta(seconds=25), expires_at__lte=Now() + timedelta(seconds=30)
    )
    assert life.exists()
    StreamTicket.objects.update(expires_at=Now())
    with pytest.raises(AuthInvalid):
        redeem_ticket(token=token)


@pytest.mark.parametrize("token", ["", "nonsense", "\0", "\ud800", "x" * 100_000])
def test_what_is_no_ticket_is_refused(ada: Credential, token: str) -> None:
    issue_ticket(ada)
    with pytest.raises(AuthInvalid):
        redeem_ticket(token=token)


def test_the_table_holds_nothing_that_opens_a_stream(ada: Credential) -> None:
    token = issue_ticket(ada)
    row = StreamTicket.objects.get()
    assert token not in str(vars(row))
    with pytest.raises(AuthInvalid):
        redeem_ticket(token=row.token_hash)


def test_each_ticket_is_its_own_and_old_ones_make_room(ada: Credential) -> None:
    first, second = issue_ticket(ada), issue_ticket(ada)
    assert redeem_ticket(token=second) == redeem_ticket(token=first) == ada
    issue_ticket(ada)
    StreamTicket.objects.update(expires_at=Now())
    issue_ticket(ada)
    assert StreamTicket.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_show_one_ticket_at_once_exactly_one_is_let_in() -> None:
    token = issue_ticket(credential())
    start = Barrier(8)

    def one(_: int) -> bool:
        start.wait()
        try:
            redeem_ticket(token=token)
        except AuthInvalid:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as crowd:
        assert sorted(crowd.map(one, range(8))) == [False] * 7 + [True]
