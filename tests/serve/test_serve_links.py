"""Addresses are what Flask would write, whatever stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from flask import url_for

from vocgraph.serve.links import bare_link, more

if TYPE_CHECKING:
    from flask import Flask

ODD = "a b/c?d=e&f#g%20'\"<产业学院>+:;,@!$()*~."


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("pages.search", {}),
        ("pages.search", {"q": ODD, "year": ["2023", "2024"], "report": None, "_anchor": ODD}),
        ("pages.entity", {"entity_id": ODD, "lang": "en"}),
        ("pages.report", {"report_id": ODD, "mark": "1-2", "_anchor": "L1-L2"}),
        ("cases.case", {"report_id": ODD, "number": 12}),
        ("originals.page_image", {"report_id": "lanhai-2024", "number": 3}),
        ("static", {"filename": "assets/main.js"}),
    ],
)
@pytest.mark.parametrize("root", ["", "/library"])
def test_an_address_is_what_flask_writes(app: Flask, endpoint: str, values: dict[str, Any], root: str) -> None:
    with app.test_request_context("/", base_url=f"http://localhost{root}"):
        assert bare_link(endpoint, **values) == url_for(endpoint, **values)


@pytest.mark.parametrize(
    ("address", "chosen", "wanted"),
    [
        ("/", (), "/?year=2024"),
        ("/?q=x&page=3", (), "/?q=x&year=2024"),
        ("/?q=x&year=2023", ("2023",), "/?q=x&year=2023&year=2024"),
    ],
)
def test_one_more_value_leads_to_the_first_page_of_what_it_leaves(
    app: Flask, address: str, chosen: tuple[str, ...], wanted: str
) -> None:
    with app.test_request_context(address):
        app.preprocess_request()
        assert more("year", chosen)("2024") == wanted
