import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("worlds", "0004_shared_worlds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ScoreBucket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("board", models.CharField(max_length=120)),
                ("score", models.IntegerField()),
                ("players", models.IntegerField()),
            ],
            options={
                "db_table": "score_buckets",
                "constraints": [models.UniqueConstraint(fields=("board", "score"), name="one_bucket_per_score")],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("verified", "verified"),
                            ("provisional", "provisional"),
                            ("uncurated", "not curated"),
                            ("refused", "refused"),
                            ("unfinished", "no ending yet"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("number", models.PositiveIntegerField(verbose_name="records read")),
                ("rewinds", models.PositiveIntegerField(default=0)),
                ("judged_at", models.DateTimeField()),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="judgement", to="worlds.gamesession"
                    ),
                ),
            ],
            options={
                "db_table": "leaderboard_judgements",
                "permissions": (("judge_again", "Can have games judged and standings counted again"),),
                "indexes": [models.Index(fields=["-judged_at"], name="judgements_by_time")],
            },
        ),
        migrations.CreateModel(
            name="LeaderboardEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("grid_coverage", "grid coverage"),
                            ("turn_efficiency", "turn efficiency"),
                            ("scenario_completion", "scenario completion"),
                            ("improvisation_accepted", "improvisation accepted"),
                            ("gold_achiever", "gold achiever"),
                        ],
                        max_length=50,
                    ),
                ),
                ("score", models.IntegerField()),
                (
                    "placing",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(category__in=["turn_efficiency"], then=models.F("score")),
                            default=django.db.models.expressions.CombinedExpression(
                                models.F("score"), "*", models.Value(-1)
                            ),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("details", models.JSONField(default=dict)),
                ("achieved_at", models.DateTimeField()),
                (
                    "scenario",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.scenario",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "leaderboard entries",
                "db_table": "leaderboard_entries",
                "indexes": [
                    models.Index(
                        fields=["category", "scenario", "placing", "achieved_at", "id"], name="entries_as_they_rank"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("scenario__isnull", False)),
                        fields=("user", "category", "scenario"),
                        name="one_entry_in_a_story",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("scenario__isnull", True)),
                        fields=("user", "category"),
                        name="one_entry_in_all_stories",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaderboardPeriodEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("grid_coverage", "grid coverage"),
                            ("turn_efficiency", "turn efficiency"),
                            ("scenario_completion", "scenario completion"),
                            ("improvisation_accepted", "improvisation accepted"),
                            ("gold_achiever", "gold achiever"),
                        ],
                        max_length=50,
                    ),
                ),
                ("score", models.IntegerField()),
                (
                    "placing",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(category__in=["turn_efficiency"], then=models.F("score")),
                            default=django.db.models.expressions.CombinedExpression(
                                models.F("score"), "*", models.Value(-1)
                            ),
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("details", models.JSONField(default=dict)),
                ("achieved_at", models.DateTimeField()),
                ("period", models.CharField(choices=[("week", "week"), ("month", "month")], max_length=8)),
                ("starts_on", models.DateField()),
                (
                    "scenario",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.scenario",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "leaderboard period entries",
                "db_table": "leaderboard_period_entries",
                "indexes": [
                    models.Index(
                        fields=["category", "scenario", "period", "starts_on", "placing", "achieved_at", "id"],
                        name="period_entries_as_they_rank",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("scenario__isnull", False)),
                        fields=("user", "category", "period", "starts_on", "scenario"),
                        name="one_entry_in_a_story_and_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("scenario__isnull", True)),
                        fields=("user", "category", "period", "starts_on"),
                        name="one_entry_in_all_stories_and_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoredFinish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="record that came to it")),
                ("ending_id", models.CharField(blank=True, max_length=200)),
                ("turns", models.PositiveIntegerField()),
                ("was_rewound", models.BooleanField()),
                ("cells", models.JSONField()),
                ("finished_at", models.DateTimeField()),
                (
                    "scenario",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.scenario",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="worlds.gamesession",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "leaderboard_finishes",
                "indexes": [models.Index(fields=["user", "finished_at"], name="finishes_of_a_player")],
                "constraints": [models.UniqueConstraint(fields=("session", "number"), name="one_finish_per_record")],
            },
        ),
    ]
