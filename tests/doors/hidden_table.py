"""What of a hidden player stands behind each door, for a stranger, a watcher, a follower and a fellow, in this order.

The letters are those of `hidden_cast.MARKS`: N the character's name, A the account, P the place, O the outcome of a choice,
W words; `-` for nothing. Whoever joins is a fellow from then on, and whoever has an account's id may read its page.
"""

from __future__ import annotations

from typing import Final

FOUND: Final = """
POST api/v1/game/start                           | NAP NAP NAP NAP
GET play/<str:session_id>                        | - - - NAPOW
GET play/<str:session_id>/live                   | - - - NAPOW
GET play/<str:session_id>/missed                 | - - - NP
GET api/v1/worlds                                | - - - NAP
POST api/v1/worlds/quick-join                    | NAP NAP NAP NAP
GET api/v1/worlds/<str:world_id>                 | - - - NAP
GET api/v1/worlds/<str:world_id>/locations/<str:location> | - - - NAP
POST api/v1/worlds/<str:world_id>/join           | NAP NAP NAP NAP
PATCH api/v1/worlds/<str:world_id>/settings      | - - - NAP
POST api/v1/worlds/<str:world_id>/ready          | - - - NAP
POST api/v1/worlds/<str:world_id>/commands       | - - - NAP
GET api/v1/worlds/<str:world_id>/chat            | - - - NAW
GET api/v1/worlds/<str:world_id>/events          | - - - NAPOW
GET api/v1/worlds/<str:world_id>/log             | - - - NAPOW
POST api/v1/invites/<str:code>/accept            | NAP NAP NAP NAP
GET worlds/<str:world_id>/improvisations         | - - - AW
GET worlds                                       | - - - NP
GET worlds/<str:world_id>                        | - - - NA
GET worlds/<str:world_id>/watch                  | - - - NAPOW
GET worlds/<str:world_id>/watch/live             | - - - NAPOW
GET worlds/<str:world_id>/watch/<str:player>     | - - - NAPOW
GET worlds/<str:world_id>/watch/<str:player>/live | - - - NAPOW
GET worlds/<str:world_id>/transcript             | - - - NPOW
GET worlds/<str:world_id>/transcript.md          | - - - NPOW
GET api/v1/worlds/<str:world_id>/transcript      | - - - NAPOW
GET api/v1/worlds/<str:world_id>/players/<str:user_id>/story | - - - NAPOW
GET api/v1/players/<str:user_id>/profile         | A A A A
GET api/v1/cosmos/chat                           | W W W W
POST api/v1/players/me/mutes                     | A A A A
POST api/v1/players/me/blocks                    | A A A A
POST api/v1/players/me/follows                   | A A A A
GET api/v1/improvisations/<str:improvisation_id> | - - - AW
GET report/<str:kind>/<str:subject_id>           | - - - NA
GET players/<str:user_id>                        | A A A A
GET improvisations/<str:improvisation_id>        | - - - AW
"""

