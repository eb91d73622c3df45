// @ts-check
// Written by `manage.py event_types --js`; change worlds/event_types/ and write it again.

/**
 * Somebody took a seat, or came back to theirs, at `location`.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, location: string, timestamp: string }} PlayerJoined
 */

/**
 * Somebody gave their seat up, or the host sent them away.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, reason: string, timestamp: string }} PlayerLeft
 */

/**
 * Somebody went from one location to another, or was moved there by the staff, outside the story (`by_staff`).
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, from: string, to: string, by_staff?: boolean | null, timestamp: string }} PlayerMoved
 */

/**
 * Somebody came to the place where you are: by a way, as their story began, or back to their seat. It is for the others at the place; everybody in the world is told `player_moved` or `player_joined` after it.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, scope: "room", player_name?: string, message?: string, timestamp: string }} PlayerEntered
 */

/**
 * Somebody went from the place where you are: elsewhere, out of the world, or to the end of their story.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, scope: "room", player_name?: string, message?: string, timestamp: string }} PlayerLeftRoom
 */

/**
 * What somebody did, without its answer. Their own words are for those at the place; all others are told without. `turn` is the world's counter, `kind` and `cell` are those of the turn's result. `option_text` is null for words of their own.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, turn: number, kind: string, cell: string | null, option_text: string | null, text?: string, removed?: boolean, timestamp: string }} TurnPlayed
 */

/**
 * What came of an option that somebody chose, in the author's words, to the other players at the place. It follows its `turn_played`, which has the same `turn`. Nothing of words of their own, nor of a private option.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, turn: number, outcome: string, timestamp: string }} OutcomeTold
 */

/**
 * Exactly the world's part of a turn, in order; nothing of any player's own state. `turn` is the world's counter.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, changes: Array<{ path: string, value?: any, action?: "added" | "removed", item?: string, caused_by: string | null, event?: string, recovered?: boolean }>, turn: number, timestamp: string }} WorldStateChanged
 */

/**
 * Words by a player: to the world, to those at the same place, to their party, or whispered to one person; `role` tells a spectator's. `kind` says that they tell what their player does: `waves.` is shown behind the name. A pose tells how they stand. `to` is told of a whisper alone, to the two who hear it: whom it is for.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, channel: "world" | "room" | "party" | "whisper", role?: "spectator" | null, kind?: "emote" | "pose" | null, to?: { user_id: string | null, display_name: string, character_name: string | null, is_agent?: boolean }, text?: string, removed?: boolean, timestamp: string }} ChatMessage
 */

/**
 * Somebody's story ended. `ending` is its node, `tier` what they had reached; not by which way they got there.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, ending: string, ending_type: string, tier: string, timestamp: string }} PlayerFinished
 */

/**
 * A player's idea became an option of this world's story, or was taken out of it again.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, action: "added" | "retired", revision: number, node_id: string, option_id: string, timestamp: string }} ContentIntegrated
 */

/**
 * An item without which the story cannot be won was brought back to `restored_to`; null for one too many, which went. `tick` is the world's turn counter, `public` the author's line, empty where there is none. Whoever lost the item by it is told once more, with `was_yours`.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, tick: number, item: string, reason: string, restored_to: string | null, public: string, was_yours?: boolean | null, timestamp: string }} CriticalItemRecovered
 */

/**
 * The world is over: its streams end, its stories stay readable.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, timestamp: string }} WorldArchived
 */

/**
 * Somebody is typing what you will be able to read; told at most once a second. `location` is there where they speak to those at one place only.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, location?: string | null }} Typing
 */

/**
 * Your turn at `location` waits for others; `position` counts those who go before.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, location: string, reason: string, position: number }} TurnWaiting
 */

/**
 * What became of an idea that you shared: its new status, and why; `reason` may be empty.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, improvisation_id: string, status: string, reason: string }} ImprovisationMoved
 */

/**
 * How a member stands now: online, idle or offline, or what they say of themselves, which is `chosen_status`.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, status: string, chosen_status: string, location: string | null }} PresenceChanged
 */

/**
 * A member's stream broke off and did not come back in time; their seat is still theirs.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, reason: string }} PlayerLeftGame
 */

/**
 * Everybody at the place where you are, whenever that changes: players in order of joining, people of the story by id. `occupants` are the names of all of them, with "(away)" behind those of players who are not there to answer; `count` counts the players. `location` is null for who only watches.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, location: string | null, players: Array<{ user_id: string, display_name: string, character_name: string, status: string, colour: string, is_agent: boolean }>, npcs: Array<string>, occupants: Array<string>, count: number }} RoomOccupants
 */

