"""What the sky hears of, and tells its sockets of in every process. A signal only hastens: rows say what it fails to tell."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from cosmos import signals as own
from cosmos.services.removing import tell_hidden_lines
from cosmos.services.syncing import sync_star
from cosmos.signals import TOPIC
from improvisations import signals
from worlds import signals as of_worlds
from worlds.feed.publisher import publish_on_topic


def follow(*, improvisation_id: uuid.UUID, **_more: Any) -> None:
    sync_star(improvisation_id=improvisation_id)


def ring(*, sequences: Sequence[int], **_more: Any) -> None:
    publish_on_topic(TOPIC, {"kind": "rung", "sequence": max(sequences)})


def tell_layout(*, layout_version: int, **_more: Any) -> None:
    publish_on_topic(TOPIC, {"kind": "layout", "layout_version": layout_version})


def doubt(*, user_id: uuid.UUID, **_more: Any) -> None:
    publish_on_topic(TOPIC, {"kind": "doubted", "person": str(user_id)})


def forget_words(**_more: Any) -> None:
    tell_hidden_lines()


def connect_listeners() -> None:
    for news in (
        signals.improvisation_submitted,
        signals.improvisation_integrated,
        signals.improvisation_rejected,
    ):
        news.connect(follow, dispatch_uid="cosmos")
    own.events_stored.connect(ring, dispatch_uid="cosmos")
    own.layout_changed.connect(tell_layout, dispatch_uid="cosmos")
    of_worlds.streams_doubted.connect(doubt, dispatch_uid="cosmos")
    of_worlds.words_hidden.connect(forget_words, dispatch_uid="cosmos")
