"""Commands that ask the graph: who works with whom, by which way, and in which other program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vocgraph.cli.common import DEFAULT_LIBRARY, JsonOption, LibraryOption, app, member, say, write_json
from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from vocgraph.model import EntityKind, Predicate
    from vocgraph.ontology import Question

Name = Annotated[str, typer.Argument(help="A school, enterprise, alliance …: any of its names.", show_default=False)]
TypeOption = Annotated[list[str] | None, typer.Option("--type", help="Only entities of this type (repeatable).")]
PredicateOption = Annotated[
    list[str] | None, typer.Option("--predicate", help="Only relations of this kind (repeatable).")
]


def _kinds(names: list[str] | None, option: str = "--type") -> tuple[EntityKind, ...]:
    from vocgraph.model import EntityKind

    return tuple(member(EntityKind, one, option) for one in names or ())


def _predicates(names: list[str] | None) -> tuple[Predicate, ...]:
    from vocgraph.model import Predicate

    return tuple(member(Predicate, one, "--predicate") for one in names or ())


@app.command()
def partners(
    name: Name,
    library: LibraryOption = DEFAULT_LIBRARY,
    kind: TypeOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many partners at most.")] = 1000,
    as_json: JsonOption = False,
) -> None:
    """List who works with an organisation, each with the sentences that say so. Example: vocgraph partners 蓝思科技"""
    from vocgraph.library import Library
    from vocgraph.views import partner_dict

    with Library.open(library) as opened:
        node = opened.find(name)
        found = opened.partners(node.id, kinds=_kinds(kind))
        if as_json:
            for partner in found[:limit]:
                write_json(partner_dict(partner, of=node))
        else:
            from vocgraph.terminal.graph import show_partners

            show_partners(node, found, limit=limit)


@app.command()
def path(
    start: Name,
    end: Name,
    library: LibraryOption = DEFAULT_LIBRARY,
    without: Annotated[
        list[str] | None, typer.Option(metavar="TYPE", help="Not through entities of this type (repeatable).")
    ] = None,
    predicate: PredicateOption = None,
    limit: Annotated[int, typer.Option(min=1, max=20, help="Relations the way may have at most.")] = 8,
    as_json: JsonOption = False,
) -> None:
    """Show the shortest way between two organisations, with its quotes. Example: vocgraph path 蓝思科技 湘潭大学

    A competition or a government body lies on it only where there is no other way; --without Competition never.
    """
    from vocgraph.library import Library
    from vocgraph.views import path_dict

    with Library.open(library) as opened:
        way = opened.path(
            start, end, without=_kinds(without, "--without"), predicates=_predicates(predicate), limit=limit
        )
        if as_json:
            write_json(path_dict(way))
        else:
            from vocgraph.terminal.graph import show_path

            show_path(opened.find(start), opened.find(end), way, narrowed=bool(without or predicate))


@app.command()
def top(
    library: LibraryOption = DEFAULT_LIBRARY,
    kind: TypeOption = None,
    by: Annotated[
        str, typer.Option(help="degree (different neighbours) or betweenness (lies on shortest ways).")
    ] = "degree",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many entities at most.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """List the most connected entities. Example: vocgraph top --type Enterprise"""
    from vocgraph.library import Library
    from vocgraph.views import node_dict

    with Library.open(library) as opened:
        ranked = opened.top(kinds=_kinds(kind), by=by, limit=limit)
        if as_json:
            for node, value in ranked:
                write_json({**node_dict(node), by: value})
        else:
            from vocgraph.terminal.graph import show_ranking

            show_ranking(ranked, by=by)


@app.command()
def communities(
    library: LibraryOption = DEFAULT_LIBRARY,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many groups at most.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """List groups of entities that have more to do with each other than with the rest (Louvain).

    Example: vocgraph communities --limit 5
    """
    from vocgraph.library import Library
    from vocgraph.views import node_dict

    with Library.open(library) as opened:
        groups = opened.communities()[:limit]
        if as_json:
            for number, group in enumerate(groups, start=1):
                write_json({"community": number, "size": len(group), "members": [node_dict(node) for node in group]})
        else:
            from vocgraph.terminal.graph import show_communities

            show_communities(groups)


@app.command()
def compare(
    one: Name,
    other: Name,
    library: LibraryOption = DEFAULT_LIBRARY,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, help="How many partners of each group at most; JSON has all.")
    ] = 20,
    as_json: JsonOption = False,
) -> None:
    """Show which partners two organisations, or two reports of one school, share.

    Example: vocgraph compare 湖南工业职业技术学院 湖南化工职业技术学院
    """
    from vocgraph.library import Library
    from vocgraph.views import node_dict

    with Library.open(library) as opened:
        shared, only_one, only_other = opened.compare(one, other)
        if as_json:
            groups = {"shared": shared, "only_first": only_one, "only_second": only_other}
            write_json({name: [node_dict(node) for node in nodes] for name, nodes in groups.items()})
        else:
            from vocgraph.terminal.graph import show_comparison

            show_comparison(one, other, shared, only_one, only_other, limit=limit)


@app.command()
def explain(name: Name, library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """Show why names were joined into one entity: each printed form, the rule and its features.

    Example: vocgraph explain 时代新材
    """
    from vocgraph.library import Library

    with Library.open(library) as opened:
        view = opened.entity(name)
        if as_json:
            for made in view.decisions:
                write_json(
                    {
                        "surface": made.surface,
                        "type": made.kind.value,
                        "report": made.report,
                        "entity": view.node.name,
                        "rule": made.rule,
                        "features": dict(made.features),
                    }
                )
        else:
            from vocgraph.terminal.graph import show_decisions

            show_decisions(view)


@app.command()
def sparql(
    query: Annotated[
        str, typer.Argument(metavar="FILE|-", help="A file with a query; - reads it from standard input.")
    ],
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Answer a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE). Example: vocgraph sparql partners.rq"""
    from vocgraph.library import Library

    if query != "-" and not Path(query).is_file():
        raise VocgraphError(
            f"{query} is not a file.", fix="Put the query into a file, or pipe it in: … | vocgraph sparql -"
        )
    written = sys.stdin.buffer.read() if query == "-" else Path(query).read_bytes()
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise VocgraphError(
            f"The query is not UTF-8 (byte {error.start}).", fix="Save it as UTF-8, or pipe it in as such."
        ) from error
    with Library.open(library) as opened:
        answer = opened.sparql(text)
    if as_json:
        write_json(answer.as_dict())
    else:
        from vocgraph.terminal.sparql import show_answer

        show_answer(answer)


