from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "profiles"
    verbose_name = "Players"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from profiles.services import delivery, farewell, noticing, sealing, suspensions

        noticing.connect()
        noticing.register_jobs()
        farewell.register_jobs()
        delivery.register_jobs()
        suspensions.register_jobs()
        sealing.connect()
