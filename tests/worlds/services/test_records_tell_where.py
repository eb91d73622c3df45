"""A record says at which node its turn was played, and is sealed with it."""

from tests.worlds.services.conftest import Plays
from worlds.models import GameSession
from worlds.services.games import replay
from worlds.services.turns.record_log import record_seal


def test_a_record_tells_the_node_that_a_turn_was_played_at_not_where_it_led(game: GameSession, plays: Plays) -> None:
    plays("take_key")
    plays("open_gate")
    plays(text="I smell the grass")
    assert list(game.records.order_by("number").values_list("node_id", flat=True)) == ["", "road", "road", "garden"]


def test_the_node_is_part_of_the_seal(game: GameSession, plays: Plays) -> None:
    plays("take_key")
    record = game.records.get(number=2)
    record.node_id = "garden"
    assert record_seal(record) != record.record_hash
    assert replay.verify_game(session=GameSession.objects.get(pk=game.pk))["ok"]
