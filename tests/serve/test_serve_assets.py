"""The front end's files: found by their hashed names, and not missed when they were not built."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from small_library import SmallLibrary

from vocgraph.serve import assets
from vocgraph.serve.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def build(folder: Path) -> None:
    """What Vite leaves behind, in small."""
    (folder / ".vite").mkdir(parents=True)
    (folder / "assets").mkdir()
    manifest = {
        "src/main.ts": {"file": "assets/main-abc.js", "css": ["assets/main-def.css"]},
        "src/network/main.ts": {"file": "assets/network-abc.js", "css": ["assets/network-def.css"]},
    }
    (folder / ".vite" / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (folder / "assets" / "main-abc.js").write_text("", "utf-8")


def test_the_manifest_names_scripts_and_styles(tmp_path: Path) -> None:
    build(tmp_path / "static")
    assert assets.find_assets(tmp_path / "static") == assets.Assets(
        ("assets/main-abc.js",), ("assets/main-def.css",), "", ("assets/network-abc.js",), ("assets/network-def.css",)
    )


def test_without_a_build_pages_work_unstyled_and_the_log_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(assets, "STATIC", tmp_path / "none")
    with caplog.at_level(logging.WARNING):
        client = create_app(SmallLibrary()).test_client()
    assert "not built" in caplog.text
    answer = client.get("/?q=x")
    assert answer.status_code == 200
    assert "stylesheet" not in answer.text


def test_a_hashed_file_may_be_kept_for_ever_and_a_page_may_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path / "static")
    monkeypatch.setattr(assets, "STATIC", tmp_path / "static")
    client = create_app(SmallLibrary()).test_client()
    with client.get("/static/assets/main-abc.js") as script:
        assert "immutable" in script.headers["Cache-Control"]
    assert client.get("/").headers["Cache-Control"] == "no-cache"