@app.command()
def questions(
    only: Annotated[str | None, typer.Argument(help="One question's id; all are listed when left out.")] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(help="What to ask about, as NAME=VALUE; NAME is one the list shows (repeatable)."),
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """List the gallery of competency questions, or answer one about your own names.

    Example: vocgraph questions partners-of-a-school --about school_name=湖南化工职业技术学院
    """
    from vocgraph import ontology
    from vocgraph.library import Library

    gallery = {question.id: question for question in ontology.questions()}
    if only is None:
        _list_questions(tuple(gallery.values()), as_json=as_json)
        return
    if only not in gallery:
        raise VocgraphError(f"There is no question {only}.", fix="List them: vocgraph questions")
    question = gallery[only]
    values = {name: value for name, _, value in (one.partition("=") for one in about or ())}
    unknown = sorted(set(values) - set(question.parameters))
    if unknown:
        known = ", ".join(question.parameters) or "none"
        raise VocgraphError(f"{only} cannot be asked about {unknown[0]!r}.", fix=f"It takes: {known}.")
    with Library.open(library) as opened:
        for name, value in values.items():  # any of an entity's names will do
            if not value.isdigit() and not name.startswith("report"):
                values[name] = opened.find(value).name
        answer = opened.sparql(question.about(**values))
    if question.parameters and not values:
        say(f"This asked about {', '.join(question.parameters.values())} of the example; --about asks about your own.")
    if as_json:
        write_json({"question": question.id, "title": question.title_en, **answer.as_dict()})
    else:
        from vocgraph.terminal.sparql import show_question

        show_question(question, answer)


def _list_questions(gallery: tuple[Question, ...], *, as_json: bool) -> None:
    if not as_json:
        from vocgraph.terminal.sparql import show_gallery

        show_gallery(gallery)
        return
    for question in gallery:
        write_json({"question": question.id, "title": question.title_en, "about": question.parameters})


@app.command()
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="One of those that `vocgraph export list` names.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File or folder to write. Default: named after the format.")
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    kind: TypeOption = None,
    predicate: PredicateOption = None,
    report: Annotated[list[str] | None, typer.Option(help="Only what this report says (repeatable).")] = None,
    year: Annotated[
        list[int] | None, typer.Option(min=1900, max=2999, help="Only what reports of this year say (repeatable).")
    ] = None,
    around: Annotated[str | None, typer.Option(help="Only the neighbourhood of this entity.")] = None,
    depth: Annotated[int, typer.Option(min=1, max=6, help="Steps away from --around.")] = 1,
    connected: Annotated[bool, typer.Option("--connected", help="Only entities with relations.")] = False,
    excel: Annotated[bool, typer.Option("--excel", help="For csv: safe and readable in Excel.")] = False,
) -> None:
    """Write the graph for Gephi, Cytoscape, Neo4j, a triple store or a spreadsheet. Example: vocgraph export gexf"""
    from vocgraph.library import Library

    if form == "list":
        from vocgraph.terminal.library import show_formats

        show_formats()
        return
    if output is not None and not output.absolute().parent.is_dir():
        raise VocgraphError(
            f"There is no folder {output.parent} to write {output.name} to.", fix="Make it, or name another one."
        )
    with Library.open(library) as opened:
        subgraph = opened.subgraph(
            kinds=_kinds(kind),
            predicates=_predicates(predicate),
            reports=tuple(report or ()),
            years=tuple(year or ()),
            around=opened.find(around).id if around else "",
            depth=depth,
            connected=connected,
        )
        written = opened.export(form, subgraph, output, excel=excel)
    from vocgraph.terminal.console import counted

    for file in written:
        typer.echo(str(file))
    complete = "yes" if subgraph.complete else "no"
    held = f"{counted(len(subgraph.nodes), 'entity')}, {counted(len(subgraph.edges), 'relation')}"
    say(f"{held}; complete: {complete}")
    if subgraph.left_out:
        say(subgraph.left_out)
