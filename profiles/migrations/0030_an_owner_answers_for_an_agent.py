import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def free_those_that_own_themselves(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    agents = apps.get_model("profiles", "AgentBehavior").objects
    agents.filter(owner=models.F("user")).update(owner=None)


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0029_moderators_move_players"),
    ]

    operations = [
        migrations.AddField(
            model_name="agentbehavior",
            name="token_expires_at",
            field=models.DateTimeField(
                blank=True,
                help_text="Until when the token lets it in that its owner made last (UTC); empty without one.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="with_owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="of_agents",
                to="profiles.suspension",
            ),
        ),
        migrations.RunPython(free_those_that_own_themselves, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="agentbehavior",
            constraint=models.CheckConstraint(
                condition=models.Q(owner__isnull=True) | ~models.Q(owner=models.F("user")),
                name="no_agent_owns_itself",
            ),
        ),
    ]
