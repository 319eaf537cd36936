"""Runs changes of the library that a page asked for, one at a time, each in a process of its own."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import sys
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from vocgraph.errors import LibraryBusyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_REMEMBERED = 50  # finished changes whose pages can still be read
_BROKE_OFF: Final = {
    "problem": {"zh": "更改中断，库和之前一样。", "en": "The change broke off; the library is as it was before."},
    "fix": {"zh": "请再试一次；服务器日志里有详情。", "en": "Try again; the server's log says more."},
}


@dataclass(slots=True)
class Job:
    """One change of the library: what is being done, and in the end what was done or what was wrong."""

    names: tuple[str, ...]  # of files to add, or ids of reports to remove
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    step: str = ""
    done: int = 0
    total: int = 0
    outcome: dict[str, Any] | None = None  # None while it runs

    @property
    def is_running(self) -> bool:
        return self.outcome is None


class Jobs:
    """The changes of one library's server."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self.on_change: Callable[[int], None] = lambda _generation: None  # told the new generation before a job ends
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    def find(self, job_id: str) -> Job | None:
        """The job with this id, while it is remembered."""
        return self._jobs.get(job_id)

    @property
    def running(self) -> Job | None:
        """The job under way."""
        return next((job for job in tuple(self._jobs.values()) if job.is_running), None)

    def add(self, files: list[Path], *, folder: Path) -> Job:
        """Add these files to the library; the folder that holds them is removed in the end.

        :raises LibraryBusyError: if another change is under way.
        """
        return self._start({"add": [str(file) for file in files]}, tuple(file.name for file in files), folder)

    def remove(self, report_ids: list[str]) -> Job:
        """Remove these reports from the library.

        :raises LibraryBusyError: if another change is under way.
        """
        return self._start({"remove": report_ids}, tuple(report_ids), None)

    def close(self) -> None:
        """End the job under way, and start no other; the library stays as it was before it."""
        with self._lock:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()
        if self._thread is not None:
            self._thread.join()

    def _start(self, request: dict[str, Any], names: tuple[str, ...], folder: Path | None) -> Job:
        job = Job(names)
        with self._lock:
            if self.running:
                raise LibraryBusyError(self.library)
            self._jobs[job.id] = job
            while len(self._jobs) > _REMEMBERED:
                self._jobs.popitem(last=False)
            self._thread = threading.Thread(target=self._run, args=(job, request, folder), name="change", daemon=True)
            self._thread.start()
        return job

    def _run(self, job: Job, request: dict[str, Any], folder: Path | None) -> None:
        outcome: dict[str, Any] = _BROKE_OFF
        try:
            told = self._follow(job, request)
            outcome = told or outcome
            if "generation" in outcome:
                self.on_change(outcome["generation"])
        finally:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
            job.outcome = outcome

    def _follow(self, job: Job, request: dict[str, Any]) -> dict[str, Any] | None:
        """Let a process do it and note its steps; the last line that it writes, if that says what was done."""
        command = [sys.executable, "-P", "-m", "vocgraph.serve.worker"]
        pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
        with self._lock:
            if self._is_closed:
                return None
            process = self._process = subprocess.Popen(command, **pipes)  # noqa: S603 - our own interpreter and module
        outcome = None
        with process:
            if process.stdin is None or process.stdout is None:
                raise RuntimeError("a process was started without its pipes")
            with suppress(BrokenPipeError), process.stdin:  # it may have been killed already
                json.dump({"library": str(self.library), **request}, process.stdin)
            for line in process.stdout:
                told = json.loads(line)
                if "step" in told:
                    job.step, job.done, job.total = told["step"], told["done"], told["total"]
                else:
                    outcome = told
        return outcome
