"""Covers: from a file beside the story to a picture under its own hash."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from tests.worlds.services.ready_stories import GATE
from worlds import limits
from worlds.models import ScenarioCover, ScenarioRevision
from worlds.services.stories.availability import withhold_scenario
from worlds.services.stories.catalogue import scenario_summary
from worlds.services.stories.covers import CoverRefused, made_cover
from worlds.services.stories.scenarios import ScenarioRefused, import_scenario

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><script>alert(1)</script><rect width="3" height="2"/></svg>'
COVERED = GATE + b"cover: gate.svg\nauthor: Ada\nminutes: 20\ncontent_notes: [storms]\n"


def picture(kind: str, size: tuple[int, int] = (1800, 900)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#135").save(out, format=kind, comment=b"secret place") if kind == "JPEG" else Image.new(
        "RGB", size, "#135"
    ).save(out, format=kind)
    return out.getvalue()


def brought_in(cover: bytes | None = SVG, source: bytes = COVERED) -> None:
    import_scenario(source=source, slug="gate", beside=lambda name: cover if name == "gate.svg" else None)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photograph_is_encoded_anew_and_made_no_larger_than_it_is_shown(kind: str) -> None:
    made = made_cover(f"a.{kind.lower()}", picture(kind))
    assert made.content_type == "image/webp"
    assert b"secret" not in made.content
    with Image.open(io.BytesIO(made.content)) as image:
        assert image.size == (1200, 600)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.png", b"no picture"),
        ("a.png", SVG),
        ("a.svg", b"<html/>"),
        ("a.svg", SVG + b" " * limits.COVER),
        ("a.png", picture("GIF")),
        ("a.png", picture("PNG")[:200]),
    ],
)
def test_what_is_no_picture_is_refused(name: str, source: bytes) -> None:
    with pytest.raises(CoverRefused):
        made_cover(name, source)


@pytest.mark.django_db
class TestAtImport:
    def test_a_story_tells_its_cover_author_length_and_notes(self) -> None:
        brought_in()
        told = scenario_summary(slug="gate")
        assert (told["author"], told["minutes"], told["content_notes"]) == ("Ada", 20, ["storms"])
        assert told["cover"] is not None
        assert told["cover"].startswith("/stories/gate/cover/")

    def test_a_cover_is_served_cleaned_locked_and_for_a_year(self) -> None:
        brought_in()
        answer = Client().get(str(scenario_summary(slug="gate")["cover"]))
        assert answer.status_code == 200
        assert b"script" not in answer.content
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in answer["Cache-Control"]
        assert Client().get("/stories/gate/cover/other")["Cache-Control"] == "no-cache"

    def test_a_story_that_is_withheld_or_has_none_shows_no_cover(self) -> None:
        brought_in(source=GATE)
        assert scenario_summary(slug="gate")["cover"] is None
        assert Client().get("/stories/gate/cover/x").status_code == 404
        brought_in()
        withhold_scenario(scenario_id=ScenarioCover.objects.get().scenario_id)
        assert Client().get("/stories/gate/cover/x").status_code == 404

    def test_another_picture_needs_no_other_revision_and_has_another_address(self) -> None:
        brought_in()
        before = scenario_summary(slug="gate")["cover"]
        brought_in(SVG.replace(b"3 2", b"6 4"))
        assert scenario_summary(slug="gate")["cover"] != before
        assert ScenarioRevision.objects.count() == 1

    def test_a_file_that_no_longer_names_a_cover_has_none(self) -> None:
        brought_in()
        brought_in(source=GATE)
        assert scenario_summary(slug="gate")["cover"] is None

    @pytest.mark.parametrize("cover", [None, b"<html/>"])
    def test_a_cover_that_cannot_be_taken_refuses_the_file(self, cover: bytes | None) -> None:
        with pytest.raises(ScenarioRefused) as refused:
            brought_in(cover)
        assert not ScenarioRevision.objects.exists()
        assert "'path': 'cover'" in str(refused.value.details["problems"])

    def test_the_command_takes_the_cover_from_beside_the_file(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "gate.yaml").write_bytes(COVERED)
        for command in ("import_scenario", "check_scenario"):
            with pytest.raises(CommandError):
                call_command(command, str(tmp_path))
            assert "cover: There is no file 'gate.svg' beside the story" in capsys.readouterr().out
        (tmp_path / "gate.svg").symlink_to("/etc/hostname")
        with pytest.raises(CommandError):
            call_command("import_scenario", str(tmp_path))
        (tmp_path / "gate.svg").unlink()
        (tmp_path / "gate.svg").write_bytes(SVG)
        call_command("import_scenario", str(tmp_path))
        assert scenario_summary(slug="gate")["cover"]

    def test_the_card_of_a_story_shows_what_it_says_of_itself(self) -> None:
        brought_in()
        page = Client().get("/").content.decode()
        for words in ("by Ada", "about 20 min", "Contains: storms.", 'class="cover"'):
            assert words in page
