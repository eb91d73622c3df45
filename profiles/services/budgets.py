"""How often something may be done about accounts, over all doors together."""

from __future__ import annotations

from typing import Final

from common.player_budgets import PlayerBudget
from common.throttles import Budget

# By the caller's address.
REGISTRATIONS: Final = Budget("register", "RATE_REGISTER")
GUESTS: Final = Budget("guest", "RATE_REGISTER")
WRONG_PASSWORDS: Final = Budget("passwords", "RATE_SIGN_IN_ADDRESS")
EMAIL_REQUESTS: Final = Budget("password-reset", "RATE_PASSWORD_RESET")

SIGN_INS: Final = Budget("sign-in", "RATE_SIGN_IN")  # by name and address
OLD_PASSWORDS: Final = Budget("old-password", "RATE_SIGN_IN")  # by account
EMAILS: Final = Budget("email", "RATE_EMAIL")  # by kind and e-mail address

EXPORTS: Final = PlayerBudget("export", "RATE_EXPORT", "exports")
AGENTS: Final = PlayerBudget("agents", "RATE_AGENTS", "new agents")
REPORTS: Final = PlayerBudget("report", "RATE_REPORT", "reports")
