"""Sets what every answer says to browsers about trust, and which host names the server answers to."""

from __future__ import annotations

import re
import secrets
from ipaddress import ip_address
from typing import Final

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest, Forbidden

OWN_NAME: Final = ("localhost",)

# No inline script or style, nothing from elsewhere, no framing: a report's text can then never run as code.
_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS: Final = {
    "Content-Security-Policy": "; ".join(f"{name} {source}" for name, source in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_YEAR = 365 * 24 * 3600  # seconds


_HOST: Final = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?")


def guard(app: Flask, *, hosts: tuple[str, ...]) -> None:
    """Answer to these host names only, and say HEADERS on every answer.

    A page elsewhere could otherwise rebind its own name to this machine and read the library through its visitors.
    Flask's TRUSTED_HOSTS is not used: it mistakes IPv6 addresses, and leaves errors without a way to write links.

    Addresses in figures are answered to as well: no one can rebind those.

    :param hosts: names without ports.
    """
    known = frozenset(host.lower() for host in hosts)

    @app.before_request
    def check_host() -> None:
        match = _HOST.fullmatch(request.host.lower())
        if match is None or not (match[1] in known or _is_address(match[1])):
            raise BadRequest("This server does not answer to that host name.")

    @app.after_request
    def say_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        if request.path.startswith("/static/assets/") and response.status_code == 200:
            response.headers["Cache-Control"] = (
                f"public, max-age={_YEAR}, immutable"  # the name holds the content's hash
            )
        else:
            response.headers["Cache-Control"] = "no-cache"
            response.vary.add("Accept-Language")
        return response


def form_token() -> str:
    """What a form must send back, to prove that this server wrote it; another one for each run."""
    token: str = current_app.extensions["vocgraph-token"]
    return token


def check_same_origin() -> None:
    """Refuse a request that another site's page sent with the reader's browser.

    :raises Forbidden: if the browser says that it comes from elsewhere, or the form is not one of this run's.
    """
    site, origin = request.headers.get("Sec-Fetch-Site", "same-origin"), request.headers.get("Origin")
    own = request.host_url.rstrip("/")
    if site != "same-origin" or (origin is not None and origin != own):
        raise Forbidden("A page of another site may not change this library.")
    if not secrets.compare_digest(request.form.get("token", "").encode(), form_token().encode()):
        raise Forbidden("This form is not of this run of the server: load the page again.")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    return host == "localhost" or (_is_address(host) and ip_address(host.strip("[]")).is_loopback)


def _is_address(host: str) -> bool:
    """Whether a host is an IP address written out, not a name that someone can point elsewhere."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
