"""Measures the network page on a made-up graph: layout, bytes, time to the first picture, frames while panning.

Needs Debian's Chromium, the built front end and playwright. Chromium draws with SwiftShader, in software: a machine
with a graphics card is faster. No fact about any report.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import threading
import time
from dataclasses import dataclass
from functools import cached_property
from queue import Queue
from typing import TYPE_CHECKING, Any

import numpy as np

from vocgraph.documents.reading import ReportInfo
from vocgraph.errors import UnknownNameError
from vocgraph.graph.picture import Picture, draw
from vocgraph.graph.select import part
from vocgraph.model import Edge, EntityKind, Node, Predicate, Profile, Quote, Region, Subgraph
from vocgraph.views import LibraryInfo

if TYPE_CHECKING:
    from playwright.sync_api import Page

_CHROMIUM = "/usr/bin/chromium"
_PROVINCES = 30
_FRAMES = """seconds => new Promise(resolve => {
    const times = [];
    const step = now => {
        times.push(now);
        if (now - times[0] < seconds * 1000) requestAnimationFrame(step);
        else resolve(times);
    };
    requestAnimationFrame(step);
})"""


@dataclass(frozen=True)
class MadeUp:
    """Answers like a library what the network page asks: schools with partners, most of them of their own province."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    generation: int = 1

    @cached_property
    def picture(self) -> Picture:
        return draw(Subgraph(self.nodes, self.edges))

    def __hash__(self) -> int:
        return id(self)

    def reports(self) -> tuple[ReportInfo, ...]:
        return tuple(
            ReportInfo(
                f"r{number}", "", "", Profile("", f"第{number}职业学院", region=_region(number), year=2024), *[0] * 5
            )
            for number in range(_PROVINCES)
        )

    def info(self) -> LibraryInfo:
        counts = {"report": _PROVINCES, "entity": len(self.nodes), "relation": len(self.edges), "chunk": 0}
        return LibraryInfo("", 1, "", counts, {}, {}, self.reports())

    def find(self, name: str) -> Node:
        for node in self.nodes:
            if name in {node.id, node.name}:
                return node
        raise UnknownNameError(name)

    def subgraph(self, **conditions: Any) -> Subgraph:  # noqa: ANN401 - as the page asks for them
        known = {name: conditions[name] for name in ("kinds", "predicates", "reports") if name in conditions}
        return part(Subgraph(self.nodes, self.edges), **known)


def make_up(nodes: int, edges: int, *, seed: int = 0) -> MadeUp:
    """A graph in which few schools have many partners, some partners have many schools, and provinces hang together."""
    random = np.random.default_rng(seed)
    schools = max(_PROVINCES, nodes // 40)
    province = np.concatenate([np.arange(schools) % _PROVINCES, random.integers(0, _PROVINCES, nodes - schools)])
    kinds = [EntityKind.INSTITUTION] * schools + random.choice(list(EntityKind)[1:], nodes - schools).tolist()
    made = [
        Node(f"{kind}/{_region(int(where)).province}第{number}号", f"{_region(int(where)).province}第{number}号", kind)
        for number, (kind, where) in enumerate(zip(kinds, province, strict=True))
    ]
    fame = 1 / np.arange(1, schools + 1) ** 0.6
    at_home = [np.flatnonzero(province[:schools] == each) for each in range(_PROVINCES)]
    ties: dict[tuple[int, int], Predicate] = {}
    while len(ties) < edges:
        partner = int(random.integers(schools, nodes))
        home = at_home[province[partner]] if random.random() < 0.9 else np.arange(schools)
        school = int(random.choice(home, p=fame[home] / fame[home].sum()))
        ties[school, partner] = Predicate(random.choice(list(Predicate)))
    quote = (Quote("r0", 0, 4, 1, 1, None, "一句原文"),)
    return MadeUp(
        tuple(sorted(made, key=lambda node: node.id)),
        tuple(
            Edge(f"{predicate}-{one}-{other}", made[one].id, predicate, made[other].id, quote)
            for (one, other), predicate in sorted(ties.items())
        ),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=10_000)
    parser.add_argument("--edges", type=int, default=50_000)
    wanted = parser.parse_args()
    library = make_up(wanted.nodes, wanted.edges)
    began = time.process_time()
    _ = library.picture
    print(f"drawn at build time: {time.process_time() - began:.1f} s of one processor")
    from vocgraph.serve.app import create_app
    from vocgraph.serve.server import serve

    stop, ready = threading.Event(), Queue[str]()
    app = create_app(library)
    options: dict[str, Any] = {"host": "127.0.0.1", "port": 0, "on_ready": ready.put, "stop": stop}
    thread = threading.Thread(target=serve, args=(app,), kwargs=options)
    thread.start()
    try:
        _weigh(app.test_client(), wanted.nodes)
        _watch(ready.get(timeout=10).rstrip("/"), wanted.nodes)
    finally:
        stop.set()
        thread.join(15)


def _region(number: int) -> Region:
    return Region(f"第{number % _PROVINCES + 1}省", "")


def _weigh(client: Any, nodes: int) -> None:  # noqa: ANN401 - Flask's client
    for name, address in (("page", "/network"), ("data", "/api/v1/network")):
        for when in ("first time", "again"):
            began = time.thread_time()
            answer = client.get(f"{address}?most={nodes}", headers={"Accept-Encoding": "gzip"})
            spent = (time.thread_time() - began) * 1000
            size = len(answer.data)
            packed = size if answer.content_encoding else len(gzip.compress(answer.data, 6))
            plain = len(gzip.decompress(answer.data)) if answer.content_encoding else size
            print(f"{name}, {when}: {spent:.0f} ms, {plain / 1e6:.2f} MB, {packed / 1e6:.2f} MB compressed")


def _watch(base: str, nodes: int) -> None:
    from playwright.sync_api import sync_playwright

    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=[*root, "--enable-unsafe-swiftshader"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        for run in ("cold", "warm"):
            began = time.perf_counter()
            page.goto(f"{base}/network?most={nodes}")
            page.wait_for_selector("#picture[data-drawn]", timeout=60_000)
            page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            print(f"first picture, {run}: {time.perf_counter() - began:.2f} s")
        weight = page.evaluate(
            "performance.getEntries().filter(e => 'transferSize' in e).reduce((sum, e) => sum + e.transferSize, 0)"
        )
        print(f"transferred when warm: {weight / 1e6:.2f} MB; drawn by {_renderer(page)}")
        print(f"panning: {_pan(page):.0f} frames per second")
        browser.close()


def _renderer(page: Page) -> str:
    return str(
        page.evaluate(
            """() => {
                const gl = document.createElement('canvas').getContext('webgl2');
                return gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info').UNMASKED_RENDERER_WEBGL);
            }"""
        )
    )


def _pan(page: Page, *, seconds: float = 3.0) -> float:
    """Frames per second while the picture is dragged about, by the median of the time between two."""
    box = page.locator("#picture").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(f"window.drawnFrames = ({_FRAMES})({seconds})")
    page.mouse.move(x, y)
    page.mouse.down()
    ends = time.perf_counter() + seconds
    step = 0
    while time.perf_counter() < ends:
        step += 1
        page.mouse.move(x + 120 * np.sin(step / 9), y + 80 * np.cos(step / 11))
    page.mouse.up()
    times = page.evaluate("window.drawnFrames")
    return 1000 / statistics.median(np.diff(times))


if __name__ == "__main__":
    main()
