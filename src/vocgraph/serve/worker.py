"""Changes a library in a process of its own, telling each step, so that the server goes on answering meanwhile.

Reads one JSON object from standard input: the ``library`` and either the files to ``add`` or the ids to ``remove``.
Writes one JSON object per line: steps, then what was done, or the problem and the way out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vocgraph import pipeline
from vocgraph.errors import VocgraphError
from vocgraph.library import Library
from vocgraph.serve import failures, wordings
from vocgraph.sources import name_reports

if TYPE_CHECKING:
    from vocgraph.analysis import Failure
    from vocgraph.pipeline import BuildSummary


def change(request: dict[str, Any]) -> dict[str, Any]:
    """Add or remove reports; what was done, with the oddities of each report that was added."""
    library = Path(request["library"])
    overrides = pipeline.find_overrides(library)
    files = [Path(file) for file in request.get("add", ())]
    if files:
        summary = pipeline.add(files, library, overrides=overrides, on_step=_tell_step)
    else:
        summary = pipeline.remove(request["remove"], library, overrides=overrides, on_step=_tell_step)
    return {
        "generation": summary.generation,
        "reports": _read_reports(library, files, summary),
        "removed": list(request.get("remove", ())),
        "failures": [{"file": failure.file, **_failure(failure)} for failure in summary.failures],
    }


def trouble(error: VocgraphError) -> dict[str, Any]:
    """Why nothing was changed, and the way out: in Chinese and English, whoever reads it later."""
    problem, fix = wordings.in_chinese(error)
    words = problem.split(": ")  # where no file could be read, that is told of the first, after its name
    for at in range(len(words)):
        said = ": ".join(words[at:])
        if failures.in_chinese(said) != said:
            problem = ": ".join((*words[:at], failures.in_chinese(said)))
            break
    return {
        "problem": {"zh": problem, "en": error.problem},
        "fix": {"zh": failures.in_chinese(fix), "en": error.fix},
    }


def _failure(failure: Failure) -> dict[str, Any]:
    problem, fix = failures.failure_in_chinese(failure.file, failure.problem, failure.fix)
    return {"problem": {"zh": problem, "en": failure.problem}, "fix": {"zh": fix, "en": failure.fix}}


def _read_reports(library: Path, files: list[Path], summary: BuildSummary) -> list[dict[str, Any]]:
    """What was read out of each added file: the report's id, how much it holds, and what was odd in it."""
    failed = {failure.file for failure in summary.failures}
    names = {name for file, name in name_reports(files).items() if file.name not in failed}
    with Library.open(library) as opened:
        views = [opened.report(info.id) for info in opened.reports() if info.id in names]
    return [
        {
            "id": view.info.id,
            "cases": view.info.cases,
            "tables": view.info.tables,
            "passages": view.info.passages,
            "oddities": [
                {"kind": oddity.kind, "message": oddity.message, "lines": view.report.lines(oddity.span)}
                for oddity in view.structure.oddities
            ],
        }
        for view in views
    ]


def _tell(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _tell_step(what: str, done: int, total: int) -> None:
    _tell({"step": what, "done": done, "total": total})


def main() -> int:
    """Do what standard input asks for."""
    try:
        _tell(change(json.load(sys.stdin)))
    except VocgraphError as error:
        _tell(trouble(error))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
