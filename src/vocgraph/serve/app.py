"""Makes the web application that shows one library."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Flask

from vocgraph.serve import (
    analysis,
    api,
    assets,
    cases,
    exports,
    gallery,
    indicators,
    network,
    originals,
    pages,
    reference,
    sparql,
    suggest,
    terms,
    uploads,
)
from vocgraph.serve.problems import handle_errors
from vocgraph.serve.remembered import remember
from vocgraph.serve.security import OWN_NAME, guard
from vocgraph.serve.watching import watch

if TYPE_CHECKING:
    from vocgraph.library import Library
    from vocgraph.serve.jobs import Jobs


def create_app(
    library: Library,
    *,
    hosts: tuple[str, ...] = OWN_NAME,
    jobs: Jobs | None = None,
    log_queries: bool = False,
    run_name: str = "",
) -> Flask:
    """The application; between requests it keeps the layout of the last few reports and the last answers.

    :param jobs: what changes the library; where it is given, pages offer to add reports and to remove them.
    :param log_queries: let the log name what was asked, not only which page answered.
    :param hosts: host names to answer to besides addresses in figures, without ports; any other is refused.
    :param run_name: tells what this run of the server wrote from what others did; by default a new name.
    """
    app = Flask(__name__, static_folder=assets.STATIC)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # a documented setting of Flask's default provider
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the order of the contract is easier to read
    app.config["MAX_CONTENT_LENGTH"] = 65_536  # bytes; a SPARQL query: what is uploaded has a limit of its own
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["vocgraph"] = library
    # No page of an earlier run, maybe of other code, is "the same".
    app.extensions["vocgraph-run"] = run_name or secrets.token_hex(8)
    app.extensions["vocgraph-token"] = secrets.token_urlsafe(24)
    app.extensions["vocgraph-assets"] = assets.find_assets(assets.STATIC)
    watch(app, log_queries=log_queries)
    guard(app, hosts=hosts)  # first: nothing else looks at a request under a strange name
    app.register_blueprint(pages.bp)
    app.register_blueprint(originals.bp)
    app.register_blueprint(cases.bp)
    app.register_blueprint(gallery.bp)
    app.register_blueprint(indicators.bp)
    app.register_blueprint(analysis.bp)
    app.register_blueprint(reference.bp)
    app.register_blueprint(network.bp)
    app.register_blueprint(exports.bp)
    app.register_blueprint(terms.bp)
    app.register_blueprint(api.bp)
    app.register_blueprint(suggest.bp)
    app.register_blueprint(sparql.bp)
    if jobs is not None:
        uploads.allow_uploads(app, jobs)
    handle_errors(app)
    remember(app)
    return app
