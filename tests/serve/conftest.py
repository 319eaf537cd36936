"""One application for all tests of the room (its templates are compiled once), a fresh library for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from flask.testing import FlaskClient
from small_library import SmallLibrary

from vocgraph.serve.app import create_app

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse


class Reader(FlaskClient):
    """A client that reads each answer to its end and closes it, as a server does."""

    def open(self, *request: Any, buffered: bool = True, **more: Any) -> TestResponse:
        return super().open(*request, buffered=buffered, **more)


@pytest.fixture(scope="session")
def app() -> Flask:
    app = create_app(SmallLibrary())
    app.test_client_class = Reader
    return app


@pytest.fixture
def library(app: Flask) -> SmallLibrary:
    app.extensions["vocgraph"] = fresh = SmallLibrary()
    return fresh


@pytest.fixture
def client(app: Flask, library: SmallLibrary) -> FlaskClient:
    return app.test_client()
