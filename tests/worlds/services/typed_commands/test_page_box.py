"""A line with a slash, typed into the page's own box, alone and in company."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.worlds.services.typed_commands.green import GREEN, green_world, over_http
from worlds.models import GameSession
from worlds.services.games import sessions
from worlds.services.stories import scenarios

pytestmark = pytest.mark.django_db(transaction=True)


def typed(person: object, session: GameSession, line: str) -> str:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    answer = client.post(f"/play/{session.short_id}", {"input": line}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("where", ["alone", "in company"])
def test_the_box_answers_commands_alone_and_in_company(where: str) -> None:
    if where == "alone":
        person = get_user_model().objects.create_user("ada")
        scenarios.import_scenario(source=GREEN, slug="green")
        session = sessions.start_solo(user_id=person.pk, scenario_slug="green")
    else:
        living = green_world("ada", "ben")
        person, session = living.people[0], GameSession.objects.get(user=living.people[0])
    assert "You carry knife." in typed(person, session, "/inventory")
    assert "Did you mean look" in typed(person, session, "/lok")
    assert "You take the storm lantern." in typed(person, session, "/get lantern")
    session.refresh_from_db()
    assert session.turns_played == 1
    assert ("is taken back" in typed(person, session, "/undo")) == (where == "alone")


@pytest.mark.parametrize("line", ["/lok", "/get dragon", "/whisper nobody come here", "/say kill yourself"])
def test_a_line_that_came_to_nothing_stays_in_the_box(line: str) -> None:
    living = green_world("ada", "ben")
    page = typed(living.people[0], GameSession.objects.get(user=living.people[0]), line)
    assert f'value="{line}"' in page


def test_others_read_what_somebody_does_behind_their_name() -> None:
    living = green_world("ada", "ben")
    ada, ben = living.people
    over_http(living, ada, "emote waves <b>wildly</b>.")
    client = Client()
    client.force_login(ben)
    page = client.get(f"/play/{GameSession.objects.get(user=ben).short_id}").content.decode()
    assert '<span class="deed">waves &lt;b&gt;wildly&lt;/b&gt;.</span>' in page
