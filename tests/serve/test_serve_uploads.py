"""Adding and removing reports from a page: off unless asked for, from our own pages alone, never by halves."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from vocgraph import pipeline, storage
from vocgraph.library import Library
from vocgraph.serve import uploads
from vocgraph.serve.app import create_app
from vocgraph.serve.current import follow
from vocgraph.serve.jobs import Jobs
from vocgraph.serve.server import WritableError, run
from vocgraph.serve.uploads import _safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

TEXT = "红山职业学院质量年报（2024年度）\n\n1 产教融合\n\n学校与金星科技有限公司共建金星产业学院。\n\n数据如下（未完\n"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two reports, built once and copied for every test."""
    folder = tmp_path_factory.mktemp("built")
    for name, school in (("blue-2024", "蓝海"), ("green-2023", "绿野")):
        (folder / f"{name}.txt").write_text(TEXT.replace("红山", school), encoding="utf-8")
    pipeline.build([folder / "blue-2024.txt", folder / "green-2023.txt"], folder / "library")
    return folder / "library"


@pytest.fixture
def writable(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    folder = tmp_path / "library"
    shutil.copytree(built, folder)
    jobs, stop = Jobs(folder), threading.Event()
    app = create_app(Library.open(folder), jobs=jobs)
    following = follow(app, stop=stop, every=0.05)
    yield app
    jobs.close()
    stop.set()
    following.join(10)
    app.extensions["vocgraph"].close()


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/reports/add").text)
    assert found
    return found[1]


def send(client: FlaskClient, files: dict[str, bytes], **headers: str) -> TestResponse:
    data: dict[str, Any] = {"token": token_of(client)}
    data["files"] = [(io.BytesIO(content), name) for name, content in files.items()]
    return client.post("/reports/add", data=data, headers=headers)


def ended(client: FlaskClient, sent: TestResponse) -> str:
    """The page of a change after it has ended."""
    assert sent.status_code == 303, sent.text
    address = sent.headers["Location"]
    for _ in range(400):
        if not client.get(f"{address.partition('?')[0]}/state").json["running"]:
            break
        time.sleep(0.05)
    return client.get(address).text


def ids(client: FlaskClient) -> list[str]:
    return [report["id"] for report in client.get("/api/v1/reports").json["reports"]]


def test_nothing_can_be_changed_unless_it_was_allowed(client: FlaskClient) -> None:
    assert client.get("/reports/add").status_code == 404
    assert client.post("/reports/remove", data={"report": "x", "sure": "1"}).status_code == 405
    assert "/reports/add" not in client.get("/reports").text


@pytest.mark.parametrize(("host", "hosts"), [("0.0.0.0", ()), ("127.0.0.1", ("reports.example",))])
def test_only_this_machine_can_be_given_that_right(tmp_path: Path, host: str, hosts: tuple[str, ...]) -> None:
    with pytest.raises(WritableError, match="--writable"):
        run(tmp_path, host=host, hosts=hosts, writable=True)


def test_reports_are_added_and_what_was_odd_is_told(writable: Flask) -> None:
    client = writable.test_client()
    sent = send(client, {"red 2024.txt": TEXT.encode(), "empty.txt": b"", "copy.md": TEXT.encode()})
    page = ended(client, sent)
    assert ids(client) == ["blue-2024", "green-2023", "red-2024"]  # the same content under two names is kept once
    assert "内容与 red-2024.txt 相同" in page
    assert "empty.txt" in page
    assert "/reports/red-2024" in page
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


def test_a_report_is_removed(writable: Flask) -> None:
    client = writable.test_client()
    data = {"token": token_of(client), "report": "blue-2024"}
    assert client.post("/reports/remove", data=data).status_code == 400  # not confirmed
    page = ended(client, client.post("/reports/remove", data={**data, "sure": "1"}))
    assert "blue-2024" in page
    assert ids(client) == ["green-2023"]


def test_what_cannot_be_done_changes_nothing_and_is_told(writable: Flask) -> None:
    client = writable.test_client()
    data = {"token": token_of(client), "report": ["blue-2024", "green-2023"], "sure": "1"}
    assert "那样库里就没有报告了" in ended(client, client.post("/reports/remove", data=data))
    assert "文件是空的（0 字节）" in ended(client, send(client, {"green-2023.txt": b""}))
    assert ids(client) == ["blue-2024", "green-2023"]


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_s_page_changes_nothing(writable: Flask, headers: dict[str, str]) -> None:
    client = writable.test_client()
    assert send(client, {"red.txt": TEXT.encode()}, **headers).status_code == 403
    assert client.post("/reports/add", data={"token": "x", "files": (io.BytesIO(b"x"), "x.txt")}).status_code == 403
    assert client.post("/reports/add", data={"files": (io.BytesIO(b"x"), "x.txt")}).status_code == 403
    assert send(client, {"red.txt": TEXT.encode()}, Origin="http://localhost").status_code == 303


def test_too_much_or_nothing_is_refused(writable: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = writable.test_client()
    assert send(client, {}).status_code == 400
    assert send(client, {"x.exe": b"MZ"}).status_code == 400
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    assert send(client, {"x.txt": b"x" * 2000}).status_code == 413


def test_two_changes_at_once_are_refused(writable: Flask) -> None:
    client = writable.test_client()
    first = send(client, {"red.txt": TEXT.encode()})
    assert send(client, {"white.txt": TEXT.encode()}).status_code == 503
    ended(client, first)


def test_a_change_that_is_ended_leaves_the_library_as_it_was(writable: Flask) -> None:
    client = writable.test_client()
    sent = send(client, {"red.txt": TEXT.encode()})
    jobs: Jobs = writable.extensions["vocgraph-jobs"]
    while jobs._process is None:
        time.sleep(0.01)
    jobs.close()
    assert "更改中断" in ended(client, sent)
    assert storage.current(jobs.library).manifest.generation == 1
    assert Library.check(jobs.library) == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\reports\\年报 2024.PDF", "年报-2024.pdf"),
        ("a\u202efdp.txt", "a-fdp.txt"),
        ("....txt", "report.txt"),
        ("x\x00\n.html", "x.html"),
        (f"{'长' * 300}.docx", f"{'长' * 80}.docx"),
    ],
)
def test_a_name_that_was_sent_is_only_a_name(sent: str, kept: str) -> None:
    assert _safe_name(sent) == kept
