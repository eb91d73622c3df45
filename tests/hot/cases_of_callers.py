"""Who asks, and how: at each of the doors."""

from __future__ import annotations

from typing import Final

from tests.hot.asks import also, browser, case, chat, everywhere, turn, view, whoever
from tests.hot.before import (
    end_family,
    gone,
    inactive,
    of_an_older_engine,
    of_another_engine,
    other_password,
    sign_out,
    signed_out_everywhere,
    suspended,
)
from tests.hot.parity import Ask

WHO: Final = (
    *everywhere("nobody", whoever()),
    *everywhere("bad signature", whoever(Authorization="Bearer {ada_access}x")),
    *everywhere("no token", whoever(Authorization="Bearer nonsense")),
    *everywhere("empty token", whoever(Authorization="Bearer ")),
    *everywhere("two tokens", whoever(Authorization="Bearer {ada_access} {ada_access}")),
    *everywhere("refresh token", whoever(Authorization="Bearer {ada_refresh}")),
    *everywhere("other scheme", whoever(Authorization="Basic YTpi")),
    *everywhere("small letters", whoever(Authorization="bearer {ada_access}")),
    *everywhere("expired", whoever(Authorization="Bearer {ada_expired}")),
    *everywhere("token without a seal", whoever(Authorization="Bearer {ada_unsealed}")),
    *everywhere("token of nobody", whoever(Authorization="Bearer {nobody_access}")),
    *everywhere("signed out", also(), before=sign_out),
    *everywhere("ended family", also(), before=end_family),
    *everywhere("other password", also(), before=other_password),
    *everywhere("signed out everywhere", also(), before=signed_out_everywhere),
    *everywhere("suspended", also(), before=suspended),
    *everywhere("inactive", also(), before=inactive),
    *everywhere("anonymised", also(), before=gone),
    *everywhere("cookie alone", whoever(Cookie="sessionid={ada_cookie}")),
    *everywhere("cookie of nobody", whoever(Cookie="sessionid=" + "a" * 32)),
    *everywhere("cookie and token of it", browser()),
    *everywhere(
        "cookie and other token", whoever(Cookie="sessionid={ada_cookie}; csrftoken=" + "a" * 32, X_CSRFToken="b" * 32)
    ),
    *everywhere(
        "cookie, foreign origin",
        browser(Origin="https://elsewhere.example"),
    ),
    *everywhere(
        "cookie, own origin",
        browser(Origin="http://localhost"),
    ),
    *everywhere("cookie, other password", browser(), before=other_password),
    *everywhere("cookie, suspended", browser(), before=suspended),
    *everywhere("token and cookie", also(Cookie="sessionid={ada_cookie}")),
    *everywhere("token, foreign origin", also(Origin="https://elsewhere.example")),
)

HOW: Final = (
    *everywhere("foreign host", also(Host="elsewhere.example")),
    *everywhere("host with a port", also(Host="localhost:8000")),
    *everywhere("no host", also(Host="")),
    *everywhere("HTML asked for", also(Accept="text/html")),
    *everywhere("anything asked for", also(Accept="application/*")),
    *everywhere("JSON asked for", also(Accept="application/json")),
    *everywhere("JSON among others", also(Accept="text/html, application/json;q=0.5")),
    *everywhere("no compression", also(Accept_Encoding="identity")),
    *everywhere("other content type", also(Content_Type="text/plain")),
    *everywhere("no content type", also(Content_Type="")),
    *everywhere("content type with a charset", also(Content_Type="application/json; charset=utf-8")),
    *everywhere("content type with another charset", also(Content_Type="application/json; charset=latin-1")),
    *everywhere("query", lambda ask: Ask(ask.method, ask.path + "?a=b", ask.by, ask.body)),
    *everywhere("HEAD", lambda ask: Ask("HEAD", ask.path, ask.by)),
    *everywhere("OPTIONS", lambda ask: Ask("OPTIONS", ask.path, ask.by)),
    *everywhere("PUT", lambda ask: Ask("PUT", ask.path, ask.by, {})),
    *everywhere("PATCH", lambda ask: Ask("PATCH", ask.path, ask.by, {})),
    *everywhere("DELETE", lambda ask: Ask("DELETE", ask.path, ask.by)),
    *everywhere("override of the method", also(X_HTTP_Method_Override="PUT")),
    *everywhere("forwarded", also(X_Forwarded_For="1.2.3.4", X_Forwarded_Proto="https")),
    *everywhere("engine of another time", also(), before=of_another_engine),
    case("engine of another time: alone", view("ida"), turn("ida", option_id="wait"), before=of_another_engine),
    case(
        "engine of before", view(), chat(text="Still here?"), turn(option_id="wait"), view(), before=of_an_older_engine
    ),
    case("engine of before: alone", view("ida"), turn("ida", option_id="wait"), view("ida"), before=of_an_older_engine),
)
