"""From a player's idea to an option of the story, in the admin and in real browsers, with a second moderator beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, ViewportSize, expect

from tests.browser.accessible import Colours, assert_no_serious_fault, width_of
from tests.browser.asking import NOTE_WHAT_IS_ASKED
from tests.browser.conftest import Opens
from tests.browser.reading import choose, start
from tests.browser.site import served
from tests.kleene_site.programs import ROOT, environment, manage
from tests.staff import PASSWORD

pytestmark = pytest.mark.chromium

QUEUE = "/admin/improvisations/improvisation/"
IDEA = "I hum it a song about herrings until the lamp comes on by itself."
LOOKS_AGAIN = 5_000  # milliseconds
WIDTHS: tuple[ViewportSize, ...] = ({"width": 1280, "height": 900}, {"width": 900, "height": 900})
SEED = f"""
from profiles.models import User
from profiles.services.moderation import make_moderator
from improvisations.services import sharing
from improvisations.services.evidence import Statement
from profiles.services import reports
from worlds.services.games import sessions
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest
for name in ("mira", "nils"):
    user = User.objects.create_user(name, password="{PASSWORD}", display_name=name.title())
    make_moderator(user_id=user.pk, moderator_id=None)
def shares(name, words):
    player = User.objects.create_user(name, display_name=name.title())
    game = sessions.start_solo(user_id=player.pk, scenario_slug="first_light")
    playing.play_turn(user_id=player.pk, session_id=game.pk, request=TurnRequest(input=words))
    statement = Statement(node_id="doorstep", player_input=words)
    sharing.share_improvisation(user_id=player.pk, session_id=game.pk, scenario_slug="first_light", statement=statement)
    return player
ada = shares("ada", "{IDEA}")
shares("bob", "I sit down and refuse to work before breakfast.")
kael = shares("kael", "I curse the damn cat behind the barrels.")
reports.report_anything(reporter_id=ada.pk, kind="player", subject_id=kael.short_id, reason="Swears at the cat.")
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("curation")
    with served(data, ROOT / "worlds" / "scenarios") as address:
        done = manage("shell", "-v0", "-c", SEED, env=environment(data))
        assert done.returncode == 0, done.stderr
        yield address


@pytest.fixture(scope="module")
def signed_in(browser: Browser, site: str) -> dict[str, StorageState]:
    """The cookies of both moderators, who signed in once: a fresh window begins as signed in as that one."""
    return {name: cookies_of(browser, site, name) for name in ("mira", "nils")}


def cookies_of(browser: Browser, site: str, name: str) -> StorageState:
    with browser.new_page(base_url=site) as page:
        page.goto("/admin/")
        return sign_in(page, name).context.storage_state()


def sign_in(page: Page, name: str) -> Page:
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    return page


@pytest.fixture
def mira(opens: Opens, signed_in: dict[str, StorageState]) -> Page:
    return opens(None, viewport=WIDTHS[0], storage_state=signed_in["mira"])


@pytest.fixture
def nils(opens: Opens, signed_in: dict[str, StorageState]) -> Page:
    return opens(None, storage_state=signed_in["nils"])


@pytest.mark.slow
@pytest.mark.parametrize("colours", ["light", pytest.param("dark", marks=pytest.mark.long)])
def test_every_page_of_the_queues_can_be_used_by_everybody_and_nothing_sticks_out(
    opens: Opens, axe: str, signed_in: dict[str, StorageState], colours: Colours
) -> None:
    page = opens(None, color_scheme=colours, storage_state=signed_in["mira"])
    paths = ["/admin/", QUEUE, f"{QUEUE}?hits=yes", "/admin/worlds/report/"]
    for listed, acts in ((QUEUE, ("claim", "integrate")), ("/admin/worlds/report/", ("claim", "dismiss"))):
        page.goto(listed)
        row = str(page.locator("[data-open]").first.get_attribute("href"))
        paths += [row, *(row.replace("/change/", f"/{act}/") for act in acts)]
    for path in paths:
        page.goto(path)
        for size in WIDTHS:
            page.set_viewport_size(size)
            assert width_of(page) <= size["width"], path
        assert_no_serious_fault(page, axe, colours, part=".k-page")


@pytest.mark.slow
def test_a_queue_of_who_is_signed_out_says_so_and_looks_no_more(nils: Page) -> None:
    nils.clock.install()
    nils.goto(QUEUE)
    nils.context.clear_cookies(name="sessionid")
    nils.clock.run_for(LOOKS_AGAIN)
    expect(nils.get_by_role("status").first).to_contain_text("You are signed out, or may not see this any more.")
    nils.evaluate(NOTE_WHAT_IS_ASKED)
    nils.clock.run_for(60_000)
    assert nils.evaluate("window.asked") == []


