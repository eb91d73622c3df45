"""The pages that the links of e-mails lead to: read by whoever opens them, signed in or not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.test_looks import assert_good
from tests.kleene_site.programs import environment, manage

pytestmark = pytest.mark.chromium

# A person with an address that is not confirmed yet, and every link that an e-mail may bring them.
LINKS = """
import json
from django.contrib.auth.tokens import default_token_generator
from profiles.models import User
from profiles.services.addresses import proofs
from profiles.services.mail_choices import stop_link_of
from worlds.models import Invite
from worlds.services.membership import creating, invited, joining, leaving
mira = User.objects.create_user("mira-by-mail", password="a long way home", email="mira@example.org")
noor = User.objects.create_user("noor-by-mail", display_name="Noor")
first = creating.create_world(user_id=noor.pk, scenario_slug="house", character_name="Wren")
joining.join_world(user_id=mira.pk, world_id=first.world.pk, character_name="Moth")
second = creating.create_world(user_id=noor.pk, scenario_slug="house", visibility="private", character_name="Wren")
code = invited.invite_player(user_id=noor.pk, world_id=second.world.pk, player=mira.short_id).code
print(json.dumps({
    "Stop e-mails?": "/account/mail/{}/{}".format(*stop_link_of(mira)),
    "Confirm": f"/account/address/{mira.short_id}/{proofs.make_token(mira)}",
    "Set a new password": f"/account/reset/{mira.short_id}/{default_token_generator.make_token(mira)}",
    "Wren (Noor) invites you": f"/invites/{code}",
}))
"""


@pytest.mark.slow
def test_every_link_of_an_email_leads_to_a_page_for_everybody(opens: Opens, data: Path, site: str, axe: str) -> None:
    done = manage("shell", "-v0", "-c", LINKS, env=environment(data))
    assert done.returncode == 0, done.stderr
    links: dict[str, str] = json.loads(done.stdout.strip().splitlines()[-1])
    page = opens(has_touch=True)
    invitation = links.pop("Wren (Noor) invites you")
    for heading, path in links.items():
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        assert_good(page, axe)
    page.goto(invitation)
    page.get_by_label("Username").fill("mira-by-mail")
    page.get_by_label("Password", exact=True).fill("a long way home")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wren (Noor) invites you")
    assert_good(page, axe)
    page.goto("/worlds")
    expect(page.get_by_role("heading", name="Invitations")).to_be_visible()
    assert_good(page, axe)
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_text("The invitation was declined.")).to_be_visible()
    page.goto(links["Stop e-mails?"])
    page.get_by_role("button", name="Stop e-mails").click()
    expect(page.get_by_text("gets no more notifications by e-mail")).to_be_visible()
    assert_good(page, axe)
