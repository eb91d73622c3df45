"""After everybody has left for good, no word that anybody wrote stands anywhere in the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import connection

from common.text_filter import TextNotFit
from cosmos.services import comments, playlists
from improvisations.models import Improvisation
from improvisations.services import drafts, reviewing, saved_views, wording
from profiles.models import User
from profiles.services import accounts, deletion, moderation, reports
from tests.cosmos.conftest import own_folder, settle
from tests.improvisations.conftest import Shares, elena, game, gate, kael, mira, plays, shares
from tests.staff import superuser
from worlds.models import PlayerText, Report
from worlds.services import chat
from worlds.services.games import sessions
from worlds.services.membership import creating, hosting, joining
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

__all__ = ["Shares", "elena", "game", "gate", "kael", "mira", "own_folder", "plays", "shares"]
pytestmark = pytest.mark.django_db

MARKER = "quillberry"
WORST = chr(102) + "aggot"  # of the hard list


def dumped() -> Iterator[str]:
    """Every value of every row of every table, as text, with the place where it stands."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - its own tables
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    told = bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else value
                    yield f"{table}.{name}: {told}"


def places_of_the_marker() -> list[str]:
    return [place for place in dumped() if MARKER in place.lower()]


def leave(user: User) -> None:
    deletion.say_farewell(user_id=user.pk, confirm=user.short_id, address="")


@pytest.fixture
def talked(elena: User, kael: User, gate: str) -> None:
    """Elena's world, in which Kael talked and was sent away, twice."""
    world = creating.create_world(user_id=elena.pk, scenario_slug=gate).world
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    for text in (f"The {MARKER} is ripe.", f"Damn the fucking {MARKER}."):
        chat.send_message(user_id=kael.pk, world_id=world.pk, text=text)
    chat.send_message(user_id=kael.pk, world_id=world.pk, text=f"A {MARKER} for you.", to=elena.pk)
    with suppress(TextNotFit):
        chat.send_message(user_id=kael.pk, world_id=world.pk, text=f"{WORST} {MARKER}")
    hosting.kick_player(user_id=elena.pk, world_id=world.pk, player=kael.short_id, reason=f"Too much {MARKER}.")
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    hosting.ban_player(user_id=elena.pk, world_id=world.pk, player=kael.short_id, reason=f"Still {MARKER}.")


@pytest.fixture
def curated(elena: User, mira: User, shares: Shares) -> Improvisation:
    """An idea of Elena's that a moderator worded, sent back, and approved when it came again."""
    told = {"narrative_response": f"He eats the {MARKER}.", "outcome": f"No {MARKER}.", "classification": "discovery"}
    row = shares(f"I offer the keeper a {MARKER}.", **told)
    wording.reword_option(improvisation_id=row.pk, moderator_id=mira.pk, wording=f"Offer a {MARKER}")
    reviewing.reject_idea(improvisation_id=row.pk, moderator_id=mira.pk, notes=f"Which {MARKER}?")
    drafts.resubmit_draft(
        user_id=elena.pk, improvisation_id=row.pk, player_input=f"I offer the keeper a ripe {MARKER}."
    )
    wording.reword_option(improvisation_id=row.pk, moderator_id=mira.pk, wording=f"Offer a ripe {MARKER}")
    reviewing.approve_idea(improvisation_id=row.pk, moderator_id=mira.pk, notes=f"A fine {MARKER}.")
    saved_views.save_view(user_id=mira.pk, name=MARKER, query=f"q={MARKER}")
    settle()
    star = row.cosmos_entry.short_id
    comments.add_comment(user_id=mira.pk, entry_id=star, text=f"What a {MARKER}!")
    playlists.create_playlist(user_id=elena.pk, title=f"My {MARKER}", entries=[star])
    return row


@pytest.fixture
def moderated(elena: User, kael: User, mira: User, curated: Improvisation) -> None:
    """Reports of each kind, decided in each way, and an account suspended twice."""

    def report(kind: str, subject_id: str) -> Report:
        return reports.report_anything(reporter_id=elena.pk, kind=kind, subject_id=subject_id, reason=f"That {MARKER}!")

    world = creating.create_world(user_id=elena.pk, scenario_slug="gate").world
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    heard = chat.send_message(user_id=kael.pk, world_id=world.pk, text=f"{MARKER} {MARKER}").event
    for decide, kind, subject_id in (
        (reports.hide_words, "message", f"{world.short_id}:{heard.sequence}"),
        (reports.dismiss_report, "player", kael.short_id),
        (reports.suspend_player, "player", kael.short_id),
    ):
        decide(report_id=report(kind, subject_id).pk, moderator_id=mira.pk, note=f"On {MARKER}.")
    moderation.lift_suspension(user_id=kael.pk, moderator_id=mira.pk)
    moderation.suspend_account(user_id=kael.pk, moderator_id=mira.pk, reason=f"For {MARKER}.")
    moderation.lift_suspension(user_id=kael.pk, moderator_id=mira.pk)
    root = superuser("warden").pk
    for name in (f"{MARKER} Kay", "Kay"):
        moderation.rename_account(user_id=kael.pk, moderator_id=root, username=f"{MARKER}_k", display_name=name)
    accounts.update_account(user_id=kael.pk, bio=f"I grow {MARKER}.", display_name=f"{MARKER} K")


@pytest.mark.usefixtures("talked", "moderated")
def test_no_word_is_left_of_people_who_have_left(elena: User, kael: User, mira: User) -> None:
    assert len(places_of_the_marker()) > 20
    moderation.withdraw_moderator(user_id=mira.pk, moderator_id=superuser().pk)
    User.objects.filter(pk=mira.pk).update(password="!")  # nobody has it, so she confirms with her id
    for user in (elena, kael, mira):
        leave(user)
    assert places_of_the_marker() == []


@pytest.mark.usefixtures("talked", "moderated")
def test_reasons_go_with_whom_they_are_about_and_others_stay(elena: User, kael: User) -> None:
    leave(kael)
    left = PlayerText.objects.exclude(text="").filter(text__icontains=MARKER)
    assert not left.filter(about_id=kael.pk).exists()
    assert not left.filter(author_id=kael.pk).exists()
    assert left.filter(about_id=elena.pk).exists()


def test_a_typed_turn_leaves_no_word_of_it(elena: User, gate: str) -> None:
    world = creating.create_world(user_id=elena.pk, scenario_slug=gate)
    alone = sessions.start_solo(user_id=elena.pk, scenario_slug=gate)
    for played in (world.session, alone):
        typed = TurnRequest(input=f"I hum about a {MARKER} to the keeper")
        play_turn(user_id=elena.pk, session_id=played.pk, request=typed)
    assert len(places_of_the_marker()) == 2
    leave(elena)
    assert places_of_the_marker() == []
