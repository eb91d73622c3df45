"""The account calls, under /api/v1/."""

from common.routes import both_ways
from profiles.api import Admission, OwnAccount, OwnAgents, OwnRecords, Players, Reports

own = OwnAccount.as_view({"get": "show_account", "patch": "change_account"})

urlpatterns = [
    *both_ways("auth/register", Admission.as_view({"post": "register"}), "api-register"),
    *both_ways("auth/guest", Admission.as_view({"post": "begin_as_guest"}), "api-guest"),
    *both_ways("auth/guest/claim", OwnAccount.as_view({"post": "claim_guest"}), "api-claim"),
    *both_ways("auth/token", Admission.as_view({"post": "sign_in"}), "api-token"),
    *both_ways("auth/token/refresh", Admission.as_view({"post": "renew_tokens"}), "api-token-refresh"),
    *both_ways("auth/logout", Admission.as_view({"post": "log_out"}), "api-logout"),
    *both_ways("auth/password/change", OwnAccount.as_view({"post": "change_password"}), "api-password-change"),
    *both_ways(
        "auth/password/reset",
        Admission.as_view({"post": "request_password_reset"}),
        "api-password-reset",
    ),
    *both_ways(
        "auth/password/reset/confirm",
        Admission.as_view({"post": "confirm_password_reset"}),
        "api-password-reset-confirm",
    ),
    *both_ways("auth/email/confirm", Admission.as_view({"post": "confirm_address"}), "api-email-confirm"),
    *both_ways("reports", Reports.as_view({"post": "report"}), "api-reports"),
    *both_ways("players/me", own, "api-me"),
    *both_ways(
        "players/me/email", OwnAccount.as_view({"get": "show_address", "post": "change_address"}), "api-me-email"
    ),
    *both_ways("players/me/email/prove", OwnAccount.as_view({"post": "prove_address"}), "api-me-email-prove"),
    *both_ways(
        "players/me/email/confirmation", OwnAccount.as_view({"post": "send_confirmation"}), "api-me-email-confirmation"
    ),
    *both_ways("players/me/agent", OwnAccount.as_view({"get": "show_agent", "put": "declare_agent"}), "api-me-agent"),
    *both_ways("players/me/agents", OwnAgents.as_view({"get": "list_agents", "post": "create_agent"}), "api-me-agents"),
    *both_ways(
        "players/me/agents/<str:user_id>",
        OwnAgents.as_view({"get": "show_own_agent", "patch": "change_agent", "delete": "delete_agent"}),
        "api-me-own-agent",
    ),
    *both_ways(
        "players/me/agents/<str:user_id>/token",
        OwnAgents.as_view({"post": "rotate_agent_token", "delete": "revoke_agent_token"}),
        "api-me-agent-token",
    ),
    *both_ways("players/me/export", OwnRecords.as_view({"get": "export_account"}), "api-me-export"),
    *both_ways("players/me/delete", OwnRecords.as_view({"post": "delete_account"}), "api-me-delete"),
    *both_ways("players/<str:user_id>/profile", Players.as_view({"get": "show_profile"}), "api-profile"),
]
