from django.apps import AppConfig


class WorldsConfig(AppConfig):
    name = "worlds"
    verbose_name = "Worlds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from worlds import jobs, listeners
        from worlds.likeness import checks as likeness_checks  # noqa: F401  # registers its checks
        from worlds.narrators import checks  # noqa: F401  # registers the check
        from worlds.services import presence_news

        jobs.register_jobs()
        listeners.connect_listeners(self)
        presence_news.name_worlds_to_presence()
