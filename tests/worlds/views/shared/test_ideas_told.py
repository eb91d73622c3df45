"""What the feed of a world says of ideas that became part of it."""

from __future__ import annotations

from django.test import Client

from profiles.models import User
from tests.worlds.services.ideas import climb
from tests.worlds.views.pages import text_of
from worlds.models import SharedWorld
from worlds.services.stories import overlays


def test_the_feed_names_whose_idea_it_was_and_tells_when_it_goes_again(
    browser: Client, window: Client, kael: User, world: SharedWorld, there: str
) -> None:
    start = world.revision.content["start_node"]
    option = climb(node=start, next_node=start)
    overlays.add_to_world(world_id=world.pk, addition=option, author_id=kael.pk)
    assert f"{kael.display_name} had an idea that is part of this world now." in text_of(window.get(there))
    assert "Climb over the wall" in text_of(window.get(there))
    assert "idea by Ada" in text_of(window.get(there))
    overlays.take_out_of_world(world_id=world.pk, key=option.id)
    assert "A player\u2019s idea was removed from this world." in text_of(window.get(there))
    assert "Climb over the wall" not in text_of(window.get(there))
