"""What every door of the site answers to everybody, and where what came after others left may stand.

Columns are the roles of the cast, by their first three letters: unknown, suspended, stranger, left, kicked, banned,
spectator, member, host, agent, refused. After them stand those who find the marker behind the door. A game's door is asked
by each with their own game, and by those who never played with the host's. The world is private, and those who left it came
from the time when it was public. Its host has come to refuse agents: one, `agent`, plays there from before that; another,
`refused`, had left as `left` has, and may not come back.
"""

from __future__ import annotations

from typing import Any, Final

GAMES: Final = """
METHOD route                                            | unk sus str lef kic ban spe mem hos age ref | shown
POST api/v1/game/start                                  | 401 403 404 200 403 403 200 200 200 200 403 | left spectator member host agent
GET api/v1/characters                                   | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/characters                                  | 401 403 404 200 403 403 200 200 200 200 403 |
GET api/v1/characters/<str:session_id>                  | 401 403 404 200 200 200 404 200 200 200 200 |
GET api/v1/characters/<str:session_id>/snapshot         | 401 403 404 200 200 200 404 200 200 200 200 |
PUT api/v1/characters/<str:session_id>/snapshot         | 401 403 404 409 409 409 404 409 409 409 409 |
GET api/v1/characters/<str:session_id>/portrait         | 401 403 404 404 404 404 404 404 404 404 404 |
PUT api/v1/characters/<str:session_id>/portrait         | 401 403 404 400 400 400 404 400 400 400 400 |
DELETE api/v1/characters/<str:session_id>/portrait      | 401 403 404 204 204 204 404 204 204 204 204 |
GET api/v1/game/sessions                                | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/game/<str:session_id>                        | 401 403 404 200 200 200 404 200 200 200 200 | member host agent
GET api/v1/game/<str:session_id>/turns                  | 401 403 404 200 200 200 404 200 200 200 200 | member
POST api/v1/game/<str:session_id>/turns                 | 401 403 404 403 403 403 404 200 200 200 403 | member host agent
PATCH api/v1/game/<str:session_id>/settings             | 401 403 404 403 403 403 404 200 200 200 403 | member host agent
GET api/v1/game/<str:session_id>/export                 | 401 403 404 200 200 200 404 200 200 200 200 | member
POST api/v1/game/<str:session_id>/rewind                | 401 403 404 409 409 409 404 409 409 409 409 |
POST api/v1/game/<str:session_id>/abandon               | 401 403 404 200 200 200 404 200 200 200 200 |
POST api/v1/game/<str:session_id>/fork                  | 401 403 404 200 200 200 404 200 200 200 200 |
GET api/v1/game/<str:session_id>/snapshot               | 401 403 404 200 200 200 404 200 200 200 200 |
PUT api/v1/game/<str:session_id>/snapshot               | 401 403 404 409 409 409 404 409 409 409 409 |
GET api/v1/game/<str:session_id>/verify                 | 401 403 404 200 200 200 404 200 200 200 200 |
GET play/<str:session_id>/share/<int:number>            | 302 302 404 403 403 403 404 302 404 404 403 |
POST play/<str:session_id>/share/<int:number>           | 302 302 404 403 403 403 404 302 404 404 403 |
POST play/<str:session_id>/ideas/<str:improvisation_id> | 302 302 404 404 404 404 404 302 302 302 404 |
GET play/<str:session_id>                               | 302 302 404 200 200 200 404 200 200 200 200 | member host agent
POST play/<str:session_id>                              | 302 302 404 200 200 200 404 302 302 302 200 |
GET play/<str:session_id>/transcript                    | 302 302 404 200 200 200 404 200 200 200 200 | member
GET play/<str:session_id>/story.md                      | 302 302 404 200 200 200 404 200 200 200 200 | member
POST play/<str:session_id>/rewind                       | 302 302 404 302 302 302 404 302 302 302 302 |
POST play/<str:session_id>/settings                     | 302 302 404 403 403 403 404 302 302 302 403 |
GET play/<str:session_id>/abandon                       | 302 302 404 200 200 200 404 200 200 200 200 |
POST play/<str:session_id>/abandon                      | 302 302 404 302 302 302 404 302 302 302 302 |
POST play/<str:session_id>/fork                         | 302 302 404 302 302 302 404 302 302 302 302 |
GET api/v1/game/<str:session_id>/others                 | 401 403 404 200 200 200 404 200 200 200 200 |
GET play/<str:session_id>/link                          | 302 302 404 200 200 200 404 200 200 200 200 |
POST play/<str:session_id>/link                         | 302 302 404 302 302 302 404 302 302 302 302 |
POST play/<str:session_id>/link/revoke                  | 302 302 404 302 302 302 404 302 302 302 302 |
GET api/v1/game/<str:session_id>/link                   | 401 403 404 404 404 404 404 404 404 404 404 |
POST api/v1/game/<str:session_id>/link                  | 401 403 404 200 200 200 404 200 200 200 200 |
DELETE api/v1/game/<str:session_id>/link                | 401 403 404 204 204 204 404 204 204 204 204 |
GET play/<str:session_id>/live                          | 302 302 404 200 200 200 404 200 200 200 200 | member host agent
POST play/<str:session_id>/seen                         | 302 302 404 204 204 204 404 204 204 204 204 |
GET play/<str:session_id>/missed                        | 302 302 404 200 200 200 404 200 200 200 200 | member host agent
"""

