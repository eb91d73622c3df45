from django.apps import AppConfig


class WorldsConfig(AppConfig):
    name = "worlds"
    verbose_name = "Worlds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from worlds.narrators import checks  # noqa: F401  # registers the check
        from worlds.services import presence_news
        from worlds.services.housekeeping import register_jobs

        register_jobs()
        presence_news.listen()
