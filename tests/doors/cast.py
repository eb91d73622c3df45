"""A world that went on and became private after some had left it, and everybody who might knock at its doors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler

from cosmos.services.syncing import sync_star
from improvisations.services import sharing
from improvisations.services.evidence import Statement
from profiles.models import User
from profiles.services import moderation, tokens
from profiles.services.agents import mark_agent
from tests.staff import moderator
from tests.worlds.services.ready_stories import GATE
from worlds.models import SharedWorld, WorldEvent, WorldParticipant
from worlds.services import chat
from worlds.services.membership import creating, hosting, invites, joining, leaving, reading_along, spectating
from worlds.services.membership.joining import Joined
from worlds.services.stories import scenarios
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

ROLES: Final = (
    "unknown", "suspended", "stranger", "left", "kicked", "banned", "spectator", "member", "host", "agent", "refused",
)  # fmt: skip
AGENTS: Final = ("agent", "refused")  # one plays on where the host lets in no other, one has left and would come back
INSIDE: Final = frozenset({"spectator", "member", "host", "agent"})
PLAYED: Final = ("suspended", "left", "kicked", "banned", "member", "agent", "refused")  # beside the host
# In everything that was said, done and written after the others had left, in whatever case; the newcomer's name, too.
MARKER: Final = "heron"


@dataclass(frozen=True, slots=True)
class Cast:
    people: dict[str, User]  # by role; nobody for who is unknown
    sessions: dict[str, str]  # the values of their browsers' cookies
    tokens: dict[str, str]  # what their programs carry
    games: dict[str, str]  # the ids of the games of those who have ever played here
    filled: dict[str, str]  # what stands in addresses and bodies for what is named in braces
    # One for all their browsers: to put the middleware together anew costs a tenth of a request.
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def client(self, role: str) -> Client:
        """Their browser as it was when they had signed in, whatever it has been told since."""
        client = Client()
        client.handler = self.handler
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def game(self, role: str) -> str:
        """Their own, else the host's: that of somebody who never played here must be shut to them."""
        return self.games.get(role, self.games["host"])


def assembled(*, becomes: str = "private") -> Cast:
    people = {role: User.objects.create_user(role, display_name=role.title()) for role in ROLES[1:]}
    for role in AGENTS:
        people[role] = mark_agent(user_id=people[role].pk)
    scenarios.import_scenario(source=GATE, slug="gate")
    opened = creating.create_world(user_id=people["host"].pk, scenario_slug="gate", game_mode="collaborative")
    games = {role: _joins(people[role], opened.world) for role in PLAYED}
    spectating.spectate_world(user_id=people["spectator"].pk, world_id=opened.world.pk)
    _part(opened.world, people, becomes)
    filled = _goes_on(opened, people, games)
    sessions = {role: signed_in(person) for role, person in people.items()}
    carried = {role: tokens.issue_pair(person)["access"] for role, person in people.items()}
    moderation.suspend_account(user_id=people["suspended"].pk, moderator_id=moderator("mira").pk, reason="shouting")
    return Cast(people, sessions, carried, {**games, "host": opened.session.short_id}, filled)


def signed_in(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _joins(person: User, world: SharedWorld, invite: str | None = None) -> str:
    return joining.join_world(user_id=person.pk, world_id=world.pk, invite=invite).session.short_id


def _part(world: SharedWorld, people: dict[str, User], becomes: str) -> None:
    """Some leave or are sent away. Whoever will be suspended has left, too: only their account differs.

    So has one agent, and only then the host lets no more of them in.
    """
    for role in ("left", "suspended", "refused"):
        leaving.leave_world(user_id=people[role].pk, world_id=world.pk)
    host = people["host"].pk
    hosting.kick_player(user_id=host, world_id=world.pk, player=people["kicked"].short_id)
    hosting.ban_player(user_id=host, world_id=world.pk, player=people["banned"].short_id)
    hosting.change_world_settings(user_id=host, world_id=world.pk, visibility=becomes, agents_allowed=False)


def _goes_on(opened: Joined, people: dict[str, User], games: dict[str, str]) -> dict[str, str]:
    """What happens then, and what there is to name in addresses."""
    host, member, world = people["host"], people["member"], opened.world
    parted = WorldEvent.objects.filter(world=world).latest("sequence").sequence
    code = invites.create_invite(user_id=host.pk, world_id=world.pk).code
    newcomer = User.objects.create_user("newcomer", display_name=f"{MARKER.title()} Newcomer")
    _joins(newcomer, world, code)
    said = chat.send_message(user_id=host.pk, world_id=world.pk, text=f"The {MARKER} is under the step.").event.sequence
    words = f"I call the {MARKER} until the keeper smiles."
    reading_along.allow_followers(user_id=member.pk, world_id=world.pk, is_allowed=True)
    number = play_turn(user_id=member.pk, session_id=games["member"], request=TurnRequest(input=words)).result["number"]
    statement = Statement(node_id="road", player_input=words)
    idea = sharing.share_improvisation(
        user_id=member.pk, session_id=games["member"], scenario_slug="gate", statement=statement
    )
    star = sync_star(improvisation_id=idea.pk)
    assert star is not None
    play_turn(user_id=host.pk, session_id=opened.session.pk, request=TurnRequest("take_key"))
    assert WorldParticipant.objects.present().filter(world=world).count() == 5
    return {
        "world": world.short_id,
        "code": code,
        "idea": idea.short_id,
        "star": star.short_id,
        "comment": "unknown",
        "playlist": "unknown",
        "message": f"{world.short_id}:{said}",
        "number": str(number),
        "parted": str(parted),
        "story": "gate",
        "board": "grid_coverage",
        "kind": "message",
        "token": "unknown",
        "version": "unknown",
        "contract": "events",
        "location": "road",
        "newcomer": newcomer.short_id,
        "member": member.short_id,
    }
