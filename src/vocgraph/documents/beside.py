"""Derives what the documents are enough for in a process of its own, while the caller does something else.

A fresh process and no copy of this one: the RDF engine's threads would be missing in a copy, and it would wait for them
for ever.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType


class Deriver:
    """A process that is started early, because that takes as long as its work, and asked once."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "vocgraph.documents.deriving"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,  # an interrupt is for the caller, who ends this process
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        with suppress(BrokenPipeError):  # what it was not there to be asked
            self._process.communicate()

    def begin(self, folder: Path, *, keys: Path, before: Path | None) -> None:
        """Ask for what `vocgraph.documents.deriving.derive` does; it is done when `finish` returns."""
        request = {"folder": str(folder), "keys": str(keys), "before": str(before) if before else None}
        assert self._process.stdin
        with suppress(BrokenPipeError):  # it has ended already, as `finish` will tell
            print(json.dumps(request), file=self._process.stdin, flush=True)

    def finish(self, on_step: Callable[[str, int, int], None]) -> None:
        """Wait until it is done, telling the steps that it took.

        :raises OSError: if something cannot be written.
        :raises VocgraphError: if the process came to an end before.
        """
        assert self._process.stdout
        for line in self._process.stdout:
            if not line.endswith("\n"):  # it was killed in the middle of it
                break
            told = json.loads(line)
            if "unwritable" in told:
                raise OSError(told["unwritable"])
            on_step(*told["step"])
        ended = self._process.wait()
        if ended:
            killed = "Something ended it, maybe for want of memory: free some, and build again."
            raise VocgraphError(
                f"Writing the graph broke off: its process ended with {ended}.",
                fix=killed if ended < 0 else "This is a fault of vocgraph: please report it with what stands above.",
            )
