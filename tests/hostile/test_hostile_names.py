"""Names and texts that are no UTF-8: told on the command line, and read where they stand in a folder of reports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vocgraph import pipeline
from vocgraph.cli import app, common
from vocgraph.library import Library

COMMANDS = [command.callback.__name__ for command in app.registered_commands if command.callback]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_argument_that_is_no_utf8_is_told(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["vocgraph", command, "乡村\udcff振兴"])
    with pytest.raises(SystemExit) as ended:
        common.main()
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert "乡村\\xff振兴 is not UTF-8." in told
    assert "What to do:" in told


@pytest.mark.parametrize("arguments", [[b"search", b"\xff"], [b"build", b"reports\xe9"], [b"sparql", b"-"]])
def test_bytes_from_a_shell_end_in_a_message(arguments: list[bytes], tmp_path: Path) -> None:
    run = [os.fsencode(sys.executable), b"-m", b"vocgraph", *arguments]
    done = subprocess.run(run, input=b"SELECT * { ?s ?p '\xff' }", capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert b"UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_report_whose_name_is_no_utf8_is_read_and_a_bad_one_named(small_reports: Path, tmp_path: Path) -> None:
    named = Path(os.fsdecode(b"\xff\xfe2022.txt"))
    text = (small_reports / "blue-2024.txt").read_text(encoding="utf-8")
    try:
        (small_reports / named).write_text(text.replace("2024", "2022"), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    (small_reports / os.fsdecode(b"bad\xff.txt")).write_bytes(b"")
    (small_reports / os.fsdecode(b"same\xff.txt")).write_text(text, encoding="utf-8")
    summary = pipeline.build([small_reports], tmp_path / "library")
    assert sorted(failure.file for failure in summary.failures) == ["bad\\xff.txt", "same\\xff.txt"]
    assert json.dumps(summary.as_dict(), ensure_ascii=False).encode()
    with Library.open(tmp_path / "library") as library:
        assert {info.id: info.source for info in library.reports()}["2022"] == "\\xff\\xfe2022.txt"
    assert Library.check(tmp_path / "library") == []
