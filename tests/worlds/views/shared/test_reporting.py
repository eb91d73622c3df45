"""Beside what others say stands a way to the moderators."""

from __future__ import annotations

from django.test import Client

from profiles.models import User
from worlds.models import Report, SharedWorld
from worlds.services import chat


def test_what_another_says_can_be_reported_and_what_one_says_oneself_cannot(
    window: Client, there: str, elena: User, kael: User, world: SharedWorld
) -> None:
    theirs = chat.send_message(user_id=elena.pk, world_id=world.pk, text="Out of my way, <b>all</b> of you.").event
    own = chat.send_message(user_id=kael.pk, world_id=world.pk, text="Never.").event
    page = window.get(there).content.decode()
    path = f"/report/message/{world.short_id}:{theirs.sequence}"
    assert path in page
    assert f"/report/message/{world.short_id}:{own.sequence}" not in page
    asked = window.get(path).content.decode()
    assert "Out of my way, &lt;b&gt;all&lt;/b&gt; of you." in asked
    assert not Report.objects.exists()
    told = window.post(path, {"reason": "Threatens others."}, follow=True)
    assert told.redirect_chain[-1][0] == f"/worlds/{world.short_id}"
    assert "A moderator will review your report" in told.content.decode()
    assert Report.objects.get().about_id == elena.pk
