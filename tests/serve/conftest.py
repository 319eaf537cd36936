"""One application for all tests of the room (its templates are compiled once), a fresh library for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_library import SmallLibrary

from vocgraph.serve.app import create_app

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture(scope="session")
def app() -> Flask:
    return create_app(SmallLibrary())


@pytest.fixture
def library(app: Flask) -> SmallLibrary:
    app.extensions["vocgraph"] = fresh = SmallLibrary()
    return fresh


@pytest.fixture
def client(app: Flask, library: SmallLibrary) -> FlaskClient:
    return app.test_client()