WORLDS: Final = """
METHOD route                                                    | unk sus str lef kic ban spe mem hos age ref | shown
GET api/v1/worlds                                               | 401 403 200 200 200 200 200 200 200 200 200 | member host agent
GET api/v1/worlds/quick-join                                    | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/worlds/quick-join                                   | 401 403 200 200 200 200 200 200 200 200 200 | member host agent
GET api/v1/worlds/<str:world_id>                                | 401 403 404 200 200 200 200 200 200 200 200 | member host agent
POST api/v1/worlds/<str:world_id>/join                          | 401 403 404 200 403 403 200 200 200 200 403 | left spectator member host agent
POST api/v1/worlds/<str:world_id>/leave                         | 401 403 404 200 200 200 200 200 200 200 200 |
POST api/v1/worlds/<str:world_id>/spectate                      | 401 403 404 200 403 403 200 409 409 409 403 | left
PATCH api/v1/worlds/<str:world_id>/settings                     | 401 403 404 403 403 403 403 403 200 403 403 | host
PATCH api/v1/worlds/<str:world_id>/me                           | 401 403 404 403 403 403 403 200 200 200 403 |
POST api/v1/worlds/<str:world_id>/kick                          | 401 403 404 403 403 403 403 403 200 403 403 |
POST api/v1/worlds/<str:world_id>/ban                           | 401 403 404 403 403 403 403 403 200 403 403 |
POST api/v1/worlds/<str:world_id>/ready                         | 401 403 404 403 403 403 403 200 200 200 403 | member host agent
GET api/v1/worlds/<str:world_id>/snapshot                       | 401 403 404 403 403 403 200 200 200 200 403 |
GET api/v1/worlds/<str:world_id>/locations/<str:location>       | 401 403 404 403 403 403 404 200 200 200 403 | member host agent
GET api/v1/worlds/<str:world_id>/clock                          | 401 403 404 403 403 403 200 200 200 200 403 |
POST api/v1/worlds/<str:world_id>/checkpoints/compare           | 401 403 404 403 403 403 200 200 200 200 403 |
GET api/v1/worlds/<str:world_id>/verify                         | 401 403 404 403 403 403 200 200 200 200 403 |
GET api/v1/worlds/<str:world_id>/critical-items/policy          | 401 403 403 403 403 403 403 403 403 403 403 |
PUT api/v1/worlds/<str:world_id>/critical-items/policy          | 401 403 403 403 403 403 403 403 403 403 403 |
POST api/v1/worlds/<str:world_id>/critical-items/maintenance    | 401 403 403 403 403 403 403 403 403 403 403 |
GET api/v1/worlds/<str:world_id>/audit                          | 401 403 403 403 403 403 403 403 403 403 403 |
POST api/v1/worlds/<str:world_id>/archive                       | 401 403 404 403 403 403 403 403 200 403 403 |
GET api/v1/worlds/<str:world_id>/followers                      | 401 403 404 403 403 403 403 200 200 200 403 |
PATCH api/v1/worlds/<str:world_id>/followers                    | 401 403 404 403 403 403 403 200 200 200 403 |
GET api/v1/worlds/<str:world_id>/players/<str:user_id>/story    | 401 403 404 403 403 403 404 403 200 200 403 | host agent
DELETE api/v1/worlds/<str:world_id>/players/<str:user_id>/story | 401 403 404 204 204 204 204 204 204 204 204 |
GET api/v1/worlds/<str:world_id>/chat                           | 401 403 404 403 403 403 200 200 200 200 403 | spectator member host agent
POST api/v1/worlds/<str:world_id>/chat                          | 401 403 404 403 403 403 403 201 201 201 403 |
POST api/v1/worlds/<str:world_id>/commands                      | 401 403 404 403 403 403 200 200 200 200 403 | member host agent
GET api/v1/worlds/<str:world_id>/events                         | 401 403 404 403 403 403 200 200 200 200 403 | spectator member host agent
GET api/v1/worlds/<str:world_id>/transcript                     | 401 403 404 200 200 200 200 200 200 200 200 | spectator member host agent
GET worlds/<str:world_id>/transcript                            | 302 302 404 200 200 200 200 200 200 200 200 | spectator member host agent
GET worlds/<str:world_id>/transcript.md                         | 302 302 404 200 200 200 200 200 200 200 200 | spectator member host agent
GET api/v1/worlds/<str:world_id>/replay                         | 401 403 404 404 404 404 404 404 404 404 404 |
GET worlds/<str:world_id>/replay                                | 302 302 404 404 404 404 404 404 404 404 404 |
GET api/v1/worlds/<str:world_id>/log                            | 401 403 404 403 403 403 200 200 200 200 403 | spectator member host agent
GET api/v1/worlds/<str:world_id>/invites                        | 401 403 404 403 403 403 200 200 200 200 403 |
POST api/v1/worlds/<str:world_id>/invites                       | 401 403 404 403 403 403 403 201 201 201 403 |
DELETE api/v1/worlds/<str:world_id>/invites/<str:code>          | 401 403 404 404 404 404 404 404 204 404 404 |
GET api/v1/worlds/<str:world_id>/companions                     | 401 403 404 403 403 403 403 200 200 200 403 |
GET api/v1/invites                                              | 401 403 200 200 200 200 200 200 200 200 200 |
DELETE api/v1/invites/<str:code>                                | 401 403 404 404 404 404 404 404 404 404 404 |
POST api/v1/invites/<str:code>/accept                           | 401 403 200 200 200 403 200 200 200 200 403 | stranger left kicked spectator member host agent
GET worlds/new                                                  | 200 200 200 200 200 200 200 200 200 200 200 |
POST worlds/new                                                 | 302 403 302 302 302 302 302 302 302 302 302 |
POST worlds/quick                                               | 302 302 302 302 302 302 302 302 302 302 302 |
POST worlds/<str:world_id>/join                                 | 404 404 404 302 302 302 302 302 302 302 302 |
POST worlds/<str:world_id>/spectate                             | 404 404 404 302 302 302 302 302 302 302 302 |
GET invites/<str:code>                                          | 200 200 200 200 200 200 200 302 302 302 200 |
POST invites/<str:code>/decline                                 | 302 302 404 404 404 404 404 404 404 404 404 |
POST invites/<str:code>                                         | 302 302 302 302 302 302 302 302 302 302 302 |
GET worlds/<str:world_id>/improvisations                        | 302 302 404 403 403 403 200 200 200 200 403 | member host agent
GET /                                                           | 200 200 200 200 200 200 200 200 200 200 200 |
GET worlds                                                      | 200 200 200 200 200 200 200 200 200 200 200 | member host agent
POST worlds/status                                              | 302 302 302 302 302 302 302 302 302 302 302 |
GET worlds/<str:world_id>                                       | 404 404 404 200 200 200 200 200 200 200 200 | member host agent
GET worlds/<str:world_id>/watch                                 | 302 302 404 403 403 403 200 200 200 200 403 | spectator member host agent
GET worlds/<str:world_id>/watch/live                            | 302 302 404 403 403 403 200 200 200 200 403 | spectator member host agent
GET worlds/<str:world_id>/watch/<str:player>                    | 302 302 404 403 403 403 404 302 200 200 403 | host agent
GET worlds/<str:world_id>/watch/<str:player>/live               | 302 302 404 403 403 403 200 200 200 200 403 | spectator member host agent
POST worlds/<str:world_id>/watch/<str:player>/stop              | 302 302 404 302 302 302 302 302 302 302 302 |
POST worlds/<str:world_id>/followers                            | 302 302 404 403 403 403 403 302 302 302 403 |
POST worlds/<str:world_id>/group                                | 302 302 404 403 403 403 403 302 302 302 403 |
POST worlds/<str:world_id>/say                                  | 302 302 404 403 403 403 403 302 302 302 403 |
GET worlds/<str:world_id>/leave                                 | 302 302 404 302 302 302 200 200 200 200 302 |
POST worlds/<str:world_id>/leave                                | 302 302 404 302 302 302 302 302 302 302 302 |
POST worlds/<str:world_id>/settings                             | 302 302 404 403 403 403 403 403 302 403 403 |
POST worlds/<str:world_id>/me                                   | 302 302 404 403 403 403 403 302 302 302 403 |
POST worlds/<str:world_id>/kick                                 | 302 302 404 403 403 403 403 403 302 403 403 |
POST worlds/<str:world_id>/ban                                  | 302 302 404 403 403 403 403 403 302 403 403 |
POST worlds/<str:world_id>/ready                                | 302 302 404 403 403 403 403 302 302 302 403 |
POST worlds/<str:world_id>/invites                              | 302 302 404 403 403 403 403 302 302 302 403 |
POST worlds/<str:world_id>/invites/<str:code>                   | 302 302 404 302 302 302 302 302 302 302 302 |
POST worlds/<str:world_id>/archive                              | 302 302 404 403 403 403 403 403 302 403 403 |
"""

