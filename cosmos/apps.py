from django.apps import AppConfig


class CosmosConfig(AppConfig):
    name = "cosmos"
    verbose_name = "Cosmos"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cosmos import jobs, listeners

        jobs.register_jobs()
        listeners.connect_listeners()
