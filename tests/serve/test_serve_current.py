"""A running application shows what was built after it started."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from vocgraph import pipeline
from vocgraph.library import Library
from vocgraph.serve.app import create_app
from vocgraph.serve.current import follow


def test_a_newer_generation_is_shown_without_a_restart(small_reports: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    pipeline.build([small_reports / "blue-2024.txt"], folder)
    app, stop = create_app(Library.open(folder)), threading.Event()
    client = app.test_client()
    assert len(client.get("/api/v1/reports").json["reports"]) == 1
    thread = follow(app, stop=stop, every=0.05)
    pipeline.build([small_reports], folder)
    for _ in range(200):
        reports = client.get("/api/v1/reports").json["reports"]
        if len(reports) == 2:
            break
        time.sleep(0.05)
    stop.set()
    thread.join(timeout=10)
    app.extensions["vocgraph"].close()
    assert [report["id"] for report in reports] == ["blue-2024", "green-2023"]
