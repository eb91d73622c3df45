"""The back office in a real browser: it runs under its own content policy, light and dark, whatever people wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.accessible import PHONE, WIDE, Colours, assert_no_fault, width_of
from tests.browser.conftest import Opens
from tests.browser.reading import start
from tests.browser.site import served
from tests.kleene_site.programs import ROOT, environment, manage
from tests.staff import PASSWORD
from tests.worlds.admin.test_hostile_text import HOSTILE

pytestmark = pytest.mark.chromium

SEED = f"""
from profiles.models import User
from profiles.services.moderation import make_moderator
from improvisations.services import sharing
from improvisations.services.evidence import Statement
from profiles.services import reports
from worlds.services import chat
from worlds.services.games import sessions
from worlds.services.membership import creating
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest
User.objects.create_superuser("root", password="{PASSWORD}")
ada = User.objects.create_user("ada", display_name="<img src=x onerror=alert(1)>")
mira = User.objects.create_user("mira", password="{PASSWORD}")
make_moderator(user_id=mira.pk, moderator_id=None)
for slug in ("hostile", "first_light"):
    game = sessions.start_solo(user_id=ada.pk, scenario_slug=slug)
    playing.play_turn(user_id=ada.pk, session_id=game.pk, request=TurnRequest(input="<script>alert(1)</script> please"))
