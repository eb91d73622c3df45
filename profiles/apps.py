from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "profiles"
    verbose_name = "Players"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from profiles import jobs, listeners

        jobs.register_jobs()
        listeners.connect_listeners()
