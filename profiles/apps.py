from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "profiles"
    verbose_name = "Players"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from profiles.services import achievement_jobs, deletion, delivery, stream_rechecks, suspensions

        achievement_jobs.connect_signals()
        achievement_jobs.register_jobs()
        deletion.register_jobs()
        delivery.register_jobs()
        suspensions.register_jobs()
        stream_rechecks.listen_for_credentials()
