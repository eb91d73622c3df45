"""Pictures on the covers of stories."""

from __future__ import annotations

from django.db import models


class ScenarioCover(models.Model):
    """The cover of a story as it is served: encoded or cleaned by us, never as it came."""

    scenario = models.OneToOneField("worlds.Scenario", on_delete=models.CASCADE, related_name="cover")
    image = models.BinaryField()
    content_type = models.CharField(max_length=32)
    digest = models.CharField("SHA-256 of the image", max_length=64)

    class Meta:
        db_table = "scenario_covers"
        verbose_name = "cover"

    def __str__(self) -> str:
        return f"cover of {self.scenario}"
