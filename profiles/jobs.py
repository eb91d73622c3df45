"""What profiles do in the background."""

from datetime import timedelta

from common.jobs import Job, register
from profiles.services import (
    achievement_catch_up,
    achievements,
    deletion,
    delivery,
    digests,
    moderator_mail,
    report_priority,
    suspensions,
)


def register_jobs() -> None:
    register(
        Job("notice-achievements", timedelta(minutes=5), achievement_catch_up.award_waiting, lease=timedelta(hours=1))
    )
    register(Job("count-achievements", timedelta(minutes=10), achievements.count_holders))
    register(Job("finish-farewells", timedelta(minutes=10), deletion.finish_farewells))
    register(Job("send-emails", delivery.EVERY, delivery.send_emails, thread="mail"))
    register(Job("order-digests", digests.EVERY, digests.order_digests))
    register(Job("order-moderator-mail", moderator_mail.EVERY, moderator_mail.order_moderator_mail))
    register(Job("weigh-reports", timedelta(hours=1), report_priority.weigh_all_reports))
    register(Job("end-suspensions", timedelta(minutes=1), suspensions.end_those_over))
