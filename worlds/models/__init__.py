"""Tables of the worlds."""

from worlds.models.additions import ScenarioAddition
from worlds.models.aliases import CommandAlias
from worlds.models.choice_counts import ChoiceCounts
from worlds.models.covers import ScenarioCover
from worlds.models.critical_items import CriticalItemPolicy, CriticalItemRecovery
from worlds.models.entitlements import Entitlement
from worlds.models.events import EventAnchor, InboxEffect, StreamLease, WorldEvent
from worlds.models.followers import Follower
from worlds.models.last_looks import LastLook
from worlds.models.locks import LocationLock, TurnLease, TurnTicket
from worlds.models.memberships import Invite, WorldBan, WorldParticipant, WorldStay
from worlds.models.moderation import ModerationRecord
from worlds.models.play_counts import PlayCount, PlayCountMark
from worlds.models.portraits import CharacterPortrait
from worlds.models.records import TurnRecord
from worlds.models.reports import Report, ReportMove
from worlds.models.scenarios import RevisionDrawing, Scenario, ScenarioRevision
from worlds.models.sessions import GameSession
from worlds.models.shared import SharedWorld
from worlds.models.snapshots import Checkpoint, Snapshot
from worlds.models.story_links import StoryLink
from worlds.models.texts import PlayerText

__all__ = [
    "CharacterPortrait",
    "Checkpoint",
    "ChoiceCounts",
    "CommandAlias",
    "CriticalItemPolicy",
    "CriticalItemRecovery",
    "Entitlement",
    "EventAnchor",
    "Follower",
    "GameSession",
    "InboxEffect",
    "Invite",
    "LastLook",
    "LocationLock",
    "ModerationRecord",
    "PlayCount",
    "PlayCountMark",
    "PlayerText",
    "Report",
    "ReportMove",
    "RevisionDrawing",
    "Scenario",
    "ScenarioAddition",
    "ScenarioCover",
    "ScenarioRevision",
    "SharedWorld",
    "Snapshot",
    "StoryLink",
    "StreamLease",
    "TurnLease",
    "TurnRecord",
    "TurnTicket",
    "WorldBan",
    "WorldEvent",
    "WorldParticipant",
    "WorldStay",
]
