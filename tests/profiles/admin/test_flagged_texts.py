"""What the text filter masked or refused, as moderators read it."""

from __future__ import annotations

import pytest
from django.test import Client

from common.text_filter import TextNotFit
from profiles.models import User
from tests.admin_pages import act, page, read, rows
from tests.staff import moderator, signed_in, staff_with
from tests.worlds.services.ready_stories import GATE
from worlds.models import ModerationRecord, SharedWorld
from worlds.services import chat
from worlds.services.membership import creating, joining
from worlds.services.stories import scenarios

WORST = chr(102) + "aggot"  # of the hard list
EVIL = "<script>alert('kleene')</script>"


@pytest.fixture
def kael(db: None) -> User:
    user: User = User.objects.create_user("kael", display_name="Kael")
    return user


@pytest.fixture
def world(ada: User, kael: User) -> SharedWorld:
    scenarios.import_scenario(source=GATE, slug="gate")
    made = creating.create_world(user_id=ada.pk, scenario_slug="gate").world
    joining.join_world(user_id=kael.pk, world_id=made.pk)
    return made


@pytest.fixture
def masked(kael: User, ada: User, world: SharedWorld) -> ModerationRecord:
    chat.send_message(user_id=ada.pk, world_id=world.pk, text="Who took the lamp?")
    chat.send_message(user_id=ada.pk, world_id=world.pk, text="A secret for you.", to=kael.pk)
    chat.send_message(user_id=kael.pk, world_id=world.pk, text=f"The fucking keeper {EVIL}")
    chat.send_message(user_id=ada.pk, world_id=world.pk, text="No need to shout.")
    return ModerationRecord.objects.get()


@pytest.fixture
def refused(kael: User, world: SharedWorld) -> ModerationRecord:
    with pytest.raises(TextNotFit):
        chat.send_message(user_id=kael.pk, world_id=world.pk, text=f"You {WORST}")
    return ModerationRecord.objects.get(action="refused")


def test_the_list_shows_words_author_story_place_and_world(
    mira: Client, masked: ModerationRecord, world: SharedWorld
) -> None:
    told = read(mira, rows(ModerationRecord))
    for part in ("fucking", "Kael", "masked", world.short_id, world.scenario.name, "profanity"):
        assert part.lower() in told.lower(), part
    assert "<script>alert" not in told
    assert masked.session is not None
    assert masked.place


def test_what_was_refused_is_read_here_alone(mira: Client, refused: ModerationRecord, world: SharedWorld) -> None:
    told = read(mira, page(refused))
    assert WORST in told
    assert "nobody else has seen it" in told


def test_its_page_shows_what_was_said_around_it_but_no_whisper(mira: Client, masked: ModerationRecord) -> None:
    told = read(mira, page(masked))
    assert "Who took the lamp?" in told
    assert "No need to shout." in told
    assert "A secret for you." not in told
    assert "<script>alert" not in told


def test_its_page_leads_to_the_author_the_world_and_the_game(
    mira: Client, kael: User, masked: ModerationRecord, world: SharedWorld
) -> None:
    told = read(mira, page(masked))
    assert page(kael) in told
    assert f"/worlds/{world.short_id}" in told
    assert masked.session is not None
    assert page(masked.session) in told


@pytest.mark.parametrize(
    ("query", "shows"),
    [
        ("", True),
        ("action=masked", True),
        ("action=refused", False),
        ("author=kael", True),
        ("author=ada", False),
        ("door=alone", False),
        ("door=cosmos", False),
        ("world=wld_aaaaaaaa", False),
        ("q=keeper", True),
        ("q=lamp", False),
        ("seen=yes", False),
        ("by=grave", True),
    ],
)
def test_filters_pick_among_them(mira: Client, masked: ModerationRecord, query: str, shows: bool) -> None:  # noqa: FBT001
    assert (page(masked) in read(mira, f"{rows(ModerationRecord)}?{query}")) is shows


def test_who_has_seen_to_it_takes_it_off_the_list(mira: Client, masked: ModerationRecord) -> None:
    mira.post(act(masked, "seen"))
    masked.refresh_from_db()
    assert masked.seen_at is not None
    assert page(masked) not in read(mira, rows(ModerationRecord))
    assert page(masked) in read(mira, f"{rows(ModerationRecord)}?seen=all")
    other = signed_in(moderator("nils"))
    assert (
        "Another moderator has already handled this." in other.post(act(masked, "seen"), follow=True).content.decode()
    )


def test_the_author_is_suspended_from_here(mira: Client, kael: User, masked: ModerationRecord) -> None:
    assert "Suspend Kael" in read(mira, act(masked, "suspend"))
    mira.post(act(masked, "suspend"), {"reason": "Language", "length": "day"})
    kael.refresh_from_db()
    masked.refresh_from_db()
    assert not kael.is_active
    assert masked.seen_by_id is not None


def test_only_who_may_handle_reports_reads_it(masked: ModerationRecord) -> None:
    for clerk in (staff_with("worlds.view_moderationrecord"), staff_with("worlds.view_report", name="reader")):
        window = signed_in(clerk)
        for path in (rows(ModerationRecord), page(masked), act(masked, "seen")):
            assert window.get(path).status_code == 403, path
    handler = signed_in(staff_with("worlds.handle_report", name="handler"))
    assert "fucking" in read(handler, page(masked))
    assert act(masked, "suspend") not in read(handler, page(masked))
    assert handler.post(act(masked, "suspend"), {"reason": "x", "length": "day"}).status_code == 403


def test_erased_words_are_gone_here_too(mira: Client, kael: User, masked: ModerationRecord) -> None:
    masked.text.redact()
    told = read(mira, page(masked))
    assert "(removed)" in told
    assert "fucking" not in told


def test_a_game_alone_is_told_with_its_scene(mira: Client, ada: User) -> None:
    from improvisations.services import sharing
    from improvisations.services.evidence import Statement
    from worlds.services.games import sessions

    scenarios.import_scenario(source=GATE, slug="gate")
    game = sessions.start_solo(user_id=ada.pk, scenario_slug="gate")
    statement = Statement(
        node_id="road",
        player_input=f"I call him a {WORST}.",
        narrative_response="He frowns.",
        classification="discovery",
    )
    with pytest.raises(TextNotFit):
        sharing.share_improvisation(user_id=ada.pk, session_id=game.pk, scenario_slug="gate", statement=statement)
    record = ModerationRecord.objects.get()
    assert (record.session, record.place, record.world) == (game, "road", None)
    assert "Road" in read(mira, page(record))


def test_the_list_asks_as_often_for_many_as_for_one(
    mira: Client, kael: User, world: SharedWorld, masked: ModerationRecord
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        read(mira, rows(ModerationRecord))
    for number in range(5):
        chat.send_message(user_id=kael.pk, world_id=world.pk, text=f"Fucking {number}")
    with CaptureQueriesContext(connection) as many:
        read(mira, rows(ModerationRecord))
    assert len(many) == len(one)
