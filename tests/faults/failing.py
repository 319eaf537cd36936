"""Makes one call to the system fail, counted from the start: a disk that is full or breaks at a chosen moment."""

from __future__ import annotations

import errno
import io
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CALLS = ("fsync", "rename", "replace", "mkdir", "unlink", "rmdir")


class Disk:
    """Counts what is asked of the disk, and fails at one of them."""

    def __init__(self, fails_at: int | None, reason: int) -> None:
        self.calls: list[str] = []
        self.fails_at, self.reason = fails_at, reason

    def ask(self, what: str) -> None:
        """Note one call; raise if it is the one that is to fail."""
        self.calls.append(what)
        if len(self.calls) - 1 == self.fails_at:
            raise OSError(self.reason, os.strerror(self.reason))


class _Written:
    """A file opened for writing whose every write asks the disk."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file, self._disk = file, disk

    def write(self, data: Any) -> int:
        self._disk.ask("write")
        return int(self._file.write(data))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def failing(*, at: int | None, reason: int = errno.EIO) -> Iterator[Disk]:
    """Fail the call with this number; None fails none and only counts them."""
    disk = Disk(at, reason)

    def asked(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def ask(*given: Any, **named: Any) -> Any:
            disk.ask(name)
            return call(*given, **named)

        return ask

    opened = io.open

    def watched(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        made = opened(file, mode, *given, **named)
        return _Written(made, disk) if set(mode) & set("wax+") else made

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, asked(name, getattr(os, name)))
        patch.setattr("io.open", watched)
        patch.setattr("builtins.open", watched)
        yield disk
