"""The account pages and the pages of players."""

from common.routes import both_ways
from profiles.views import (
    addresses,
    agents,
    appearance,
    entry,
    mail,
    passwords,
    player,
    privacy,
    relations,
    report,
    settings,
)

urlpatterns = [
    *both_ways("appearance", appearance.appearance_page, "appearance"),
    *both_ways("privacy", privacy.privacy_page, "privacy-notice"),
    *both_ways("sign-up", entry.sign_up, "sign-up"),
    *both_ways("sign-in", entry.sign_in, "sign-in"),
    *both_ways("sign-out", entry.sign_out, "sign-out"),
    *both_ways("guest", entry.begin_as_guest, "guest"),
    *both_ways("account", settings.account_page, "account"),
    *both_ways("account/delete", settings.delete_account, "delete-account"),
    *both_ways("account/claim", entry.sign_up, "register-guest"),
    *both_ways("account/address/confirmation", addresses.send_confirmation, "address-confirmation"),
    *both_ways("account/address/<str:user_id>/<str:token>", addresses.confirm_address, "confirm-address"),
    *both_ways("account/mail/<str:user_id>/<str:token>", mail.stop_page, "stop-mail"),
    *both_ways("account/agents", agents.agents_page, "own-agents"),
    *both_ways("account/agents/<str:user_id>", agents.agent_page, "own-agent"),
    *both_ways("account/password", passwords.password_page, "password"),
    *both_ways("account/people", relations.relations_page, "relations"),
    *both_ways("account/reset", passwords.forgotten_password, "forgotten"),
    *both_ways("account/reset/<str:user_id>/<str:token>", passwords.reset_password, "reset"),
    *both_ways("report/<str:kind>/<str:subject_id>", report.report_page, "report"),
    *both_ways("players/<str:user_id>", player.player_page, "profile"),
    *both_ways("players/<str:user_id>/picture/<str:version>", player.avatar_image, "avatar"),
]
