"""Everything that the page of a game shows, gathered before any template speaks."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from common.typography import typographic_quotes
from worlds.graph.place_cells import place_cells
from worlds.models import GameSession
from worlds.models.compiled import story_of
from worlds.rules.hints import Hints, cells_here, hints
from worlds.rules.places import known_places
from worlds.rules.situation import Situation
from worlds.rules.state import Preferences
from worlds.services.games.endings_found import endings_found
from worlds.services.games.memories import memories_of
from worlds.services.games.others_choices import OthersChoices, others_choices
from worlds.services.games.places_seen import places_seen
from worlds.services.games.previewing import star_of_preview
from worlds.services.games.repeated_scenes import KEPT_IN_SIGHT
from worlds.services.games.seen_view import view_and_remember
from worlds.services.games.transcript import latest_entries
from worlds.services.games.view import OptionView, View
from worlds.services.membership.players import alone_in, others_told, with_takers_named
from worlds.services.stories.catalogue import ScenarioSummary, scenario_summaries
from worlds.services.turns.state_rows import state_of
from worlds.views import endings
from worlds.views.asked import Asked
from worlds.views.chart import Chart, Dot, map_chart
from worlds.views.endings import EndingTile
from worlds.views.formatting import counted_noun, spoken_id, story_time, titled_id
from worlds.views.grid_widget import Nine, nine_cells
from worlds.views.prices import PriceWords, price_words
from worlds.views.shared.company import Company, company_of
from worlds.views.turn_card import TurnCard, before_returns, cards_without_repeats, turn_card

NOTHING_ASKED = Asked()
OTHERS = 3  # further stories that an ending names
TEMPERATURES = (
    (0, "Only the author’s words"),
    (3, "Plain"),
    (5, "With details of the scene"),
    (8, "Free, with a suggestion"),
    (10, "As free as possible"),
)


@dataclass(frozen=True, slots=True)
class Ending:
    title: str
    verdict: str
    narrative: str  # empty where the turn has told it already
    turns: str
    tiles: tuple[EndingTile, ...]
    found: int
    others_chose: OthersChoices
    others: tuple[ScenarioSummary, ...]


@dataclass(frozen=True, slots=True)
class PlayPage:
    view: View
    url: str
    now: TurnCard
    past: tuple[TurnCard, ...]
    has_earlier: bool
    recap: str
    language: str
    time: str
    nine: Nine
    chart: Chart | None
    environment: str
    memories: Sequence[str]
    preferences: Preferences
    temperatures: tuple[tuple[int, str], ...]
    ending: Ending | None
    is_given_up: bool
    star: str  # of the idea that a preview was begun from, by its outer id; empty for every other game
    can_take_back: bool
    hints: Hints | None  # None once the game is over
    asking: OptionView | None
    meant: tuple[OptionView, ...]  # of which the player is asked which one they mean
    prices: PriceWords | None  # while a deadline runs
    draft: str
    idempotency_key: str
    company: Company | None  # of a game in a shared world


def play_page(session: GameSession, asked: Asked = NOTHING_ASKED, *, after: int | None = None) -> PlayPage:
    """The page of a game. `asked` is what its player is asked back.

    `after` is the event up to which the page has a shared world's feed already.
    """
    state = state_of(session)
    others = others_told(session, state)
    view = view_and_remember(session, others)
    # Twice what is shown, and one: what a turn leaves out depends on the turns before it.
    entries, story = latest_entries(session, amount=2 * KEPT_IN_SIGHT + 2), story_of(session)
    entries[-1]["narrative"] = with_takers_named(entries[-1]["narrative"], others, story)
    *past, now = before_returns(cards_without_repeats(turn_card(entry, story) for entry in entries))
    shown = past[-KEPT_IN_SIGHT:]
    temperature = state.player.preferences.improvisation_temperature
    company = _company(session, after)
    now_at = Situation(story, state, None if session.world_id is None else alone_in(session))
    return PlayPage(
        view=view,
        url=reverse("play", args=[view["session_id"]]),
        now=now,
        past=tuple(shown),
        has_earlier=len(past) > len(shown),
        recap=_recap(view, [*shown, now], story.language),
        language=session.revision.scenario.language,
        time=story_time(state.world.time, start=state.world.start_time),
        nine=nine_cells(
            view["grid"]["cells"],
            tier=view["grid"]["tier"],
            this_turn=now.cell,
            possible_here=cells_here(now_at) if session.is_active else None,
        ),
        chart=map_of_game(session, now_at, dots_of(company)),
        environment=_environment(view),
        memories=memories_of(session, state.player.history),
        preferences=state.player.preferences,
        temperatures=_temperatures(temperature),
        ending=_ending(session, view, now, story.language),
        is_given_up=session.status == GameSession.Status.ABANDONED,
        star=star_of_preview(session) if session.is_preview else "",
        can_take_back=bool(past) and company is None,
        hints=hints(now_at) if session.is_active else None,
        asking=asked.improvise_option(view["node"]["options"]),
        meant=asked.options_meant(view["node"]["options"]),
        prices=price_words(view["prices"]),
        draft=asked.draft,
        idempotency_key=str(uuid.uuid4()),
        company=company,
    )


def _company(session: GameSession, after: int | None) -> Company | None:
    if session.world is None:
        return None
    return company_of(
        session.world, reader=session.user, live_url=reverse("live", args=[session.short_id]), after=after
    )


def dots_of(others: Company | None) -> list[Dot]:
    """Everybody where they are, oneself first."""
    everybody = () if others is None else (*others.here, *others.elsewhere)
    return [Dot(person.place, person.colour, person.name) for person in everybody]


def map_of_game(session: GameSession, now: Situation, people: list[Dot]) -> Chart | None:
    """The places that its player knows, with those people on it."""
    known = known_places(now, places_seen(session), told={person.place for person in people})
    return map_chart(known, place_cells(now.scenario), here=now.here, people=people)


def _recap(view: View, shown: Sequence[TurnCard], language: str) -> str:
    """The scene itself, once talk and tries have pushed it out of sight."""
    scene = typographic_quotes(view["node"]["narrative"].strip(), language)
    return "" if view["ending"] or any(scene in page.narrative for page in shown) else scene


def _environment(view: View) -> str:
    said = (f"{spoken_id(name)}: {spoken_id(str(value))}" for name, value in view["location"]["environment"].items())
    return titled_id(" \N{MIDDLE DOT} ".join(said))


def _temperatures(chosen: int) -> tuple[tuple[int, str], ...]:
    """The steps in words; a value between them, set over the API, stays as it is."""
    known = dict(TEMPERATURES)
    return tuple(sorted({**known, chosen: known.get(chosen, f"Step {chosen} of 10")}.items()))


def _ending(session: GameSession, view: View, now: TurnCard, language: str) -> Ending | None:
    ending = view["ending"]
    if ending is None:
        return None
    told = typographic_quotes(ending["narrative"], language)
    tiles = endings.ending_tiles(endings_found(session))
    others = [summary for summary in scenario_summaries() if summary["id"] != view["scenario_id"]]
    return Ending(
        title=endings.ending_title(ending),
        verdict=endings.ending_verdict(ending),
        narrative="" if told.strip() in now.narrative else told,
        turns=counted_noun(session.turns_played, "turn", "turns"),
        tiles=tiles,
        others_chose=others_choices(session),
        found=sum(tile.is_found for tile in tiles),
        others=tuple(others[:OTHERS]),
    )
