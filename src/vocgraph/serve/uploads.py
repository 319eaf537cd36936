"""Adds reports to the library and removes them, from a page; only where the server was told to allow it."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Flask, abort, current_app, g, redirect, render_template, request

from vocgraph.errors import QueryError
from vocgraph.read.files import ENDINGS, name_report
from vocgraph.serve.current import current_library
from vocgraph.serve.links import link
from vocgraph.serve.pages import ODDITIES
from vocgraph.serve.security import check_same_origin, form_token
from vocgraph.serve.words import teller

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from vocgraph.library import Library
    from vocgraph.serve.jobs import Job, Jobs

bp = Blueprint("uploads", __name__)

MOST_BYTES: Final = 200_000_000  # of all files sent at once
MOST_FILES: Final = 50
_SHOWN_WITHIN: Final = 15.0  # seconds that the server is given to show a new generation

# What a build is doing, as the pipeline says it, and the word for it.
STEPS: Final = {
    "": "add.step.start",
    "Reading the thesaurus": "add.step.thesaurus",
    "Reading reports": "add.step.read",
    "Joining names": "add.step.join",
    "Indexing passages": "add.step.index",
    "Collecting names to suggest": "add.step.names",
    "Writing the graph": "add.step.graph",
    "Drawing the graph": "add.step.draw",
}


def allow_uploads(app: Flask, jobs: Jobs) -> None:
    """Offer the pages that change the library."""
    app.extensions["vocgraph-jobs"] = jobs
    jobs.on_change = lambda generation: _wait_until_shown(app, generation)
    app.register_blueprint(bp)


@bp.get("/reports/add")
def form() -> ResponseReturnValue:
    """The page where files are chosen, and reports that are to go."""
    return render_template(
        "uploads.html",
        infos=current_library().reports(),
        running=_jobs().running,
        token=form_token(),
        endings=ENDINGS,
        most_files=MOST_FILES,
        most_megabytes=MOST_BYTES // 1_000_000,
    )


@bp.post("/reports/add")
def add() -> ResponseReturnValue:
    """Take the files and start adding them; the answer leads to a page that tells how far it is."""
    request.max_content_length = MOST_BYTES
    request.max_form_parts = MOST_FILES + 10
    check_same_origin()
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not sent:
        raise QueryError("No file was chosen.", fix="Choose one or more files ({endings}).", endings=", ".join(ENDINGS))
    folder = Path(tempfile.mkdtemp(prefix="vocgraph-upload-"))
    try:
        files = []
        for number, file in enumerate(sent):
            path = folder / str(number) / _safe_name(file.filename or "")
            path.parent.mkdir()
            file.save(path)
            files.append(path)
        job = _jobs().add(files, folder=folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return redirect(link("uploads.job", job_id=job.id), 303)


@bp.post("/reports/remove")
def remove() -> ResponseReturnValue:
    """Start removing the chosen reports."""
    check_same_origin()
    chosen = request.form.getlist("report")
    if not chosen or request.form.get("sure") != "1":
        raise QueryError("No report was chosen, or it was not confirmed.", fix="Choose reports, tick both, send again.")
    return redirect(link("uploads.job", job_id=_jobs().remove(chosen).id), 303)


@bp.get("/reports/add/<job_id>")
def job(job_id: str) -> ResponseReturnValue:
    """How far a change is, and in the end what was done."""
    found = _find(job_id)
    infos = {info.id: info for info in current_library().reports()}
    return render_template("upload.html", job=found, infos=infos, step=_step(found), oddity_kinds=ODDITIES)


@bp.get("/reports/add/<job_id>/state")
def state(job_id: str) -> dict[str, Any]:
    """How far a change is, for the page's script."""
    found = _find(job_id)
    return {"running": found.is_running, "step": _step(found), "done": found.done, "total": found.total}


def _step(job: Job) -> str:
    """What is being done, in the reader's words."""
    tell = teller(g.language)
    key = STEPS.get(job.step)
    return tell(key) if key else job.step


def _find(job_id: str) -> Job:
    found = _jobs().find(job_id)
    if found is None:
        abort(404)
    return found


def _jobs() -> Jobs:
    jobs: Jobs = current_app.extensions["vocgraph-jobs"]
    return jobs


def _safe_name(sent: str) -> str:
    """A name for a file that somebody sent: no folders, nothing but what a report's id may hold, and its ending.

    :raises QueryError: if it has no ending that can be read.
    """
    path = Path(sent.replace("\\", "/").rpartition("/")[2])
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise QueryError(
            "{name!r} is no kind of report.",
            fix="Choose one or more files ({endings}).",
            name=path.name[:100],
            endings=known,
        )
    return name_report(path)[:80] + ending


def _wait_until_shown(app: Flask, generation: int) -> None:
    """Return when the server shows this generation, or after a while: the next page should hold what was added."""
    deadline = time.monotonic() + _SHOWN_WITHIN
    while time.monotonic() < deadline:
        library: Library = app.extensions["vocgraph"]
        if library.generation >= generation:
            return
        time.sleep(0.05)
