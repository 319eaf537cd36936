"""Says what a browser test lacks: a skip on a developer's machine, a failure where tests must run."""

from __future__ import annotations

import os

import pytest


def missing(reason: str) -> None:
    """Skip with the reason; under CI=true fail with it."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
