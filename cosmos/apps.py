from django.apps import AppConfig


class CosmosConfig(AppConfig):
    name = "cosmos"
    verbose_name = "Cosmos"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cosmos import jobs, listeners
        from cosmos.services import comments, people
        from profiles.services import deletion, export, reports

        jobs.register_jobs()
        listeners.connect_listeners()
        export.add_section("bookmarks", people.export_bookmarks)
        export.add_section("comments", people.export_comments)
        export.add_section("playlists", people.export_playlists)
        export.add_section("notices", people.export_notice_mark)
        reports.add_kind("comment", comments.reported_comment)
        deletion.add_eraser(people.erase_sky_of)
