"""No page stands in a reader's way, whatever their eyes, hands and window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from barriers import barriers

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/?q=产业学院",
    "/?q=无",
    "/?q=无产业学园",
    "/?q=产业学院&kind=case&lang=en",
    "/cases",
    "/cases?q=师徒&lang=en",
    "/cases/lanhai-2024/1",
    "/cases/lanhai-2024/1?lang=en",
    "/similar?of=lanhai-2024/1",
    "/list",
    "/list?lang=en",
    "/reports",
    "/reports/lanhai-2024?mark=5-14",
    "/entities",
    "/entities/IndustrialCollege/星河智造产业学院",
    "/path?from=星河科技&to=蓝海职业学院",
    "/ontology",
    "/export?around=星河科技&format=csv",
    "/questions",
    "/questions/partners-of-a-school",
    "/questions/sparql?query=ASK {}&lang=en",
    "/about?lang=en",
    "/indicators",
    "/indicators/full-time-students",
    "/indicators/dual-qualified-share?lang=en",
    "/entities/IndustrialCollege/星河智造产业学院?relation=coBuilds<",
    "/entities?sort=name&letter=L",
    "/entities/Enterprise/星河科技有限公司?lang=en",
    "/compare?a=星河科技&b=蓝海职业学院",
    "/top?lang=en",
    "/communities",
    "/api",
    "/reports/lanhai-2024",
    "/questions/sparql?query=SELECT&lang=en",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_barrier_that_axe_knows_of_and_fits_its_window(page: Page, address: str) -> None:
    page.goto(address)
    assert barriers(page) == []
