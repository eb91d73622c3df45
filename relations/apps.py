from django.apps import AppConfig


class RelationsConfig(AppConfig):
    name = "relations"
    verbose_name = "Relations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import table_changes
        from relations import jobs

        jobs.register_jobs()
        # Open streams keep whom their readers have muted.
        table_changes.watch_table("relations.Mute")
