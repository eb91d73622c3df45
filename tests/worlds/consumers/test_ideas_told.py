"""What becomes part of a world while people are in it, as their sockets tell it."""

from __future__ import annotations

from functools import partial

from common.database_threads import in_thread
from tests.worlds.consumers.sockets import everything, joined
from tests.worlds.living_world import Living
from tests.worlds.services.ideas import climb
from worlds.services.stories import overlays


async def test_everybody_is_told_by_number_and_can_play_it_at_once(living: Living) -> None:
    ada, ben, cleo = living.people
    async with joined(living, ada) as one, joined(living, ben) as two, joined(living, cleo) as three:
        begun = await everything(*(client.read_until("game_state") for client in (one, two, three)))
        adding = partial(overlays.add_to_world, world_id=living.world.pk, addition=climb(), author_id=ada.pk)
        made = await in_thread(adding)
        frames = await everything(*(client.read_until("content_integrated") for client in (one, two, three)))
        for frame, state in zip(frames, begun, strict=True):
            assert frame["sequence_number"] == state["data"]["sequence"] + 1
            assert frame["data"] | {"timestamp": ""} == {
                "user_id": ada.short_id, "display_name": "Ada", "character_name": "Ada",
                "action": "added", "revision": made.number, "node_id": "road", "option_id": "imp_climbing", "timestamp": "",
            }  # fmt: skip
        answer = await two.ask({"type": "turn", "option_id": "imp_climbing"})
        assert (answer["type"], answer["data"]["cell"]) == ("turn_result", "discovery")
        assert answer["data"]["view"]["node"]["id"] == "garden"


async def test_who_connects_afterwards_begins_with_it(living: Living) -> None:
    adding = partial(overlays.add_to_world, world_id=living.world.pk, addition=climb(), author_id=living.people[0].pk)
    await in_thread(adding)
    async with joined(living, living.people[1]) as ben:
        state = await ben.read_until("game_state")
        offered = state["data"]["view"]["node"]["options"][-1]
        assert (offered["id"], offered["credit"]["name"]) == ("imp_climbing", "Ada")