/**
 * What is to be seen at the place where you are has changed; the fields are those of `GET worlds/{id}/locations/{location}`. `description` is the author's text as things stand, and names who and what is there.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, location: string, description: string, items: Array<{ id: string, name: string }>, npcs: Array<{ id: string, name: string }>, environment: Record<string, any>, exits: Array<{ target: string, name: string, description: string, travel_minutes: number | null, locked: boolean, locked_reason: string | null }> }} RoomUpdate
 */

/**
 * Whether a player lets others read along has changed; that player alone hears that somebody began or stopped.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean }} FollowersChanged
 */

/**
 * How many of the players are ready; the world starts once `waiting` is false.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, ready: number, players: number, waiting: boolean }} ReadyChanged
 */

/**
 * Somebody asks to follow you about; `from` is their user id. The request ends by itself.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, from: string }} FollowRequest
 */

/**
 * After whom you go, if anybody, and who goes after you, by their user ids, in the order in which they do. `reason` says in a sentence why you follow no longer, where it was not your doing.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, following: string | null, followers: Array<string>, reason?: string | null }} FollowState
 */

/**
 * Your party, or the one that invites you, by user ids; no members and no leader: you are in none, and invited to none.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, members: Array<string>, leader: string | null, invited: Array<string> }} PartyState
 */

/**
 * The servers stop in so many `seconds`; null once that is cancelled. `reason` may be empty. Told again as it comes near.
 * @typedef {{ user_id?: string | null, display_name?: string, character_name?: string | null, is_agent?: boolean, seconds: number | null, reason: string }} ServerShutdown
 */

/**
 * Everything as it stands at one event: `sequence`, the last that this reader could see. `view` is the reader's game as the API tells it, null for who watches; `world` is the world's page of the API.
 * @typedef {{ sequence: number, role: string, view: Record<string, any> | null, world: Record<string, any> }} GameStateFrame
 */

/**
 * What has just happened, for show: none of it is numbered again.
 * @typedef {{ replay: boolean, events: Array<Record<string, any>> }} GameReplayFrame
 */

/**
 * The log no longer reaches back to where the client wanted to resume: count on from `sequence`.
 * @typedef {{ sequence: number }} ResyncFrame
 */

/**
 * Nothing happened for a while; the line still stands.
 * @typedef {Record<string, never>} HeartbeatFrame
 */

/**
 * The answer to `ping`.
 * @typedef {Record<string, never>} PongFrame
 */

/**
 * The answer to `turn`: what the API answers to the same turn.
 * @typedef {{ kind: string, cell: string | null, narrative: string, changes: Array<Record<string, any>>, time_passed: number, fired: Array<string>, improvisation: Record<string, any> | null, read_as: Record<string, any> | null, did_you_mean: Array<Record<string, any>>, session_id: string, turn: number, scene: number, beat: number, number: number, view: Record<string, any> }} TurnResultFrame
 */

/**
 * The answer to `chat`: the number of the event that the words became.
 * @typedef {{ sequence: number }} ChatResultFrame
 */

/**
 * The answer to `command`: what the API answers to the same command. `result` depends on the verb.
 * @typedef {{ command: string, success: boolean, result: any, text: string }} CommandResponseFrame
 */

/**
 * A refusal with a stable `code` and one sentence; `retry_after` in seconds, where trying again may help. Over SSE it is a stream's last message. Browsers cannot tell it there from their own event of that name, so ours ask why.
 * @typedef {{ code: string, message: string, details: Record<string, any>, retry_after?: number | null }} ErrorFrame
 */

/** @typedef {"player_joined" | "player_left" | "player_moved" | "player_entered" | "player_left_room" | "turn_played" | "outcome_told" | "world_state_changed" | "chat_message" | "player_finished" | "content_integrated" | "critical_item_recovered" | "world_archived" | "typing" | "turn_waiting" | "improvisation_moved" | "presence_changed" | "player_left_game" | "room_occupants" | "room_update" | "followers_changed" | "ready_changed" | "follow_request" | "follow_state" | "party_state" | "server_shutdown" | "game_state" | "game:replay" | "resync" | "heartbeat" | "pong" | "turn_result" | "chat_result" | "command_response" | "error"} EventType */

/** What a stream of server-sent events is listened to for, by name. */
export const STREAM_EVENTS = [
  "player_joined",
  "player_left",
  "player_moved",
  "player_entered",
  "player_left_room",
  "turn_played",
  "outcome_told",
  "world_state_changed",
  "chat_message",
  "player_finished",
  "content_integrated",
  "critical_item_recovered",
  "world_archived",
  "typing",
  "turn_waiting",
  "improvisation_moved",
  "presence_changed",
  "player_left_game",
  "room_occupants",
  "room_update",
  "followers_changed",
  "ready_changed",
  "follow_request",
  "follow_state",
  "party_state",
  "server_shutdown",
  "game_state",
  "game:replay",
  "resync",
];