REST: Final = """
METHOD route                                                      | unk sus str lef kic ban spe mem hos age ref | shown
POST api/v1/auth/register                                         | 400 400 400 400 400 400 400 400 400 400 400 |
POST api/v1/auth/guest                                            | 201 201 201 201 201 201 201 201 201 201 201 |
POST api/v1/auth/guest/claim                                      | 401 403 400 400 400 400 400 400 400 400 400 |
POST api/v1/auth/token                                            | 400 400 400 400 400 400 400 400 400 400 400 |
POST api/v1/auth/token/refresh                                    | 400 400 400 400 400 400 400 400 400 400 400 |
POST api/v1/auth/logout                                           | 400 400 400 400 400 400 400 400 400 400 400 |
POST api/v1/auth/password/change                                  | 401 403 400 400 400 400 400 400 400 400 400 |
POST api/v1/auth/password/reset                                   | 400 400 400 400 400 400 400 400 400 400 400 |
POST api/v1/auth/password/reset/confirm                           | 400 400 400 400 400 400 400 400 400 400 400 |
POST api/v1/auth/email/confirm                                    | 400 400 400 400 400 400 400 400 400 400 400 |
POST api/v1/reports                                               | 401 403 404 404 404 404 201 201 403 201 404 |
GET api/v1/entitlements                                           | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/entitlements/redeem                                   | 401 403 400 400 400 400 400 400 400 400 400 |
GET stories/codes                                                 | 302 302 200 200 200 200 200 200 200 200 200 |
POST stories/codes                                                | 302 302 400 400 400 400 400 400 400 400 400 |
GET api/v1/game/links                                             | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/public-stories/<str:token>                             | 404 403 404 404 404 404 404 404 404 404 404 |
GET read/<str:token>                                              | 404 404 404 404 404 404 404 404 404 404 404 |
GET stories/links                                                 | 302 302 200 200 200 200 200 200 200 200 200 |
GET api/v1/players/me                                             | 401 403 200 200 200 200 200 200 200 200 200 |
PATCH api/v1/players/me                                           | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/players/me/agent                                       | 401 403 404 404 404 404 404 404 404 200 200 |
PUT api/v1/players/me/agent                                       | 401 403 400 400 400 400 400 400 400 400 400 |
GET api/v1/players/me/agents                                      | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/players/me/agents                                     | 401 403 201 201 201 201 201 201 201 403 403 |
GET api/v1/players/me/agents/<str:user_id>                        | 401 403 404 404 404 404 404 404 404 404 404 |
PATCH api/v1/players/me/agents/<str:user_id>                      | 401 403 404 404 404 404 404 404 404 404 404 |
DELETE api/v1/players/me/agents/<str:user_id>                     | 401 403 404 404 404 404 404 404 404 404 404 |
POST api/v1/players/me/agents/<str:user_id>/token                 | 401 403 404 404 404 404 404 404 404 404 404 |
DELETE api/v1/players/me/agents/<str:user_id>/token               | 401 403 404 404 404 404 404 404 404 404 404 |
GET api/v1/players/me/email                                       | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/players/me/email/prove                                | 401 403 400 400 400 400 400 400 400 400 400 |
POST api/v1/players/me/email                                      | 401 403 400 400 400 400 400 400 400 400 400 |
POST api/v1/players/me/email/confirmation                         | 401 403 409 409 409 409 409 409 409 409 409 |
GET api/v1/players/me/export                                      | 401 403 200 200 200 200 200 200 200 200 200 | member host
POST api/v1/players/me/delete                                     | 401 403 400 400 400 400 400 400 400 400 400 |
GET api/v1/players/me/mutes                                       | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/players/me/mutes                                      | 401 403 200 200 200 200 200 400 200 200 200 |
DELETE api/v1/players/me/mutes/<str:user_id>                      | 401 403 204 204 204 204 204 204 204 204 204 |
GET api/v1/players/me/blocks                                      | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/players/me/blocks                                     | 401 403 200 200 200 200 200 400 200 200 200 |
DELETE api/v1/players/me/blocks/<str:user_id>                     | 401 403 204 204 204 204 204 204 204 204 204 |
GET api/v1/players/me/follows                                     | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/players/me/follows                                    | 401 403 200 200 200 200 200 400 200 200 200 |
DELETE api/v1/players/me/follows/<str:user_id>                    | 401 403 204 204 204 204 204 204 204 204 204 |
GET api/v1/players/<str:user_id>/profile                          | 200 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/scenarios                                              | 200 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/scenarios/<slug:slug>                                  | 200 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/cosmos                                                 | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/cosmos/search                                          | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/cosmos/bookmarks                                       | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/cosmos/chat                                            | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/cosmos/<str:entry_id>/preview                         | 401 403 404 404 404 404 404 404 404 404 404 |
POST api/v1/cosmos/<str:entry_id>/bookmark                        | 401 403 200 200 200 200 200 200 200 200 200 |
DELETE api/v1/cosmos/<str:entry_id>/bookmark                      | 401 403 204 204 204 204 204 204 204 204 204 |
GET api/v1/cosmos/<str:entry_id>/comments                         | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/cosmos/<str:entry_id>/comments                        | 401 403 409 409 409 409 409 409 409 409 409 |
DELETE api/v1/cosmos/<str:entry_id>/comments/<str:comment_id>     | 401 403 404 404 404 404 404 404 404 404 404 |
GET api/v1/cosmos/playlists                                       | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/cosmos/playlists                                      | 401 403 201 201 201 201 201 201 201 201 201 |
GET api/v1/cosmos/playlists/<str:playlist_id>                     | 401 403 404 404 404 404 404 404 404 404 404 |
PUT api/v1/cosmos/playlists/<str:playlist_id>                     | 401 403 404 404 404 404 404 404 404 404 404 |
DELETE api/v1/cosmos/playlists/<str:playlist_id>                  | 401 403 204 204 204 204 204 204 204 204 204 |
GET api/v1/cosmos/recommended                                     | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/cosmos/notices                                         | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/cosmos/notices/read                                   | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/cosmos/<str:entry_id>                                  | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/cosmos/<str:entry_id>/similar                          | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/improvisations                                         | 401 403 200 200 200 200 200 200 200 200 200 | member
POST api/v1/improvisations                                        | 401 403 404 403 403 403 404 409 201 201 403 |
GET api/v1/improvisations/<str:improvisation_id>                  | 401 403 404 404 404 404 404 200 200 200 404 | member host agent
PATCH api/v1/improvisations/<str:improvisation_id>                | 401 403 404 404 404 404 404 409 404 404 404 |
POST api/v1/improvisations/<str:improvisation_id>/endorse         | 401 403 404 404 404 404 404 403 200 200 404 |
GET api/v1/admin/silences                                         | 401 403 403 403 403 403 403 403 403 403 403 |
POST api/v1/admin/silences                                        | 401 403 403 403 403 403 403 403 403 403 403 |
DELETE api/v1/admin/silences/<str:user_id>                        | 401 403 403 403 403 403 403 403 403 403 403 |
GET api/v1/admin/improvisations                                   | 401 403 403 403 403 403 403 403 403 403 403 |
GET api/v1/admin/improvisations/<str:improvisation_id>            | 401 403 403 403 403 403 403 403 403 403 403 |
POST api/v1/admin/improvisations/<str:improvisation_id>/claim     | 401 403 403 403 403 403 403 403 403 403 403 |
POST api/v1/admin/improvisations/<str:improvisation_id>/integrate | 401 403 403 403 403 403 403 403 403 403 403 |
POST api/v1/admin/improvisations/<str:improvisation_id>/review    | 401 403 403 403 403 403 403 403 403 403 403 |
GET api/v1/leaderboards                                           | 200 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/leaderboards/<str:category>                            | 200 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/leaderboards/<str:category>/me                         | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/presence                                               | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/presence/heartbeat                                    | 401 403 200 200 200 200 200 200 200 200 200 |
PATCH api/v1/presence/me                                          | 401 403 200 200 200 200 200 200 200 200 200 |
POST api/v1/stream-tickets                                        | 401 403 200 200 200 200 200 200 200 200 200 |
GET api/v1/contracts                                              | 200 200 200 200 200 200 200 200 200 200 200 |
GET api/v1/contracts/<str:name>.json                              | 200 200 200 200 200 200 200 200 200 200 200 |
GET api/v1/schema                                                 | 200 200 200 200 200 200 200 200 200 200 200 |
GET api/v1/docs                                                   | 200 200 200 200 200 200 200 200 200 200 200 |
POST api/documents                                                | 401 403 404 403 403 403 404 409 201 201 403 |
POST api/auth/login                                               | 400 400 400 400 400 400 400 400 400 400 400 |
POST stories/<slug:scenario>/start                                | 302 403 302 302 302 302 302 302 302 302 302 |
GET sign-up                                                       | 200 200 302 302 302 302 302 302 302 302 302 |
POST sign-up                                                      | 200 200 302 302 302 302 302 302 302 302 302 |
GET sign-in                                                       | 200 200 302 302 302 302 302 302 302 302 302 |
POST sign-in                                                      | 200 200 302 302 302 302 302 302 302 302 302 |
POST sign-out                                                     | 302 302 302 302 302 302 302 302 302 302 302 |
POST guest                                                        | 302 403 302 302 302 302 302 302 302 302 302 |
GET account                                                       | 302 302 200 200 200 200 200 200 200 200 200 |
POST account                                                      | 302 302 200 200 200 200 200 200 200 200 200 |
GET account/delete                                                | 302 302 200 200 200 200 200 200 200 200 200 |
POST account/delete                                               | 302 302 200 200 200 200 200 200 200 200 200 |
GET account/claim                                                 | 200 200 302 302 302 302 302 302 302 302 302 |
POST account/claim                                                | 200 200 302 302 302 302 302 302 302 302 302 |
POST account/address/confirmation                                 | 302 302 302 302 302 302 302 302 302 302 302 |
GET account/address/<str:user_id>/<str:token>                     | 302 302 302 302 302 302 302 302 302 302 302 |
POST account/address/<str:user_id>/<str:token>                    | 302 302 302 302 302 302 302 302 302 302 302 |
GET account/mail/<str:user_id>/<str:token>                        | 404 404 404 404 404 404 404 404 404 404 404 |
POST account/mail/<str:user_id>/<str:token>                       | 404 404 404 404 404 404 404 404 404 404 404 |
GET account/people                                                | 302 302 200 200 200 200 200 200 200 200 200 |
POST account/people                                               | 302 302 302 302 302 302 302 302 302 302 302 |
GET account/agents                                                | 302 302 200 200 200 200 200 200 200 200 200 |
POST account/agents                                               | 302 302 200 200 200 200 200 200 200 200 200 |
GET account/agents/<str:user_id>                                  | 302 302 404 404 404 404 404 404 404 404 404 |
POST account/agents/<str:user_id>                                 | 302 302 404 404 404 404 404 404 404 404 404 |
GET account/password                                              | 302 302 200 200 200 200 200 200 200 200 200 |
POST account/password                                             | 302 302 200 200 200 200 200 200 200 200 200 |
GET account/reset                                                 | 200 200 200 200 200 200 200 200 200 200 200 |
POST account/reset                                                | 200 200 200 200 200 200 200 200 200 200 200 |
GET account/reset/<str:user_id>/<str:token>                       | 302 302 302 302 302 302 302 302 302 302 302 |
POST account/reset/<str:user_id>/<str:token>                      | 302 302 302 302 302 302 302 302 302 302 302 |
GET report/<str:kind>/<str:subject_id>                            | 302 302 404 404 404 404 200 200 403 200 404 | spectator member agent
POST report/<str:kind>/<str:subject_id>                           | 302 302 404 404 404 404 302 302 403 302 404 |
GET players/<str:user_id>                                         | 200 200 200 200 200 200 200 200 200 200 200 |
GET players/<str:user_id>/picture/<str:version>                   | 200 200 200 200 200 200 200 200 200 200 200 |
GET improvisations                                                | 302 302 200 200 200 200 200 200 200 200 200 | member
GET improvisations/<str:improvisation_id>                         | 302 302 404 404 404 404 404 200 200 200 404 | member host agent
POST improvisations/<str:improvisation_id>                        | 302 302 404 404 404 404 404 200 404 404 404 | member
POST improvisations/<str:improvisation_id>/endorse                | 302 302 404 404 404 404 404 302 302 302 404 |
GET stories                                                       | 302 302 200 200 200 200 200 200 200 200 200 |
GET stories/<slug:scenario>/cover/<str:version>                   | 404 404 404 404 404 404 404 404 404 404 404 |
GET help                                                          | 200 200 200 200 200 200 200 200 200 200 200 |
GET privacy                                                       | 200 200 200 200 200 200 200 200 200 200 200 |
GET appearance                                                    | 200 200 302 302 302 302 302 302 302 302 302 |
POST appearance                                                   | 302 302 302 302 302 302 302 302 302 302 302 |
GET cosmos                                                        | 302 302 200 200 200 200 200 200 200 200 200 |
GET cosmos/points                                                 | 302 302 200 200 200 200 200 200 200 200 200 |
GET cosmos/of/<str:improvisation_id>                              | 302 302 404 404 404 404 404 302 302 302 404 |
GET cosmos/own                                                    | 302 302 200 200 200 200 200 200 200 200 200 |
GET cosmos/playlists/<str:playlist_id>                            | 302 302 404 404 404 404 404 404 404 404 404 |
POST cosmos/playlists/<str:playlist_id>                           | 302 302 404 404 404 404 404 404 404 404 404 |
POST cosmos/<str:entry_id>/preview                                | 302 302 404 404 404 404 404 404 404 404 404 |
POST cosmos/<str:entry_id>/bookmark                               | 302 302 302 302 302 302 302 302 302 302 302 |
POST cosmos/<str:entry_id>/playlist                               | 302 302 302 302 302 302 302 302 302 302 302 |
POST cosmos/<str:entry_id>/comments                               | 302 302 200 200 200 200 200 200 200 200 200 |
POST cosmos/<str:entry_id>/comments/<str:comment_id>              | 302 302 404 404 404 404 404 404 404 404 404 |
GET cosmos/<str:entry_id>                                         | 302 302 200 200 200 200 200 200 200 200 200 |
GET leaderboards                                                  | 200 200 200 200 200 200 200 200 200 200 200 |
GET leaderboards/<str:category>                                   | 200 200 200 200 200 200 200 200 200 200 200 |
"""

