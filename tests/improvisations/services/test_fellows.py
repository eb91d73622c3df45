"""Collaborative worlds: what fellow members see of each other's submissions, and that they speak for them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model

from common.errors import NotFound
from improvisations.models import Endorsement, Improvisation
from improvisations.services import current_endorsements, drafts, endorsing, reviewing, sharing, visibility
from improvisations.services.errors import Decided, OwnImprovisation
from improvisations.services.evidence import Statement
from presence.services.visibility import set_visible
from profiles.models import User
from worlds.models import GameSession, SharedWorld
from worlds.services.membership import creating, joining, leaving, spectating
from worlds.services.membership.errors import NotAMember
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

TRIED = "I hum an old song until the keeper smiles."


@dataclass(frozen=True)
class Company:
    world: SharedWorld
    elena: User
    kael: User  # a fellow player
    wim: User  # who watches
    session: GameSession

    def share(self, text: str = TRIED, **told: str) -> Improvisation:
        statement = Statement(node_id="road", player_input=text, **told)
        return sharing.share_improvisation(
            user_id=self.elena.pk, session_id=self.session.pk, scenario_slug="gate", statement=statement
        )


@pytest.fixture
def company(elena: User, gate: str, request: pytest.FixtureRequest) -> Company:
    mode = getattr(request, "param", "collaborative")
    made = creating.create_world(user_id=elena.pk, scenario_slug=gate, game_mode=mode)
    kael, wim = (get_user_model().objects.create_user(name, display_name=name.title()) for name in ("kael", "wim"))
    joining.join_world(user_id=kael.pk, world_id=made.world.pk)
    spectating.spectate_world(user_id=wim.pk, world_id=made.world.pk)
    play_turn(user_id=elena.pk, session_id=made.session.pk, request=TurnRequest(input=TRIED))
    return Company(made.world, elena, kael, wim, made.session)


def sees(reader: User, row: Improvisation) -> bool:
    try:
        return visibility.visible_improvisation(reader_id=reader.pk, improvisation_id=row.pk) == row
    except NotFound:
        return False


def test_a_turn_in_a_shared_world_is_backed_by_the_worlds_log(company: Company) -> None:
    row = company.share()
    assert (row.is_verified, row.world) == (True, company.world)


def test_fellow_players_see_what_the_filter_let_pass(company: Company, stranger: User) -> None:
    row = company.share()
    assert [sees(reader, row) for reader in (company.elena, company.kael, company.wim, stranger)] == [
        True,
        True,
        False,
        False,
    ]
    listed = visibility.in_world(reader_id=company.kael.pk, world_id=company.world.short_id)
    assert list(listed) == [row]
    assert list(visibility.in_world(reader_id=company.wim.pk, world_id=company.world.short_id)) == []
    with pytest.raises(NotAMember):
        visibility.in_world(reader_id=stranger.pk, world_id=company.world.short_id)


def test_who_has_left_sees_it_no_more(company: Company) -> None:
    row = company.share()
    leaving.leave_world(user_id=company.kael.pk, world_id=company.world.pk)
    assert not sees(company.kael, row)


@pytest.mark.parametrize("company", ["shared"], indirect=True)
def test_in_a_world_that_is_not_collaborative_nobody_sees_it(company: Company) -> None:
    row = company.share()
    assert not sees(company.kael, row)
    with pytest.raises(NotFound):
        endorsing.endorse_improvisation(user_id=company.kael.pk, improvisation_id=row.pk)


def test_a_hit_hides_it_until_a_moderator_has_decided(company: Company, mira: User) -> None:
    row = company.share("I kick the sh1t out of it.", narrative_response="Ouch.", classification="limbo")
    assert not sees(company.kael, row)
    with pytest.raises(NotFound):
        endorsing.endorse_improvisation(user_id=company.kael.pk, improvisation_id=row.pk)
    reviewing.approve_idea(improvisation_id=row.pk, moderator_id=mira.pk)
    assert sees(company.kael, row)


def test_what_was_turned_down_is_its_authors_alone(company: Company, mira: User) -> None:
    row = company.share()
    reviewing.reject_idea(improvisation_id=row.pk, moderator_id=mira.pk)
    assert (sees(company.kael, row), sees(company.elena, row)) == (False, True)


def test_an_endorsement_counts_once_and_lifts_the_score(company: Company) -> None:
    row = company.share()
    endorsing.endorse_improvisation(user_id=company.kael.pk, improvisation_id=row.short_id)
    again = endorsing.endorse_improvisation(user_id=company.kael.pk, improvisation_id=row.pk)
    assert (again.endorsement_count, Endorsement.objects.count()) == (1, 1)
    assert Improvisation.objects.get().score == row.score + 2
    assert Improvisation.objects.get().version == row.version


def test_authors_watchers_and_strangers_do_not_endorse(company: Company, stranger: User) -> None:
    row = company.share()
    with pytest.raises(OwnImprovisation):
        endorsing.endorse_improvisation(user_id=company.elena.pk, improvisation_id=row.pk)
    for other in (company.wim, stranger):
        with pytest.raises(NotFound):
            endorsing.endorse_improvisation(user_id=other.pk, improvisation_id=row.pk)


def test_what_is_decided_is_not_endorsed_any_more(company: Company, mira: User) -> None:
    row = company.share()
    reviewing.approve_idea(improvisation_id=row.pk, moderator_id=mira.pk)
    with pytest.raises(Decided):
        endorsing.endorse_improvisation(user_id=company.kael.pk, improvisation_id=row.pk)


def test_voices_for_other_words_are_not_carried_over(company: Company, mira: User) -> None:
    row = company.share()
    endorsing.endorse_improvisation(user_id=company.kael.pk, improvisation_id=row.pk)
    reviewing.reject_idea(improvisation_id=row.pk, moderator_id=mira.pk)
    words = "I wave a red flag at the tower."
    again = drafts.resubmit_draft(user_id=company.elena.pk, improvisation_id=row.pk, player_input=words)
    assert (again.endorsement_count, Endorsement.objects.count()) == (0, 0)


def test_agents_have_no_voice_in_what_a_world_becomes(company: Company) -> None:
    row = company.share()
    endorsing.endorse_improvisation(user_id=company.kael.pk, improvisation_id=row.pk)
    assert current_endorsements.current_endorsements().count() == 1
    User.objects.filter(pk=company.kael.pk).update(is_agent=True)
    assert current_endorsements.current_endorsements().count() == 0


def test_spectators_read_no_approved_idea_whose_author_is_hidden(company: Company, mira: User) -> None:
    row = company.share()
    reviewing.approve_idea(improvisation_id=row.pk, moderator_id=mira.pk)
    set_visible(user_id=company.elena.pk, visible=False)
    assert [seen_by(company, reader) for reader in (company.kael, company.wim)] == [1, 0]
    set_visible(user_id=company.elena.pk, visible=True)
    assert [seen_by(company, reader) for reader in (company.kael, company.wim)] == [1, 1]


def seen_by(company: Company, reader: User) -> int:
    return visibility.in_world(reader_id=reader.pk, world_id=company.world.pk).count()
