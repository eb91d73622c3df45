"""The account pages, the start of a story, and the ways into a world."""

from kleene_site.common.routes import both_ways
from profiles.views import account, company, entry, starting

urlpatterns = [
    *both_ways("stories/<slug:scenario>/start", starting.start, "start"),
    *both_ways("worlds/new", company.create, "new-world"),
    *both_ways("worlds/quick", company.quick_join, "quick-join"),
    *both_ways("worlds/<str:world_id>/join", company.join, "join"),
    *both_ways("worlds/<str:world_id>/spectate", company.watch, "start-watching"),
    *both_ways("invites/<str:code>", company.invitation, "invitation"),
    *both_ways("sign-up", entry.sign_up, "sign-up"),
    *both_ways("sign-in", entry.sign_in, "sign-in"),
    *both_ways("sign-out", entry.sign_out, "sign-out"),
    *both_ways("guest", entry.guest, "guest"),
    *both_ways("account", account.account, "account"),
    *both_ways("account/claim", entry.sign_up, "claim"),
    *both_ways("account/password", account.password, "password"),
    *both_ways("account/reset", account.forgotten, "forgotten"),
    *both_ways("account/reset/<str:user_id>/<str:token>", account.reset, "reset"),
]