FOREIGN_SNAPSHOT: Final[dict[str, Any]] = {
    "schema_version": 99,
    "engine_version": "99",
    "snapshot_hash": "0" * 64,
    "saved_tick": 0,
    "payload": {},
}

# What stands in braces is filled in from the cast; a door that is not here is asked with nothing.
BODIES: Final[dict[str, dict[str, Any]]] = {
    "POST account/agents": {"display_name": "Wren", "policy": "other"},
    "POST api/v1/players/me/agents": {"display_name": "Wren", "policy": "other"},
    "POST account/people": {"mute": "{member}"},
    "POST api/v1/players/me/mutes": {"user_id": "{member}"},
    "POST api/v1/players/me/blocks": {"user_id": "{member}"},
    "POST api/v1/players/me/follows": {"user_id": "{member}"},
    "GET api/v1/cosmos/search": {"q": "keeper"},
    "POST api/v1/cosmos/playlists": {"title": "Mine"},
    "POST cosmos/<str:entry_id>/comments": {"text": "hello"},
    "POST cosmos/<str:entry_id>/playlist": {"title": "Mine"},
    "PUT api/v1/cosmos/playlists/<str:playlist_id>": {"title": "Mine"},
    "POST api/v1/cosmos/<str:entry_id>/comments": {"text": "hello"},
    "POST appearance": {"theme": "dark", "size": "large"},
    "POST api/v1/worlds/<str:world_id>/chat": {"text": "hello"},
    "POST api/v1/worlds/<str:world_id>/commands": {"command": "who"},
    "POST worlds/<str:world_id>/say": {"text": "hello"},
    "POST worlds/<str:world_id>/group": {"do": "unfollow"},
    "POST api/v1/worlds/<str:world_id>/kick": {"user_id": "{newcomer}"},
    "POST api/v1/worlds/<str:world_id>/ban": {"user_id": "{newcomer}"},
    "POST worlds/<str:world_id>/kick": {"player": "{newcomer}"},
    "POST worlds/<str:world_id>/ban": {"player": "{newcomer}"},
    "POST worlds/<str:world_id>/ready": {"ready": "yes"},
    "PATCH api/v1/worlds/<str:world_id>/followers": {"allowed": True},
    "POST worlds/<str:world_id>/followers": {"allowed": "yes"},
    "POST worlds/<str:world_id>/settings": {"visibility": "private"},
    "POST worlds/<str:world_id>/me": {"show_character": "yes"},
    "PUT api/v1/worlds/<str:world_id>/critical-items/policy": {"policies": []},
    "PUT api/v1/game/<str:session_id>/snapshot": FOREIGN_SNAPSHOT,
    "PUT api/v1/characters/<str:session_id>/snapshot": FOREIGN_SNAPSHOT,
    "POST api/v1/worlds/<str:world_id>/checkpoints/compare": {"sequence": 1, "hash": "0" * 64},
    "PATCH api/v1/worlds/<str:world_id>/me": {"show_character": True},
    "PATCH api/v1/worlds/<str:world_id>/settings": {"spectators_allowed": True},
    "POST api/v1/game/<str:session_id>/turns": {"option_id": "ask", "input": "please"},
    "POST play/<str:session_id>": {"input": "please"},
    "PATCH api/v1/game/<str:session_id>/settings": {"parser_mode": True},
    "POST api/v1/game/start": {"scenario_id": "gate", "game_mode": "collaborative", "world_id": "{world}"},
    "POST api/v1/characters": {"scenario_id": "gate", "game_mode": "collaborative", "world_id": "{world}"},
    "POST api/v1/worlds/quick-join": {"scenario_id": "gate", "game_mode": "collaborative"},
    "POST api/v1/game/<str:session_id>/rewind": {"steps": 1},
    "POST api/v1/reports": {"kind": "message", "id": "{message}", "reason": "unkind"},
    "POST report/<str:kind>/<str:subject_id>": {"reason": "unkind"},
    "POST api/v1/improvisations": {
        "session_id": "{game}",
        "scenario_id": "gate",
        "node_id": "road",
        "player_input": "I whistle at the keeper",
        "narrative_response": "It echoes.",
        "classification": "discovery",
    },
    "POST api/documents": {
        "session_id": "{game}",
        "scenario_id": "gate",
        "node_id": "road",
        "player_input": "I whistle at the keeper",
        "narrative_response": "It echoes.",
        "classification": "discovery",
    },
    "PATCH api/v1/improvisations/<str:improvisation_id>": {"outcome": "nothing"},
    "POST api/v1/admin/improvisations/<str:improvisation_id>/review": {"action": "approve"},
    "POST api/v1/admin/improvisations/<str:improvisation_id>/integrate": {"target_node_id": "road"},
    "PATCH api/v1/presence/me": {"status": "away"},
    "GET play/<str:session_id>/live": {"after": "0"},
    "GET play/<str:session_id>/missed": {"after": "{parted}"},
    "POST play/<str:session_id>/seen": {"after": "1"},
    "GET worlds/<str:world_id>/watch/live": {"after": "0"},
    "POST play/<str:session_id>/settings": {"improvisation_temperature": "3"},
    "POST play/<str:session_id>/rewind": {"steps": "1"},
    "POST worlds/new": {
        "scenario": "gate",
        "game_mode": "shared",
        "visibility": "public",
        "max_players": "8",
        "time_policy": "furthest",
    },
    "POST worlds/quick": {"scenario": "gate"},
}

# Doors that let in who may come in: behind them whoever had left is a member again.
LETS_IN: Final = frozenset(
    {
        "POST api/v1/game/start",
        "POST api/v1/worlds/quick-join",
        "POST api/v1/worlds/<str:world_id>/join",
        "POST api/v1/worlds/<str:world_id>/spectate",
        "POST api/v1/invites/<str:code>/accept",
    }
)

# Where an agent is answered otherwise than the person who stands where it does, and the rule in the code that says so.
REFUSES_AGENTS: Final = "worlds.services.membership.admission:require_admission"
AGENTS_RULES: Final = {
    "GET api/v1/players/me/agent": "profiles.services.agents:mark_agent",  # what only an agent has to tell
    "POST api/v1/players/me/agents": "profiles.services.own_agents:require_owner",
    "POST api/v1/game/start": REFUSES_AGENTS,
    "POST api/v1/characters": REFUSES_AGENTS,
    "POST api/v1/worlds/<str:world_id>/join": REFUSES_AGENTS,
    "POST api/v1/worlds/<str:world_id>/spectate": REFUSES_AGENTS,
    "POST api/v1/invites/<str:code>/accept": REFUSES_AGENTS,
}
