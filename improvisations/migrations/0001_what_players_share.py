import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import common.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("worlds", "0007_room_for_longer_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Improvisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "short_id",
                    models.CharField(
                        default=common.ids.new_improvisation_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("node_id", models.CharField(max_length=200, verbose_name="node")),
                (
                    "option_id",
                    models.CharField(blank=True, max_length=200, verbose_name="improvise option that it answers"),
                ),
                ("response", models.TextField(blank=True)),
                ("outcome", models.CharField(blank=True, max_length=500)),
                ("classification", models.CharField(max_length=16, verbose_name="cell")),
                ("intent", models.CharField(blank=True, max_length=16)),
                ("is_verified", models.BooleanField(verbose_name="backed by the session's own record")),
                ("score", models.PositiveSmallIntegerField(default=0)),
                ("score_parts", models.JSONField(default=list)),
                ("is_flagged", models.BooleanField(default=False, verbose_name="noticed by the text filter")),
                ("moderation_score", models.PositiveSmallIntegerField(default=0)),
                ("moderation_reasons", models.JSONField(blank=True, default=list)),
                ("similarity", models.PositiveSmallIntegerField(default=0, verbose_name="likeness to it, in percent")),
                ("endorsement_count", models.PositiveSmallIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted"),
                            ("under_review", "Under Review"),
                            ("approved", "Approved"),
                            ("integrated", "Integrated"),
                            ("rejected", "Rejected"),
                        ],
                        default="submitted",
                        max_length=16,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("claim_expires_at", models.DateTimeField(blank=True, null=True)),
                ("reviewer_notes", models.TextField(blank=True)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("integrated_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(verbose_name="last submitted")),
                ("created_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvisations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claimed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "input_text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="worlds.playertext"
                    ),
                ),
                (
                    "near_duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="near_duplicates",
                        to="improvisations.improvisation",
                    ),
                ),
                (
                    "outcome_text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.playertext",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.turnrecord",
                    ),
                ),
                (
                    "response_text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.playertext",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="worlds.scenariorevision"
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="improvisations", to="worlds.scenario"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvisations",
                        to="worlds.gamesession",
                    ),
                ),
                (
                    "world",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="improvisations",
                        to="worlds.sharedworld",
                    ),
                ),
            ],
            options={
                "db_table": "improvisations",
                "ordering": ("-created_at",),
                "permissions": (
                    ("moderate", "Can claim, approve and reject improvisations"),
                    ("integrate", "Can make approved improvisations a part of the story"),
                ),
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "improvisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="endorsements",
                        to="improvisations.improvisation",
                    ),
                ),
            ],
            options={
                "db_table": "endorsements",
            },
        ),
        migrations.CreateModel(
            name="ImprovisationMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(verbose_name="version that it led to")),
                (
                    "from_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("submitted", "Submitted"),
                            ("under_review", "Under Review"),
                            ("approved", "Approved"),
                            ("integrated", "Integrated"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "to_status",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted"),
                            ("under_review", "Under Review"),
                            ("approved", "Approved"),
                            ("integrated", "Integrated"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=16,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "improvisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="improvisations.improvisation",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.playertext",
                    ),
                ),
            ],
            options={
                "db_table": "improvisation_moves",
                "ordering": ("improvisation_id", "version"),
            },
        ),
        migrations.CreateModel(
            name="Integration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("target_node_id", models.CharField(max_length=200, verbose_name="node")),
                ("as_option", models.BooleanField(default=True, verbose_name="as an option of its own")),
                (
                    "option_id",
                    models.CharField(max_length=200, verbose_name="option added, or improvise option that answers"),
                ),
                ("outcome_node_id", models.CharField(blank=True, max_length=200, verbose_name="node that it leads to")),
                ("addition", models.JSONField(default=dict)),
                (
                    "conflict",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="why the newest import could not keep it"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "improvisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="integrations",
                        to="improvisations.improvisation",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="integrations",
                        to="worlds.scenariorevision",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.scenariorevision",
                    ),
                ),
                (
                    "world",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="integrations",
                        to="worlds.sharedworld",
                    ),
                ),
            ],
            options={
                "db_table": "integrations",
                "ordering": ("pk",),
            },
        ),
        migrations.AddIndex(
            model_name="improvisation",
            index=models.Index(fields=["status", "-score", "submitted_at"], name="improvisations_by_score"),
        ),
        migrations.AddIndex(
            model_name="improvisation",
            index=models.Index(fields=["status", "submitted_at"], name="improvisations_by_age"),
        ),
        migrations.AddIndex(
            model_name="improvisation",
            index=models.Index(fields=["scenario", "node_id", "-created_at"], name="improvisations_of_a_node"),
        ),
        migrations.AddIndex(
            model_name="improvisation",
            index=models.Index(fields=["author", "-created_at"], name="improvisations_of_an_author"),
        ),
        migrations.AddIndex(
            model_name="improvisation",
            index=models.Index(fields=["-created_at"], name="improvisations_newest_first"),
        ),
        migrations.AddIndex(
            model_name="improvisation",
            index=models.Index(
                condition=models.Q(("world__isnull", False)), fields=["world"], name="improvisations_of_a_world"
            ),
        ),
        migrations.AddIndex(
            model_name="improvisation",
            index=models.Index(
                condition=models.Q(("claimed_by__isnull", False)),
                fields=["claimed_by"],
                name="improvisations_claimed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("submitted", "under_review"))),
                fields=("author", "scenario", "node_id"),
                name="one_pending_improvisation_per_node",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_verified", False), ("record__isnull", False), _connector="OR"),
                name="verified_means_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__lte", 100)), name="improvisation_scores_end_at_100"
            ),
        ),
        migrations.AddConstraint(
            model_name="endorsement",
            constraint=models.UniqueConstraint(fields=("improvisation", "user"), name="one_endorsement_per_person"),
        ),
        migrations.AddIndex(
            model_name="improvisationmove",
            index=models.Index(fields=["to_status", "at"], name="moves_by_week"),
        ),
        migrations.AddIndex(
            model_name="improvisationmove",
            index=models.Index(fields=["by", "to_status", "at"], name="moves_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="improvisationmove",
            constraint=models.UniqueConstraint(
                fields=("improvisation", "version"), name="one_improvisation_move_per_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="integration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None), ("world", None)),
                fields=("improvisation",),
                name="one_integration_into_the_scenario",
            ),
        ),
        migrations.AddConstraint(
            model_name="integration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None), ("world__isnull", False)),
                fields=("improvisation", "world"),
                name="one_integration_into_a_world",
            ),
        ),
    ]
