"""A queue as long as one wants, and a moderator before it: for what is claimed about its speed."""

from __future__ import annotations

from django.test import Client

from improvisations.models import Improvisation
from improvisations.services import sharing
from improvisations.services.evidence import Statement
from profiles.models import User
from tests.improvisations.admin.full_queue import fill
from tests.staff import moderator, signed_in
from tests.worlds.services.ready_stories import GATE
from worlds.services.games import sessions
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

SAID = "I hum an old song until the keeper smiles."


def crowded_queue(amount: int) -> Client:
    """So many improvisations of some authors, most of them waiting, and who is to look at them."""
    scenarios.import_scenario(source=GATE, slug="gate")
    elena = User.objects.create_user("elena", display_name="Elena")
    game = sessions.start_solo(user_id=elena.pk, scenario_slug="gate")
    playing.play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(input=SAID))
    statement = Statement(node_id="road", player_input=SAID)
    first = sharing.share_improvisation(user_id=elena.pk, session_id=game.pk, scenario_slug="gate", statement=statement)
    made = fill(first, amount=amount - 1, authors=max(40, amount // 250))
    for status, share in (("approved", made[::10]), ("rejected", made[1::10])):
        Improvisation.objects.filter(pk__in=[row.pk for row in share]).update(status=status)
    return signed_in(moderator("mira"))
