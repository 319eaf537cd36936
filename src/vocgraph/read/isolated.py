"""Reads one untrusted file in a process of its own, with limits on memory and time.

A PDF of a few kilobytes can unpack to gigabytes: such a file must cost itself, not the build it is part of.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from vocgraph.errors import UnreadableReportError

MEMORY = 2_000_000_000  # bytes of address space
SECONDS = 120  # of processor time, and of waiting
_FILES = 64  # open at once


def read_isolated(path: Path, *, memory: int = MEMORY, seconds: int = SECONDS) -> str:
    """The text of a .pdf, .docx or .html file, read in a process that may be killed.

    :param memory: bytes of address space the reading may take.
    :param seconds: processor time the reading may take.
    :raises UnreadableReportError: if the file cannot be read, or not within the limits.
    """
    command = [sys.executable, "-P", "-m", "vocgraph.read.isolated", str(path.absolute()), str(memory), str(seconds)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=seconds * 2 + 30)  # noqa: S603 - our own interpreter and module
    except subprocess.TimeoutExpired as error:
        raise _too_much(path, memory, seconds) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise _too_much(path, memory, seconds) from error
    if "text" not in answer:
        raise UnreadableReportError(path, str(answer["problem"]), fix=str(answer["fix"]))
    return str(answer["text"])


def _too_much(path: Path, memory: int, seconds: int) -> UnreadableReportError:
    return UnreadableReportError(
        path,
        f"reading it took more than {memory // 1_000_000:,} MB of memory or {seconds} s, or broke the reader.",
        fix="Open it where it was made and save it again, or save its text as .txt.",
    )


def read_in_process(path: Path) -> str:
    """The text of a .pdf, .docx or .html file, read here.

    :raises UnreadableReportError: if the file cannot be read, or holds more than a report can.
    """
    from vocgraph.read.plain import see_length

    text = _read(path)
    see_length(text, source=path)  # before it goes to another process
    return text


def _read(path: Path) -> str:
    ending = path.suffix.lower()
    if ending == ".pdf":
        from vocgraph.read.pdf import read_pdf

        return read_pdf(path)
    if ending == ".docx":
        from vocgraph.read.word import read_word

        return read_word(path)
    from vocgraph.read.plain import decode
    from vocgraph.read.web import read_web

    return read_web(decode(path.read_bytes(), source=path))


def limit_this_process(memory: int, seconds: int) -> None:
    """Set hard limits where the system has them; Windows has none, there the parent's timeout must do."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # reading writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> int:
    """Read the file named on the command line and write one JSON object: its text, or what is wrong with it."""
    path, memory, seconds = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    limit_this_process(memory, seconds)
    try:
        answer = {"text": read_in_process(path)}
    except UnreadableReportError as error:
        answer = {"problem": error.problem.removeprefix(f"{error.source.name}: "), "fix": error.fix}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
