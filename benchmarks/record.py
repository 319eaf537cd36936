"""Keeps measured figures by date with the facts of the machine, and makes the page that shows the newest.

One file per subject and day under ``results/``: ``{"subject", "title", "about", "date", "machine", "rows"}``.
A row is a flat object, and all rows of a file have the same keys.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
_WATCHED = """
    vocgraph faiss-cpu tantivy pyoxigraph numpy scipy jieba rjieba networkx rdflib flask waitress txtai lancedb bm25s
    numba
    """.split()  # noqa: SIM905 - shorter than a list
_ORDER = ("search", "graph", "http", "startup", "build")  # how the page lists the subjects; others follow by name


def machine() -> dict[str, Any]:
    """What the figures depend on besides the program."""
    versions = {}
    for name in _WATCHED:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
        "versions": versions,
    }


def save(subject: str, rows: list[dict[str, Any]], *, title: str, about: str, folder: Path = RESULTS) -> Path:
    """Write today's figures of a subject; those of an earlier run of the same day go."""
    if len({tuple(row) for row in rows}) != 1:
        raise ValueError(f"{subject}: every row needs the same keys, and there must be one row at least")
    date = datetime.now(UTC).date().isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{date}-{subject}.json"
    record = {"subject": subject, "title": title, "about": about, "date": date, "machine": machine(), "rows": rows}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stderr.write(table(rows) + "\n")
    return path


def newest(folder: Path = RESULTS) -> list[dict[str, Any]]:
    """The last record of each subject, in the page's order."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):  # a later date replaces an earlier one
        record = json.loads(path.read_text(encoding="utf-8"))
        found[record["subject"]] = record
    place = {subject: number for number, subject in enumerate(_ORDER)}
    return [found[subject] for subject in sorted(found, key=lambda name: (place.get(name, len(place)), name))]


def table(rows: list[dict[str, Any]]) -> str:
    """Rows as a Markdown table."""
    heads = list(rows[0])
    lines = ["| " + " | ".join(head.replace("_", " ") for head in heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(_cell(row[head]) for head in heads) + " |" for row in rows]
    return "\n".join(lines)


def page(folder: Path = RESULTS) -> str:
    """The page of the documentation."""
    parts = [
        "# How fast it is\n",
        "Written by `make docs` from `benchmarks/results/`; `make bench` measures again, `BENCH_SIZES` sets the sizes.",
        "Times depend on the machine: read them as ratios between rows of one table, which were measured in one run.\n",
    ]
    for record in newest(folder):
        parts += [
            f"## {record['title']}\n",
            f"{record['about']}\n",
            table(record["rows"]) + "\n",
            _told(record),
        ]
    return "\n".join(parts)


def _told(record: dict[str, Any]) -> str:
    facts = record["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    return (
        f"Measured on {record['date']}: {facts['processor']}, {facts['cores']} cores, {facts['memory_gb']} GB,"
        f" {facts['system']}, Python {facts['python']}, load {facts['load']} at the end; {versions}.\n"
    )


def peak_mb() -> float | None:
    """The most memory that this process held so far, mapped files included; None where the system does not say.

    Not ``ru_maxrss``: that of a child starts with what its parent held when it was started.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:")), None)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
