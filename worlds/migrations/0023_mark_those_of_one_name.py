from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Count

from common.folding import folded


def mark(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    places = apps.get_model("worlds", "WorldParticipant").objects
    shared = places.values("world_id").annotate(count=Count("pk")).filter(count__gt=1)
    for world_id in shared.values_list("world_id", flat=True):
        taken = set()
        for place in places.filter(world_id=world_id).select_related("user").order_by("pk"):
            name, number = place.user.display_name, 1
            while name and folded(f"{name} ({number})" if number > 1 else name) in taken:
                number += 1
            taken.add(folded(f"{name} ({number})" if number > 1 else name))
            if number > 1 and getattr(place.user, "anonymised_at", None) is None:
                places.filter(pk=place.pk).update(namesake=number)


class Migration(migrations.Migration):
    dependencies = [
        ("worlds", "0022_marks_of_namesakes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
