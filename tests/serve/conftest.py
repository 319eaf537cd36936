from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from small_library import SmallLibrary

from vocgraph.serve.app import create_app


@pytest.fixture
def library() -> SmallLibrary:
    return SmallLibrary()


@pytest.fixture
def client(library: SmallLibrary) -> FlaskClient:
    return create_app(library).test_client()
