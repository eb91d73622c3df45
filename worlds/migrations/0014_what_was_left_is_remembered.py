from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def remember(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Let players who have left remember the world as it is today: how it was when they left was not kept."""
    stays, places = (apps.get_model("worlds", name).objects for name in ("WorldStay", "WorldParticipant"))
    gone = places.exclude(left_at=None).select_related("world")
    for place in gone.iterator(chunk_size=100):
        world = place.world
        last = stays.filter(world=world, user_id=place.user_id).order_by("-pk").values_list("pk", flat=True).first()
        stays.filter(pk=last).update(
            world_state=world.world_state,
            world_turn=world.turn,
            world_seq=world.record_seq,
            event_seq=world.event_seq,
            player_count=world.player_count,
            revision_id=world.revision_id,
        )


class Migration(migrations.Migration):
    dependencies = [("worlds", "0013_stays_remember_the_world")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