# Doors that show nothing of a hidden player to anybody.
NOTHING: Final = frozenset(
    """
GET api/v1/entitlements
POST api/v1/entitlements/redeem
GET stories/codes
POST stories/codes
GET api/v1/game/links
GET api/v1/game/<str:session_id>/others
GET api/v1/game/<str:session_id>/link
POST api/v1/game/<str:session_id>/link
DELETE api/v1/game/<str:session_id>/link
GET api/v1/public-stories/<str:token>
GET api/v1/worlds/<str:world_id>/followers
GET api/v1/worlds/<str:world_id>/verify
GET api/v1/worlds/<str:world_id>/snapshot
GET api/v1/worlds/<str:world_id>/clock
POST api/v1/worlds/<str:world_id>/checkpoints/compare
GET api/v1/game/<str:session_id>/snapshot
PUT api/v1/game/<str:session_id>/snapshot
GET api/v1/characters/<str:session_id>/snapshot
PUT api/v1/characters/<str:session_id>/snapshot
PATCH api/v1/worlds/<str:world_id>/followers
DELETE api/v1/worlds/<str:world_id>/players/<str:user_id>/story
POST worlds/<str:world_id>/followers
POST worlds/<str:world_id>/watch/<str:player>/stop
POST play/<str:session_id>/seen
GET play/<str:session_id>/link
POST play/<str:session_id>/link
POST play/<str:session_id>/link/revoke
GET read/<str:token>
GET stories/links
GET api/v1/characters
POST api/v1/characters
GET api/v1/characters/<str:session_id>
GET api/v1/characters/<str:session_id>/portrait
PUT api/v1/characters/<str:session_id>/portrait
DELETE api/v1/characters/<str:session_id>/portrait
GET api/v1/game/sessions
GET api/v1/game/<str:session_id>
GET api/v1/game/<str:session_id>/turns
POST api/v1/game/<str:session_id>/turns
PATCH api/v1/game/<str:session_id>/settings
GET api/v1/game/<str:session_id>/export
POST api/v1/game/<str:session_id>/rewind
POST api/v1/game/<str:session_id>/abandon
POST api/v1/game/<str:session_id>/fork
GET api/v1/game/<str:session_id>/verify
GET play/<str:session_id>/share/<int:number>
POST play/<str:session_id>/share/<int:number>
POST play/<str:session_id>/ideas/<str:improvisation_id>
POST play/<str:session_id>
GET play/<str:session_id>/transcript
GET play/<str:session_id>/story.md
POST play/<str:session_id>/rewind
POST play/<str:session_id>/settings
GET play/<str:session_id>/abandon
POST play/<str:session_id>/abandon
POST play/<str:session_id>/fork
GET api/v1/worlds/quick-join
POST api/v1/worlds/<str:world_id>/leave
POST api/v1/worlds/<str:world_id>/spectate
PATCH api/v1/worlds/<str:world_id>/me
POST api/v1/worlds/<str:world_id>/kick
POST api/v1/worlds/<str:world_id>/ban
GET api/v1/worlds/<str:world_id>/critical-items/policy
PUT api/v1/worlds/<str:world_id>/critical-items/policy
POST api/v1/worlds/<str:world_id>/critical-items/maintenance
GET api/v1/worlds/<str:world_id>/audit
POST api/v1/worlds/<str:world_id>/archive
GET api/v1/worlds/<str:world_id>/replay
GET worlds/<str:world_id>/replay
POST api/v1/worlds/<str:world_id>/chat
GET api/v1/worlds/<str:world_id>/invites
POST api/v1/worlds/<str:world_id>/invites
DELETE api/v1/worlds/<str:world_id>/invites/<str:code>
GET worlds/new
POST worlds/new
POST worlds/quick
POST worlds/<str:world_id>/join
POST worlds/<str:world_id>/spectate
GET api/v1/worlds/<str:world_id>/companions
GET api/v1/invites
DELETE api/v1/invites/<str:code>
POST invites/<str:code>/decline
GET invites/<str:code>
POST invites/<str:code>
GET /
POST worlds/status
POST worlds/<str:world_id>/group
POST worlds/<str:world_id>/say
GET worlds/<str:world_id>/leave
POST worlds/<str:world_id>/leave
POST worlds/<str:world_id>/settings
POST worlds/<str:world_id>/me
POST worlds/<str:world_id>/kick
POST worlds/<str:world_id>/ban
POST worlds/<str:world_id>/ready
POST worlds/<str:world_id>/invites
POST worlds/<str:world_id>/invites/<str:code>
POST worlds/<str:world_id>/archive
POST api/v1/auth/register
POST api/v1/auth/guest
POST api/v1/auth/guest/claim
POST api/v1/auth/token
POST api/v1/auth/token/refresh
POST api/v1/auth/logout
POST api/v1/auth/password/change
POST api/v1/auth/password/reset
POST api/v1/auth/password/reset/confirm
POST api/v1/auth/email/confirm
POST api/v1/reports
GET api/v1/players/me
PATCH api/v1/players/me
GET api/v1/players/me/agent
PUT api/v1/players/me/agent
GET api/v1/players/me/agents
POST api/v1/players/me/agents
GET api/v1/players/me/agents/<str:user_id>
PATCH api/v1/players/me/agents/<str:user_id>
DELETE api/v1/players/me/agents/<str:user_id>
POST api/v1/players/me/agents/<str:user_id>/token
DELETE api/v1/players/me/agents/<str:user_id>/token
GET account/agents
POST account/agents
GET account/agents/<str:user_id>
POST account/agents/<str:user_id>
GET api/v1/players/me/email
POST api/v1/players/me/email/prove
POST api/v1/players/me/email
POST api/v1/players/me/email/confirmation
GET api/v1/players/me/export
POST api/v1/players/me/delete
GET account/people
POST account/people
GET api/v1/players/me/mutes
DELETE api/v1/players/me/mutes/<str:user_id>
GET api/v1/players/me/blocks
DELETE api/v1/players/me/blocks/<str:user_id>
GET api/v1/players/me/follows
DELETE api/v1/players/me/follows/<str:user_id>
GET api/v1/scenarios
GET api/v1/scenarios/<slug:slug>
GET api/v1/cosmos
GET api/v1/cosmos/search
GET api/v1/cosmos/bookmarks
POST api/v1/cosmos/<str:entry_id>/preview
POST api/v1/cosmos/<str:entry_id>/bookmark
DELETE api/v1/cosmos/<str:entry_id>/bookmark
GET api/v1/cosmos/<str:entry_id>/comments
POST api/v1/cosmos/<str:entry_id>/comments
DELETE api/v1/cosmos/<str:entry_id>/comments/<str:comment_id>
GET api/v1/cosmos/playlists
POST api/v1/cosmos/playlists
GET api/v1/cosmos/playlists/<str:playlist_id>
PUT api/v1/cosmos/playlists/<str:playlist_id>
DELETE api/v1/cosmos/playlists/<str:playlist_id>
GET api/v1/cosmos/recommended
GET api/v1/cosmos/notices
POST api/v1/cosmos/notices/read
GET api/v1/cosmos/<str:entry_id>
GET api/v1/cosmos/<str:entry_id>/similar
GET api/v1/improvisations
POST api/v1/improvisations
PATCH api/v1/improvisations/<str:improvisation_id>
POST api/v1/improvisations/<str:improvisation_id>/endorse
GET api/v1/admin/silences
POST api/v1/admin/silences
DELETE api/v1/admin/silences/<str:user_id>
GET api/v1/admin/improvisations
GET api/v1/admin/improvisations/<str:improvisation_id>
POST api/v1/admin/improvisations/<str:improvisation_id>/claim
POST api/v1/admin/improvisations/<str:improvisation_id>/integrate
POST api/v1/admin/improvisations/<str:improvisation_id>/review
GET api/v1/leaderboards
GET api/v1/leaderboards/<str:category>
GET api/v1/leaderboards/<str:category>/me
GET api/v1/presence
POST api/v1/presence/heartbeat
PATCH api/v1/presence/me
POST api/v1/stream-tickets
GET api/v1/contracts
GET api/v1/contracts/<str:name>.json
GET api/v1/schema
GET api/v1/docs
POST api/documents
POST api/auth/login
POST stories/<slug:scenario>/start
GET sign-up
POST sign-up
GET sign-in
POST sign-in
POST sign-out
POST guest
GET account
POST account
GET account/mail/<str:user_id>/<str:token>
POST account/mail/<str:user_id>/<str:token>
GET account/delete
POST account/delete
GET account/claim
POST account/claim
POST account/address/confirmation
GET account/address/<str:user_id>/<str:token>
POST account/address/<str:user_id>/<str:token>
GET account/password
POST account/password
GET account/reset
POST account/reset
GET account/reset/<str:user_id>/<str:token>
POST account/reset/<str:user_id>/<str:token>
POST report/<str:kind>/<str:subject_id>
GET players/<str:user_id>/picture/<str:version>
GET improvisations
POST improvisations/<str:improvisation_id>
POST improvisations/<str:improvisation_id>/endorse
GET stories
GET stories/<slug:scenario>/cover/<str:version>
GET help
GET privacy
GET appearance
POST appearance
GET cosmos
GET cosmos/points
GET cosmos/of/<str:improvisation_id>
GET cosmos/own
GET cosmos/playlists/<str:playlist_id>
POST cosmos/playlists/<str:playlist_id>
POST cosmos/<str:entry_id>/preview
POST cosmos/<str:entry_id>/bookmark
POST cosmos/<str:entry_id>/playlist
POST cosmos/<str:entry_id>/comments
POST cosmos/<str:entry_id>/comments/<str:comment_id>
GET cosmos/<str:entry_id>
GET leaderboards
GET leaderboards/<str:category>
""".strip().splitlines()
)

# Routes of `kleene_site.asgi` that tell events, and what of a hidden player who goes on is heard there.
STREAMS: Final = frozenset({r"^api/v1/worlds/(?P<world_id>[^/]+)/events/?$", r"^ws/worlds/(?P<world_id>[^/]+)/?$"})
SKY: Final = frozenset({r"^ws/cosmos(?:/(?P<user_id>[^/]+))?/?$"})  # and there, whoever stays unseen is somebody
# Routes of `kleene_site.asgi` that answer once and are no address of Django's.
TOOLS_OF_AGENTS: Final = frozenset({r"^mcp/?$"})
FRAMES: Final = {"watcher": "-", "follower": "-", "fellow": "NAPOW"}

# What each tool of /mcp, and a world's log there, tells agents of a hidden player; columns as above.
# They are asked in this order; whoever joins by the last one is a fellow from then on.
TOOLS: Final = """
list_scenarios      | - - - -
list_worlds         | - - - NA
list_active_players | - - - -
view_leaderboard    | - - - -
look                | - - - -
log                 | - - - NAPOW
say                 | - - - -
take_turn           | - - - -
share_improvisation | - - - -
start_game          | - - - -
join_world          | - - - -
"""
