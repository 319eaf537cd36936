"""Commands that read: passages of a library, or a single file."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from vocgraph.cli.common import DEFAULT_LIBRARY, JsonOption, LibraryOption, app, each, write_json
from vocgraph.errors import VocgraphError


class Kind(StrEnum):
    """What a passage is printed as."""

    PROSE = "prose"
    CASE = "case"
    TABLE = "table"


@app.command()
def search(
    query: Annotated[
        str | None, typer.Argument(help="What you look for, in Chinese or English.", show_default=False)
    ] = None,
    from_file: Annotated[
        Path | None, typer.Option("--from-file", exists=True, dir_okay=False, help="A file of queries, one per line.")
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    report: Annotated[list[str] | None, typer.Option(help="Only in this report (repeatable).")] = None,
    institution: Annotated[
        list[str] | None, typer.Option(help="Only reports of this institution (repeatable).")
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option(min=1900, max=2999, help="Only reports of this year (repeatable).")
    ] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only this kind of passage (repeatable).")] = None,
    topic: Annotated[
        list[str] | None, typer.Option(help="Only passages about this concept or a narrower one (repeatable).")
    ] = None,
    organisation: Annotated[
        list[str] | None, typer.Option(help="Only passages that name this one (repeatable).")
    ] = None,
    province: Annotated[list[str] | None, typer.Option(help="Only reports from this province (repeatable).")] = None,
    chapter: Annotated[list[str] | None, typer.Option(help="Only under this outermost heading (repeatable).")] = None,
    facets: Annotated[bool, typer.Option("--facets", help="Also count how the passages are spread.")] = False,
    fold: Annotated[
        bool, typer.Option("--fold/--no-fold", help="Show near-identical passages, as of two years, as one.")
    ] = True,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many passages at most.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find passages and cases by words and meaning. Example: vocgraph search 乡村振兴培训

    "a phrase" must stand in every hit, -word in none; year:2024, school:…, report:…, kind:case filter within the query.
    """
    from vocgraph.library import Library
    from vocgraph.model import PassageKind, SearchQuery

    if (query is None) == (from_file is None):
        raise VocgraphError("One query is needed.", fix='Give it as text ("…"), or a file of queries with --from-file.')
    texts = [query] if query is not None else _queries(from_file)
    with Library.open(library) as opened:

        def answer(text: str) -> None:
            result = opened.search(
                SearchQuery(
                    text=text,
                    reports=tuple(report or ()),
                    institutions=tuple(institution or ()),
                    years=tuple(year or ()),
                    kinds=tuple(PassageKind(one.value) for one in kind or ()),
                    topics=tuple(topic or ()),
                    organisations=tuple(organisation or ()),
                    provinces=tuple(province or ()),
                    chapters=tuple(chapter or ()),
                    limit=limit,
                    fold=fold,
                ),
                facets=facets,
            )
            if as_json:
                write_json(result.as_dict())
            else:
                from vocgraph.terminal.search import show_search

                show_search(result)

        each(texts, answer)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="A folder of folders with queries.json.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Measure search against annotated queries. Example: vocgraph evaluate tests/quality/gold"""
    from vocgraph.library import Library
    from vocgraph.search.evaluate import read_queries
    from vocgraph.search.ranking import Ranking

    queries = read_queries(gold)
    if not queries:
        raise VocgraphError(
            f"There is no queries.json in the folders of {gold}.", fix="Each report's folder holds one."
        )
    with Library.open(library) as opened:
        for ranking in Ranking:
            scores = opened.evaluate(queries, ranking=ranking)
            if as_json:
                write_json({"ranking": ranking.value, **{kind: asdict(score) for kind, score in scores.items()}})
            else:
                from vocgraph.terminal.search import show_scores

                show_scores(ranking.value, scores)


@app.command()
def inspect(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Report files.", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """Show what is read out of report files, without a library. Example: vocgraph inspect report.txt"""
    from vocgraph import pipeline
    from vocgraph.sources import name_reports
    from vocgraph.views import inspection_dict

    names = name_reports(files)

    def show(file: Path) -> None:
        analysis, resolution = pipeline.inspect(file, id=names[file])
        if as_json:
            write_json(inspection_dict(analysis, resolution))
        else:
            from vocgraph.terminal.inspection import show_inspection

            show_inspection(analysis, resolution)

    each(files, show)


def _queries(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise VocgraphError(
            f"{file} is not UTF-8 (byte {error.start}).", fix="Save it as UTF-8, one query per line."
        ) from error
    return [line.strip() for line in lines if line.strip()]
