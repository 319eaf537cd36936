"""Sets what every answer says to browsers about trust, and which host names the server answers to."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, request

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")

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


def guard(app: Flask, *, hosts: tuple[str, ...]) -> None:
    """Answer to these host names only (a page elsewhere cannot rebind its name to us), with HEADERS on every answer."""
    app.config["TRUSTED_HOSTS"] = list(hosts)

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
