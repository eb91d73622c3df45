from django.apps import AppConfig


class CosmosConfig(AppConfig):
    name = "cosmos"
    verbose_name = "Cosmos"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cosmos import jobs, listeners
        from cosmos.services import comments, lines, people, staff_lines
        from profiles.services import deletion, export, reports

        jobs.register_jobs()
        listeners.connect_listeners()
        export.add_section("bookmarks", people.export_bookmarks)
        export.add_section("comments", people.export_comments)
        export.add_section("sky_lines", people.export_lines)
        export.add_section("playlists", people.export_playlists)
        export.add_section("notices", people.export_notice_mark)
        reports.add_kind("comment", comments.reported_comment)
        reports.add_kind("line", lines.reported_line)
        reports.add_around("line", staff_lines.sky_lines_around)
        deletion.add_eraser(people.erase_sky_of)
