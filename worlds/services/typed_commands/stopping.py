"""The command by which the staff stops the servers, after a countdown that everybody in every world reads."""

from __future__ import annotations

from typing import Final

from common import planned_shutdown as shutdowns
from common.limits import SHUTDOWN_SECONDS
from common.shutdown_plan import Plan
from worlds.services.typed_commands.verbs import PLANS_SHUTDOWNS, Call, Reply, Verb, failed_reply

CANCEL: Final = "cancel"


def stop_servers(call: Call) -> Reply:
    """After so many seconds; `cancel` takes it back, and without a word it tells what is planned."""
    first, _, reason = call.words.partition(" ")
    if not first:
        return _tell_plan()
    if first.casefold() == CANCEL:
        return _cancel(call)
    if not (first.isdecimal() and len(first) <= len(str(SHUTDOWN_SECONDS[1]))):
        return failed_reply(f"In how many seconds? Type {SHUTDOWN_SECONDS[0]} to {SHUTDOWN_SECONDS[1]}, or cancel.")
    plan = shutdowns.plan_shutdown(seconds=int(first), reason=reason, by=call.caller.user_id)
    return Reply(f"All servers stop in {int(first)} seconds. Type shutdown cancel to take it back.", _told(plan))


def _cancel(call: Call) -> Reply:
    if not shutdowns.cancel_shutdown(by=call.caller.user_id):
        return failed_reply("No shutdown is planned.")
    return Reply("The shutdown is cancelled.", {"seconds": None, "reason": ""})


def _tell_plan() -> Reply:
    plan = shutdowns.planned_shutdown()
    if plan is None or plan.left <= 0:
        return Reply("No shutdown is planned.", {"seconds": None, "reason": ""})
    return Reply(f"All servers stop in {round(plan.left)} seconds.", _told(plan))


def _told(plan: Plan) -> dict[str, object]:
    return {"seconds": round(plan.left), "reason": plan.reason}


VERBS: Final = (
    Verb(
        "shutdown", "<seconds> [reason], or cancel", "Stop all servers after a countdown. For staff.", stop_servers,
        who="staff", permission=PLANS_SHUTDOWNS,
    ),
)  # fmt: skip