reports.report_anything(reporter_id=mira.pk, kind="player", subject_id=ada.short_id, reason="<b>Rude</b>")
statement = Statement(node_id="doorstep", player_input="<script>alert(1)</script> please")
sharing.share_improvisation(user_id=ada.pk, session_id=game.pk, scenario_slug="first_light", statement=statement)
made = creating.create_world(user_id=ada.pk, scenario_slug="first_light")
chat.send_message(user_id=ada.pk, world_id=made.world.pk, text="What the bastard!")
"""
ROWS = "[data-open], #result_list tbody :is(th, td) a"
ONE_OF_EACH_LIST = (
    "/admin/worlds/scenario/",
    "/admin/improvisations/improvisation/",
    "/admin/audit/",
    "/admin/shutdown/",
)
SIGN = 16_000  # milliseconds, after which a page of a game alone has asked the server
LISTS = ("worlds/scenario", "worlds/scenariorevision", "worlds/gamesession", "profiles/user")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("backoffice")
    (data / "hostile.yaml").write_bytes(HOSTILE)
    with served(data, data / "hostile.yaml", ROOT / "worlds" / "scenarios") as address:
        done = manage("shell", "-v0", "-c", SEED, env=environment(data))
        assert done.returncode == 0, done.stderr
        yield address


@pytest.fixture(scope="module")
def root(browser: Browser, site: str) -> StorageState:
    """The cookies of an administrator, who signed in once: a fresh window begins as signed in as that one."""
    with browser.new_page(base_url=site) as page:
        page.goto("/admin/")
        sign_in(page)
        return page.context.storage_state()


def sign_in(page: Page, name: str = "root") -> None:
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("colours", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_every_page_runs_without_a_complaint_and_nothing_sticks_out(
    opens: Opens, root: StorageState, colours: Colours
) -> None:
    page = opens(None, color_scheme=colours, storage_state=root)
    page.on("dialog", lambda dialog: pytest.fail(f"a text of somebody ran: {dialog.message}"))
    page.goto("/admin/")
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        page.goto("/admin/audit/")
        assert width_of(page) <= size["width"]
    for path in LISTS:
        page.goto(f"/admin/{path}/")
        for link in [found.get_attribute("href") for found in page.locator("#result_list tbody th a").all()]:
            page.goto(str(link))
            expect(page.locator(".k-head h2")).to_be_visible()
            for size in (WIDE, PHONE):
                page.set_viewport_size(size)
                assert width_of(page) <= size["width"], page.url


@pytest.mark.slow
@pytest.mark.parametrize("colours", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_every_page_of_the_admin_has_landmarks_names_and_contrast(opens: Opens, axe: str, colours: Colours) -> None:
    page = opens("/admin/", color_scheme=colours)
    assert_no_fault(page, axe, colours)
    sign_in(page)
    assert_no_fault(page, axe, colours)
    links = [str(link.get_attribute("href")) for link in page.locator("#nav-sidebar-apps a").all()][1:]
    assert len(links) > 10
    for path in links:
        page.goto(path)
        if path in ONE_OF_EACH_LIST:
            assert_no_fault(page, axe, colours)
        if page.locator(ROWS).count():
            page.goto(str(page.locator(ROWS).first.get_attribute("href")))
            assert_no_fault(page, axe, colours)
    page.goto("/admin/profiles/user/?q=ada")
    page.locator(ROWS).first.click()
    page.get_by_role("link", name="Suspend").click()
    assert_no_fault(page, axe, colours)


@pytest.mark.slow
def test_the_admin_alone_may_evaluate(opens: Opens) -> None:
    page = opens("/")
    policy = page.request.get("/").headers["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "'unsafe-eval'" in page.request.get("/admin/login/").headers["content-security-policy"]
    assert (
        "script-src 'self' 'unsafe-eval';" in f"{page.request.get('/admin/login/').headers['content-security-policy']};"
    )


@pytest.mark.slow
def test_a_node_of_the_graph_leads_to_its_words_and_they_lead_back(opens: Opens, root: StorageState) -> None:
    page = opens("/admin/worlds/scenariorevision/?q=first_light", storage_state=root)
    page.locator("#result_list tbody th a").first.click()
    box = page.locator("a.k-box").nth(2)
    words = page.locator(str(box.get_attribute("href")))
    assert not words.evaluate("card => card.open")
    box.click()
    expect(words).to_have_js_property("open", value=True)
    expect(words).to_be_in_viewport()
    words.get_by_role("link", name="Show in the graph").click()
    expect(box).to_be_in_viewport()


@pytest.mark.slow
def test_a_wide_graph_opens_where_its_story_begins_and_leaves_the_page_at_its_top(
    opens: Opens, root: StorageState
) -> None:
    page = opens("/admin/worlds/scenariorevision/?q=loose_parish", storage_state=root)
    page.locator("#result_list tbody th a").first.click()
    expect(page.locator(".k-graph")).to_be_visible()
    assert page.evaluate("scrollY") == 0
    page.locator(".k-graph").evaluate("frame => frame.scrollIntoView()")
    expect(page.locator("a.k-box.k-start")).to_be_in_viewport()


@pytest.mark.slow
def test_a_moderator_finds_a_player_and_suspends_them_without_a_mouse(opens: Opens) -> None:
    page = opens("/admin/")
    sign_in(page, "mira")
    page.goto("/admin/profiles/user/?q=ada")
    page.locator("#result_list tbody th a").first.press("Enter")
    page.get_by_role("link", name="Suspend").press("Enter")
    page.get_by_label("Reason").fill("Sold lamps")
    page.get_by_role("button", name="Suspend").press("Enter")
    expect(page.get_by_text("is suspended and signed out everywhere.")).to_be_visible()
    page.get_by_role("link", name="Lift suspension").click()
    page.get_by_role("button", name="Lift suspension").click()
    expect(page.get_by_text("is no longer suspended.")).to_be_visible()


@pytest.mark.slow
def test_filters_open_and_narrow_the_list(opens: Opens, root: StorageState) -> None:
    page = opens("/admin/worlds/gamesession/", storage_state=root)
    page.locator("#changelist a", has_text="Filters").first.click()
    page.locator("select[name=status__exact]").select_option("abandoned", force=True)
    page.get_by_role("button", name=re.compile("apply", re.IGNORECASE)).click()
    expect(page).to_have_url(re.compile("status__exact=abandoned"))
    expect(page.locator("#result_list tbody tr")).to_have_count(0)


@pytest.mark.slow
def test_a_graph_is_zoomed_by_keys_and_buttons_and_its_ways_are_traced(opens: Opens, root: StorageState) -> None:
    page = opens("/admin/worlds/scenariorevision/?q=loose_parish", storage_state=root)
    page.locator("#result_list tbody th a").first.click()
    graph, frame = page.locator("svg[data-graph]"), page.locator(".k-graph")
    full = graph.evaluate("svg => svg.width.baseVal.value")
    page.get_by_role("button", name="Fit").click()
    assert graph.evaluate("svg => svg.width.baseVal.value") <= frame.evaluate("frame => frame.clientWidth") + 1
    frame.focus()
    page.keyboard.press("0")
    assert graph.evaluate("svg => svg.width.baseVal.value") == full
    page.keyboard.press("-")
    assert graph.evaluate("svg => svg.width.baseVal.value") < full
    page.get_by_role("button", name="Trace ways").click()
    start = page.locator("a.k-box.k-start")
    start.click()
    assert "#place" not in page.url
    assert page.locator("a.k-box.k-lit").count() > 10
    start.click()
    expect(page.locator("a.k-box.k-lit")).to_have_count(0)


@pytest.mark.slow
def test_a_shutdown_that_is_planned_there_reaches_those_who_play_alone_and_so_does_its_end(
    opens: Opens, site: str, root: StorageState
) -> None:
    reader, planner = opens(None), opens("/admin/shutdown/", storage_state=root)
    reader.clock.install()
    reader.goto("/")
    start(reader, "First Light")
    planner.get_by_label("Seconds from now").fill("3600")
    planner.get_by_label("Reason").fill("New <lamps>")
    planner.get_by_role("button", name="Plan the shutdown").click()
    expect(planner.get_by_text("The shutdown is planned.")).to_be_visible()
    heard_by_the_server(site, "The server stops at")
    reader.clock.run_for(SIGN)
    expect(reader.locator("#shutdown")).to_contain_text("in 60 minutes: New <lamps>. Your game is saved.")
    planner.get_by_role("button", name="Cancel the shutdown").click()
    expect(planner.get_by_text("The shutdown is cancelled.")).to_be_visible()
    heard_by_the_server(site, "")
    reader.clock.run_for(SIGN)
    expect(reader.locator("#shutdown")).to_have_text("The shutdown was cancelled.")


def heard_by_the_server(site: str, words: str) -> None:
    """Wait until its pages tell this of a shutdown: it looks every two seconds."""
    while ("The server stops" in (page := httpx.get(f"{site}/help").text)) != bool(words) or words not in page:
        pass
