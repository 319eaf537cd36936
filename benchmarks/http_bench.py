"""Measures `vocgraph serve` on a library of the five reports: readiness, requests per second, latency, memory.

    python benchmarks/http_bench.py [--seconds 10] [--clients 1 8 32] [--port 8190]

Clients are wrk's (https://github.com/wg/wrk) where it is installed, else threads of this program, which need a part of
the same processor. They walk in turn through the same list of addresses: answers to queries, an entity, a page.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import numpy as np
import psutil

import record

HOST = "127.0.0.1"
_QUERIES = """
    校企合作 产业学院 乡村振兴 就业率 贫困生 现代学徒制 技能大赛获奖 双师型教师 农民培训 鲁班工坊 工匠精神
    产教融合共同体 毕业去向落实率 心理健康 非遗 志愿服务 现场工程师 思政课 虚拟仿真实训 apprenticeship
    """.split()  # noqa: SIM905 - shorter than a list
_NEW = "search, JSON, new"
_SHARED = "search, JSON, new, two processes"
_LUA = """
local paths = {{ {paths} }}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency)
  local e = summary.errors
  io.stderr:write(string.format('{{"requests":%d,"seconds":%f,"p50":%f,"p95":%f,"p99":%f,"errors":%d}}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    latency:percentile(99) / 1e3, e.connect + e.read + e.write + e.status + e.timeout))
end
"""
_ABOUT = (
    "`vocgraph serve` with the five reports; {tool} on the same machine asks in turn for {queries} different searches"
    " (JSON, ten passages each) or for their pages, which the server answers from memory once it has found them, or, in"
    " the rows called *new*, for searches that nobody asked before, of one process or of two (`serve --processes 2`)."
    " Milliseconds per request; memory of the server after each round."
)


def addresses() -> dict[str, list[str]]:
    """What is asked for, by kind."""
    new = [" ".join(words) for words in permutations(_QUERIES, 3)]
    random.Random(0).shuffle(new)
    return {
        _NEW: [f"/api/v1/search?q={quote(query)}" for query in new],
        "search, JSON": [f"/api/v1/search?q={quote(query)}" for query in _QUERIES],
        "search, page": [f"/?q={quote(query)}" for query in _QUERIES],
    }


def wrk(port: int, paths: list[str], *, clients: int, seconds: int) -> dict[str, float]:
    """One round of wrk: requests, seconds, p50, p95 and p99 in milliseconds, errors."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "paths.lua"
        script.write_text(_LUA.format(paths=", ".join(f'"{path}"' for path in paths)), encoding="utf-8")
        command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "10s", "-s", str(script)]
        done = subprocess.run([*command, f"http://{HOST}:{port}"], capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stderr.strip().splitlines()[-1])
    return figures


def threads(port: int, paths: list[str], *, clients: int, seconds: float) -> dict[str, float]:
    """The same with threads of this process, one kept-alive connection each."""
    times: list[list[float]] = [[] for _ in range(clients)]
    errors = [0] * clients
    until = time.perf_counter() + seconds

    def ask(client: int) -> None:
        connection, at = http.client.HTTPConnection(HOST, port, timeout=10), client
        while time.perf_counter() < until:
            began = time.perf_counter()
            try:
                connection.request("GET", paths[at % len(paths)])
                answer = connection.getresponse()
                answer.read()
                errors[client] += answer.status != 200
            except (OSError, http.client.HTTPException):
                errors[client] += 1
                connection.close()
            times[client].append((time.perf_counter() - began) * 1000)
            at += 1
        connection.close()

    running = [threading.Thread(target=ask, args=(client,)) for client in range(clients)]
    began = time.perf_counter()
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    taken = time.perf_counter() - began
    every = [one for client in times for one in client]
    p50, p95, p99 = np.percentile(every, (50, 95, 99)).tolist()
    return {"requests": len(every), "seconds": taken, "p50": p50, "p95": p95, "p99": p99, "errors": sum(errors)}


def start(
    library: Path, port: int, *, processes: int = 1, patience: float = 60.0
) -> tuple[subprocess.Popen[bytes], float]:
    """A serving process, and the seconds until its first answer to a search."""
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise SystemExit(f"Port {port} of {HOST} is taken; name another with --port")
    command = [sys.executable, "-m", "vocgraph", "serve", "--library", str(library), "--port", str(port)]
    command += ["--processes", str(processes)] * (processes > 1)
    began = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while time.perf_counter() - began < patience and server.poll() is None:
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=10)
            connection.request("GET", addresses()["search, JSON"][0])
            if connection.getresponse().status == 200:
                return server, time.perf_counter() - began
        except OSError:
            time.sleep(0.02)
    stop(server)
    raise SystemExit(f"vocgraph serve gave no answer on port {port} within {patience:g} seconds")


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the serving process, gently first."""
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def measure(library: Path, port: int, *, clients: list[int], seconds: int) -> list[dict[str, Any]]:
    """One row per kind of address and number of clients; what is new also asked of two processes."""
    alone = _measure(library, port, addresses(), clients=clients, seconds=seconds)
    shared = {_SHARED: addresses()[_NEW]}
    return alone + _measure(library, port, shared, clients=clients, seconds=seconds, processes=2)


def _measure(
    library: Path, port: int, kinds: dict[str, list[str]], *, clients: list[int], seconds: int, processes: int = 1
) -> list[dict[str, Any]]:
    ask = wrk if shutil.which("wrk") else threads
    server, ready = start(library, port, processes=processes)
    rows = []
    try:
        watched = psutil.Process(server.pid)
        for what, paths in kinds.items():
            is_new = what in {_NEW, _SHARED}
            if not is_new:
                threads(port, paths, clients=1, seconds=2)  # warm
            for turn, number in enumerate(clients):
                asked = paths[turn :: len(clients)] if is_new else paths
                found = ask(port, asked, clients=number, seconds=seconds)
                held = sum(each.memory_full_info().pss for each in (watched, *watched.children()))
                rows.append(
                    {
                        "what": what,
                        "clients": number,
                        "requests_per_s": round(found["requests"] / found["seconds"], 1),
                        **{name: round(found[name], 2) for name in ("p50", "p95", "p99")},
                        "errors": int(found["errors"]),
                        "memory_mb": round(held / 1e6),
                        "first_answer_s": round(ready, 2),
                    }
                )
    finally:
        stop(server)
    return rows


def main() -> None:
    """Build the library, measure it, note the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--clients", nargs="+", type=int, default=[1, 8, 32])
    parser.add_argument("--seconds", type=int, default=10, help="of each round")
    parser.add_argument("--port", type=int, default=8190)
    parser.add_argument("--results", type=Path, default=record.RESULTS)
    wanted = parser.parse_args()
    reports = Path(__file__).parents[1] / "data" / "reports"
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "vocgraph", "build", str(reports), "--library", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        rows = measure(Path(folder), wanted.port, clients=wanted.clients, seconds=wanted.seconds)
    tool = "wrk" if shutil.which("wrk") else "a client of threads"
    about = _ABOUT.format(tool=tool, queries=len(_QUERIES))
    record.save("http", rows, title="Over HTTP", about=about, folder=wanted.results)


if __name__ == "__main__":
    main()
