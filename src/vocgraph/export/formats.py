"""Lists the formats that a graph can be written in, and writes it into a file, a folder or a stream."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from vocgraph.errors import VocgraphError
from vocgraph.export.gexf import gexf
from vocgraph.export.graphml import graphml
from vocgraph.export.header import Header
from vocgraph.export.rdf import jsonld, nquads, turtle
from vocgraph.export.tables import neo4j, tables
from vocgraph.export.webjson import cytoscape, graphology

if TYPE_CHECKING:
    from vocgraph.model import Profile, Subgraph

NO_FACTS = Header()
Profiles = Mapping[str, "Profile"]
Places = Mapping[str, tuple[float, float]] | None
Pieces = Callable[["Subgraph", Header, Profiles, Places, bool], Mapping[str, Iterator[str]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph. One that consists of several files becomes a folder, or a zip in a stream."""

    ending: str  # of the file, or of the zip
    media_type: str
    description: str  # for people: what it is for
    pieces: Pieces  # file name -> text; one nameless piece where the format is one file
    several: bool = False


FORMATS: Mapping[str, Format] = {
    "gexf": Format(
        ".gexf",
        "application/gexf+xml",
        "Gephi and Gephi Lite: GEXF 1.3 with colours, sizes and positions",
        lambda graph, header, _profiles, places, _excel: {"": gexf(graph, header, places=places)},
    ),
    "graphml": Format(
        ".graphml",
        "application/graphml+xml",
        "networkx, yEd, Cytoscape, igraph: GraphML with typed attributes",
        lambda graph, header, _profiles, places, _excel: {"": graphml(graph, header, places=places)},
    ),
    "turtle": Format(
        ".ttl",
        "text/turtle",
        "triple stores and people: RDF in Turtle, every statement with its quotes",
        lambda graph, header, profiles, _places, _excel: {"": turtle(graph, header, profiles=profiles)},
    ),
    "nquads": Format(
        ".nq",
        "application/n-quads",
        "triple stores: RDF in N-Quads, one named graph per report",
        lambda graph, header, profiles, _places, _excel: {"": nquads(graph, header, profiles=profiles)},
    ),
    "jsonld": Format(
        ".jsonld",
        "application/ld+json",
        "web developers: RDF in JSON-LD 1.1, one named graph per report",
        lambda graph, header, profiles, _places, _excel: {"": jsonld(graph, header, profiles=profiles)},
    ),
    "csv": Format(
        ".zip",
        "application/zip",
        "spreadsheets and pandas: nodes.csv, edges.csv and quotes.csv",
        lambda graph, header, _profiles, _places, excel: tables(graph, header, excel=excel),
        several=True,
    ),
    "cytoscape": Format(
        ".cyjs",
        "application/json",
        "Cytoscape and Cytoscape.js: JSON elements with positions",
        lambda graph, header, _profiles, places, _excel: {"": cytoscape(graph, header, places=places)},
    ),
    "graphology": Format(
        ".json",
        "application/json",
        "sigma.js and graphology: JSON with positions, sizes and colours",
        lambda graph, header, _profiles, places, _excel: {"": graphology(graph, header, places=places)},
    ),
    "neo4j": Format(
        ".zip",
        "application/zip",
        "Neo4j: nodes and relationships for neo4j-admin, with the command",
        lambda graph, header, _profiles, _places, _excel: neo4j(graph, header),
        several=True,
    ),
}
RDF_FORMATS = frozenset(("turtle", "nquads", "jsonld"))  # they also tell of the reports' cases and sections


class UnknownFormatError(VocgraphError):
    """An export was asked for in a format that there is not."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "There is no export format {name!r}.", fix="Choose one of: {known}.", name=name, known=", ".join(FORMATS)
        )


def write_subgraph(
    form: str,
    graph: Subgraph,
    target: Path | IO[bytes],
    *,
    header: Header = NO_FACTS,
    profiles: Profiles | None = None,
    places: Places = None,
    excel: bool = False,
) -> tuple[Path, ...]:
    """Write a graph and return the files that were written, none for a stream.

    The same graph and header give the same bytes every time. Files are written aside and then moved into place, so
    that nobody ever meets half a file.

    :param form: a name in `FORMATS`.
    :param target: a file; a folder for formats of several files (or a file that ends in .zip); or a binary stream.
    :param profiles: what the reports say about themselves, by id; told in the RDF formats.
    :param places: where to draw nodes, by id; worked out if any is missing.
    :param excel: for `csv`: begin with a byte order mark, and keep spreadsheets from computing what begins with ``=``.
    :raises UnknownFormatError: if the format is unknown.
    :raises VocgraphError: if the format is several files, and the target looks like one that is no zip.
    """
    if form not in FORMATS:
        raise UnknownFormatError(form)
    chosen = FORMATS[form]
    if isinstance(target, Path) and chosen.several and _is_like_a_file(target):
        raise VocgraphError(
            f"The format {form} is several files, and {target} is one.",
            fix=f"Name a folder, such as {target.with_suffix('')}, or a zip, such as {target.with_suffix('.zip')}.",
        )
    pieces = chosen.pieces(graph, header, profiles or {}, places, excel)
    if not isinstance(target, Path):
        _write(target, pieces)
        return ()
    if chosen.several and target.suffix != ".zip":
        target.mkdir(parents=True, exist_ok=True)
        return tuple(_replace(target / name, {"": text}) for name, text in pieces.items())
    return (_replace(target, pieces),)


def _is_like_a_file(target: Path) -> bool:
    """A file that is there, or a new name that ends like one; ``tables.2024`` is a folder's name."""
    if target.suffix == ".zip" or target.is_dir():
        return False
    return target.exists() or re.fullmatch(r"\.[A-Za-z]\w{0,4}", target.suffix) is not None


def _replace(path: Path, pieces: Mapping[str, Iterator[str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as file:
            _write(file, pieces)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path


def _write(stream: IO[bytes], pieces: Mapping[str, Iterator[str]]) -> None:
    if set(pieces) == {""}:
        for text in pieces[""]:
            stream.write(_bytes(text))
        return
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, texts in pieces.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))  # no clock: equal graphs, equal bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w") as file:
                for text in texts:
                    file.write(_bytes(text))


def _bytes(text: str) -> bytes:
    """UTF-8; a lone surrogate, which it cannot hold, becomes a question mark rather than the end of the export."""
    return text.encode("utf-8", "replace")
