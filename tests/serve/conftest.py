from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_library import SmallLibrary

from vocgraph.serve.app import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.fixture
def library() -> SmallLibrary:
    return SmallLibrary()


@pytest.fixture
def client(library: SmallLibrary) -> FlaskClient:
    return create_app(library).test_client()
