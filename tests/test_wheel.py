"""The wheel holds everything: it works where there is neither the source nor Node."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Runs with the wheel's folder and the installed dependencies alone: no source, no `.pth` of an editable install.
PROGRAM = """
import sys
sys.path[1:1] = [sys.argv[1], sys.argv[2]]
import vocgraph
from pathlib import Path
assert Path(vocgraph.__file__).is_relative_to(sys.argv[1]), vocgraph.__file__
from vocgraph import pipeline
from vocgraph.serve.app import create_app
pipeline.build([Path(sys.argv[3])], Path(sys.argv[4]))
with vocgraph.open(sys.argv[4]) as library:
    client = create_app(library).test_client()
    page = client.get("/?q=心理健康").text
    assert 'rel="stylesheet"' in page and "心理" in page, page
    style = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = client.get(style)
    assert answer.status_code == 200 and len(answer.data) > 1000, answer.status
    assert client.get("/ontology.ttl").status_code == 200
print("works")
"""


@pytest.mark.slow
def test_wheel_runs_in_an_empty_environment_without_node(tmp_path: Path, small_reports: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, ROOT],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "npm_config_offline": "true"},  # the installation has filled npm's cache
    )
    assert built.returncode == 0, built.stderr
    [wheel] = tmp_path.glob("vocgraph-*.whl")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "npm_", "NODE"))}
    run = subprocess.run(
        [
            *(sys.executable, "-S", "-c", PROGRAM, unpacked, sysconfig.get_paths()["purelib"]),
            *(small_reports, tmp_path / "library"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**environment, "PATH": ""},
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "works"