@pytest.mark.slow
def test_another_moderator_sees_a_claim_at_once_and_loses_no_word(nils: Page, mira: Page, forgiven: list[str]) -> None:
    forgiven.append("409")
    nils.clock.install()
    for page in (mira, nils):
        page.goto(f"{QUEUE}?q=breakfast")
        page.locator("[data-open]").click()
        page.wait_for_url("**/change/")
    nils.keyboard.press("r")
    nils.get_by_label("Note to the author").fill("Half a joke, half a strike. Which?")
    mira.keyboard.press("c")
    expect(mira.locator("[data-claim]")).to_contain_text("You, 15 min left")
    mira.wait_for_load_state()
    nils.clock.run_for(LOOKS_AGAIN)
    expect(nils.locator("[data-claim]")).to_contain_text("Mira, 15 min left")
    mira.keyboard.press("a")
    mira.keyboard.press("Enter")
    expect(mira.get_by_text("The improvisation was approved. Its author can see the decision.")).to_be_visible()
    nils.clock.run_for(LOOKS_AGAIN)
    expect(nils.locator("[data-changed]")).to_contain_text("Mira approved it.")
    expect(nils.get_by_label("Note to the author")).to_have_value("Half a joke, half a strike. Which?")
    nils.locator("details[open] form button").click()
    expect(nils.locator(".k-happened")).to_contain_text("Mira approved it")
    expect(nils.get_by_label("Note to the author")).to_have_value("Half a joke, half a strike. Which?")


def test_an_idea_is_found_claimed_approved_integrated_and_played(opens: Opens, mira: Page) -> None:
    mira.goto(QUEUE)
    mira.locator("summary", has_text="Filters").click()
    mira.get_by_label("author").fill("ada")
    mira.get_by_label("scenario").select_option("first_light")
    mira.get_by_role("button", name="Apply filters").click()
    expect(mira.locator("[data-row]")).to_have_count(1)
    mira.wait_for_load_state()
    mira.keyboard.press("j")
    mira.keyboard.press("Enter")
    mira.wait_for_url("**/change/")
    expect(mira.locator(".k-words").first).to_have_text(IDEA)
    mira.keyboard.press("c")
    expect(mira.locator("[data-claim]")).to_contain_text("You")
    mira.wait_for_load_state()
    mira.keyboard.press("a")
    mira.keyboard.press("Enter")
    expect(mira.get_by_text("The improvisation was approved. Its author can see the decision.")).to_be_visible()
    mira.wait_for_load_state()
    mira.keyboard.press("i")
    mira.get_by_label("Option text").fill("Hum a song about herrings")
    mira.get_by_label("Narrative shown to players").fill("The lamp listens to all eleven verses, and comes on.")
    mira.get_by_role("button", name="Update the preview").click()
    expect(mira.locator(".k-new")).to_contain_text("Hum a song about herrings")
    expect(mira.locator(".k-remarks").first).to_contain_text("the turn counter rises by one")
    expect(mira.locator(".k-box.k-marked")).to_have_count(1)
    mira.get_by_role("button", name="Publish").click()
    expect(mira.get_by_text("is part of the story from revision 2 on.")).to_be_visible()
    assert_played_and_credited(opens("/"))
    mira.get_by_role("link", name="Undo").click()
    mira.get_by_role("button", name="Undo").click()
    expect(mira.get_by_text("was removed from the story in revision 3.")).to_be_visible()
    player = opens("/")
    start(player, "First Light")
    expect(player.get_by_role("button", name=re.compile("Hum a song"))).to_have_count(0)


def assert_played_and_credited(player: Page) -> None:
    start(player, "First Light")
    expect(player.locator("main")).to_contain_text("Ada")
    choose(player, "Hum a song about herrings")
    expect(player.locator("#story")).to_contain_text("The lamp listens to all eleven verses, and comes on.")


@pytest.mark.slow
def test_it_all_works_without_a_script(opens: Opens) -> None:
    page = opens("/admin/", java_script_enabled=False)
    page.fill("#id_username", "nils")
    page.fill("#id_password", PASSWORD)
    page.locator("button[type=submit], input[type=submit]").first.click()
    page.goto(f"{QUEUE}?q=barrels")
    page.locator("[name=row]").check()
    page.get_by_role("button", name="Reject").click()
    expect(page.locator(".k-outlooks")).to_contain_text("I curse the damn cat behind the barrels.")
    page.get_by_label("Reason").select_option("words")
    page.get_by_role("button", name="Reject 1").click()
    expect(page.get_by_text("Reject: 1 of 1.")).to_be_visible()


def test_keys_do_nothing_while_somebody_writes(mira: Page) -> None:
    mira.goto(f"{QUEUE}?status=all")
    mira.get_by_label("Search").press_sequentially("jxkoa?")
    expect(mira.get_by_label("Search")).to_have_value("jxkoa?")
    expect(mira.locator(".k-here")).to_have_count(0)
    mira.keyboard.press("Escape")
    mira.keyboard.press("?")
    expect(mira.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
