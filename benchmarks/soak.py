"""Lets many clients ask a running server while new generations are swapped in, and counts what failed.

    python benchmarks/soak.py data/reports --minutes 10

Starts `vocgraph serve` on a library of its own, lets the clients ask pages, searches, graph walks, exports and queries
without a pause, and changes one report and builds again every so often. No request may fail, and the server's memory,
looked at after every swap, should not grow without end.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import psutil

ADDRESSES = (
    "/",
    *(f"/?q={quote(query)}" for query in ("产业学院 共建", "乡村振兴 培训", "心理健康教育", "订单班怎样培养人才")),
    *(f"/api/v1/search?q={quote(query)}&limit=10" for query in ("现场工程师", "rural revitalisation", "技能大赛")),
    "/reports",
    "/entities",
    "/about",
    "/api/v1/reports",
    "/healthz",
    "/readyz",
    f"/sparql?query={quote('SELECT ?s { ?s a voc:Institution } LIMIT 5')}",
)
BUSY = 503  # a query may be told that two others are running: the answer is right, and is counted apart


class Tally:
    """What the clients saw."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.failures: list[str] = []
        self.seconds: list[float] = []
        self.lock = threading.Lock()

    def note(self, address: str, status: int | str, seconds: float) -> None:
        """Count one answer; anything but a good one, or a busy query store, is a failure."""
        with self.lock:
            self.statuses[str(status)] += 1
            self.seconds.append(seconds)
            if status != 200 and not (status == BUSY and address.startswith("/sparql")):
                self.failures.append(f"{status} {address}")


def ask(port: int, until: float, seed: int, tally: Tally) -> None:
    """Be one client until the time is over."""
    choices = random.Random(seed)
    while time.monotonic() < until:
        address = choices.choice(ADDRESSES)
        started = time.perf_counter()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            tally.note(address, answer.status, time.perf_counter() - started)
            connection.close()
        except (OSError, http.client.HTTPException) as error:
            tally.note(address, type(error).__name__, time.perf_counter() - started)


def wait_until_ready(port: int) -> None:
    """Return when the server answers.

    :raises TimeoutError: if it does not within a minute.
    """
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def main() -> int:
    """Print one JSON object; the exit code is 1 if a request failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--every", type=float, default=60, help="Seconds between new generations.")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--port", type=int, default=8170)
    options = parser.parse_args()
    tally, megabytes = Tally(), []
    with tempfile.TemporaryDirectory() as folder:
        reports, library = Path(folder) / "reports", Path(folder) / "library"
        shutil.copytree(options.reports, reports)
        vocgraph = [sys.executable, "-m", "vocgraph"]
        build = [*vocgraph, "build", str(reports), "--library", str(library), "--workers", "1"]
        subprocess.run(build, check=True, capture_output=True)
        serve = [*vocgraph, "serve", "--library", str(library), "--port", str(options.port)]
        with subprocess.Popen(serve, stderr=subprocess.DEVNULL) as server:
            wait_until_ready(options.port)
            until = time.monotonic() + options.minutes * 60
            clients = [
                threading.Thread(target=ask, args=(options.port, until, seed, tally)) for seed in range(options.clients)
            ]
            for client in clients:
                client.start()
            changed, swaps = min(reports.glob("*.txt")), 0
            while time.monotonic() + options.every < until:
                time.sleep(options.every)
                with changed.open("a", encoding="utf-8") as file:
                    file.write(f"\n今年学校新增实训设备{swaps}台。\n")  # "the school has bought more equipment"
                subprocess.run(build, check=True, capture_output=True)
                swaps += 1
                megabytes.append(psutil.Process(server.pid).memory_info().rss // 1_000_000)
            for client in clients:
                client.join()
            stopping = time.perf_counter()
            server.terminate()
            server.wait()
            stopped = time.perf_counter() - stopping
    seconds = sorted(tally.seconds)
    result = {
        "clients": options.clients,
        "minutes": options.minutes,
        "requests": len(seconds),
        "swaps": swaps,
        "statuses": tally.statuses,
        "failures": tally.failures[:20],
        "p50_ms": round(seconds[len(seconds) // 2] * 1000, 1),
        "p99_ms": round(seconds[int(len(seconds) * 0.99)] * 1000, 1),
        "server_mb_after_each_swap": megabytes,
        "stopped_in_s": round(stopped, 2),
    }
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 1 if tally.failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
