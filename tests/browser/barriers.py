"""Finds what stands in a reader's way: barriers that axe knows of, in light and in dark, and what a window cuts off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.chromium import missing

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WIDTHS = (320, 390, 1280, 1920)  # pixels


def barriers(page: Page, *, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """What is wrong with the page as it stands; the last width and the dark scheme stay."""
    if not AXE.is_file():
        missing("axe-core is not installed. Install it: npm ci, in web/")
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        told = page.evaluate("tags => axe.run({runOnly: tags})", RULES)["violations"]
        found += [f"{scheme}: {one['id']} {[node['html'][:120] for node in one['nodes'][:3]]}" for one in told]
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than {width}")
    return found
