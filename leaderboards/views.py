"""The boards as pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.errors import NotFound
from common.page_cache import cached_for_strangers
from leaderboards.rules.categories import BY_NAME, CATEGORIES, Category
from leaderboards.rules.contestants import AGENTS, CONTESTANTS, PEOPLE
from leaderboards.rules.periods import ALL, MONTH, PERIODS, WEEK
from leaderboards.services import boards
from leaderboards.services.boards import BoardLine, BoardPage
from leaderboards.services.catch_up import catch_up_a_little
from leaderboards.services.display_names import Shown, shown_name
from leaderboards.services.paging import cursor_of, place_from
from worlds.models import Scenario
from worlds.views.grid_widget import Nine, nine_cells

LINES = 25
NEIGHBOURS = 2
PERIOD_WORDS = ((ALL, "All time"), (MONTH, "This month"), (WEEK, "This week"))
CONTESTANT_WORDS = ((PEOPLE, "People"), (AGENTS, "Agents"))


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is read. `name` is what everybody sees, also of oneself."""

    line: BoardLine
    person: Shown
    nine: Nine
    unit: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Story:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a page is asked for; `story` is empty for all of them."""

    category: Category
    story: str
    period: str
    players: str

    @property
    def is_of_agents(self) -> bool:
        return self.players == AGENTS

    def url(self, **other: Any) -> str:
        wanted = {"scenario_id": self.story, "period": self.period, "players": self.players, **other}
        category = wanted.pop("category", self.category)
        if wanted["period"] == ALL:
            wanted.pop("period")
        if wanted["players"] == PEOPLE:
            wanted.pop("players")
        query = urlencode({name: value for name, value in wanted.items() if value})
        return reverse("leaderboard", args=[category.name]) + (f"?{query}" if query else "")


@never_cache
@require_safe
@cached_for_strangers(*boards.TABLES, "worlds.Scenario")
def board_page(request: HttpRequest, category: str = CATEGORIES[0].name) -> HttpResponse:
    stories = [Story(*row) for row in Scenario.objects.playable().values_list("slug", "name")]
    wish = wish_of(request, category, stories)
    reader_id = request.user.pk if request.user.is_authenticated else None
    page = around = own = None
    if wish.story or not wish.category.needs_scenario:
        board = boards.find_board(
            category=category, scenario=wish.story or None, period=wish.period, players=wish.players
        )
        catch_up_a_little()
        start = place_from(request.GET["cursor"]) if "cursor" in request.GET else None
        page = boards.read_board(board, reader_id=reader_id, limit=LINES, start=start)
        own = page.line_of(reader_id)
        if page.my_rank is not None and own is None and reader_id is not None:
            around = boards.read_around(board, reader_id=reader_id, each_way=NEIGHBOURS)
            own = around.line_of(reader_id)
    return TemplateResponse(
        request, "leaderboards/board.html", page_context(request, wish, stories, page, around=around, own=own)
    )


def wish_of(request: HttpRequest, name: str, stories: Sequence[Story]) -> Wish:
    """Raises NotFound."""
    category, period = BY_NAME.get(name), request.GET.get("period") or ALL
    players = request.GET.get("players") or PEOPLE
    if category is None or period not in PERIODS or players not in CONTESTANTS:
        raise NotFound("There is no leaderboard with this name.")
    story = request.GET.get("scenario_id", "")
    return Wish(category, story or (first_of(stories) if category.needs_scenario else ""), period, players)


def first_of(stories: Sequence[Story]) -> str:
    """The story that is shown where one is needed and none was chosen."""
    named = (story.slug for story in stories if story.slug == settings.FIRST_STORY)
    return next(named, stories[0].slug if stories else "")


def page_context(
    request: HttpRequest,
    wish: Wish,
    stories: Sequence[Story],
    page: BoardPage | None,
    *,
    around: BoardPage | None,
    own: BoardLine | None,
) -> dict[str, Any]:
    return {
        "here": "leaderboards",
        "wish": wish,
        "tabs": [Choice(each.title, wish.url(category=each), each == wish.category) for each in CATEGORIES],
        "periods": [Choice(label, wish.url(period=period), period == wish.period) for period, label in PERIOD_WORDS],
        "contestants": [
            Choice(label, wish.url(players=each), each == wish.players) for each, label in CONTESTANT_WORDS
        ],
        "stories": stories,
        "page": page,
        "rows": rows_of(wish, page, own),
        "around": rows_of(wish, around, own),
        "own": own and row_of(wish, own, own),
        "is_further": "cursor" in request.GET,
        "top": wish.url(),
        "further": wish.url(cursor=cursor_of(page.next)) if page and page.next else "",
    }


def rows_of(wish: Wish, page: BoardPage | None, own: BoardLine | None) -> list[Row]:
    return [row_of(wish, line, own) for line in page.lines] if page else []


def row_of(wish: Wish, line: BoardLine, own: BoardLine | None) -> Row:
    unit = wish.category.one if line.score == 1 else wish.category.many
    is_own = own is not None and line.place.id == own.place.id
    return Row(line, shown_name(line.user), nine_cells(line.cells, tier=line.tier), unit, is_own)
