"""Shows cases, topics, texts that are like another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from vocgraph.terminal.console import counted, out
from vocgraph.terminal.search import show_facets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.views import FacetValue
    from vocgraph.views.cases import CaseInfo, CaseList, SimilarResult, SimilarText

_WORTH_TELLING = 0.05  # share of text that is the same from which on it is told
_WEAK = 0.2  # score below which likeness is weak: a text on no subject of the reports gets 0.1 at most, on one 0.3


def show_cases(found: CaseList, *, facets: bool, offset: int = 0) -> None:
    """Cases with their place and what they are about, and how many more there are after them."""
    out.print(Text(counted(found.total, "case"), style="bold"))
    for case in found.cases:
        out.print()
        out.print(_case_head(case))
        if case.topics:
            out.print(Padding(Text("、".join(topic.label_zh for topic in case.topics), style="dim"), (0, 0, 0, 4)))
    more = found.total - offset - len(found.cases)
    if more > 0:
        out.print()
        out.print(f"{more:,} more; --limit shows more.", style="dim")
    if facets:
        show_facets(found.facets)


def show_similar(found: SimilarResult, *, asked: CaseInfo | None = None) -> None:
    """Similar cases or passages with what they have in common; copies under a title of their own.

    :param asked: the case that they are like, where it is one.
    """
    if not found.results and not found.duplicates:
        out.print("Nothing is like it.")
    elif found.results and all(text.score < _WEAK for text in found.results):
        out.print("Nothing is much like it; these are the nearest, and weakly alike.", style="yellow")
    of = f"{found.of} {asked.title} ({_of(asked)})" if asked else found.of
    near, copies = f"Similar to {of}", f"Mostly the same text as {of}"
    for title, texts in ((near, found.results), (copies, found.duplicates)):
        if not texts:
            continue
        out.print(Text(title, style="bold"))
        for text in texts:
            out.print()
            place = f"{text.report}:{text.first_line}-{text.last_line}  {text.title}"
            out.print(_case_head(text.case) if text.case else Text(place))
            out.print(Padding(Text(_of(text)), (0, 0, 0, 4)))
            out.print(Padding(Text(_common(text), style="dim"), (0, 0, 0, 4)))


def show_topics(topics: Sequence[FacetValue]) -> None:
    """Concepts with the number of cases about each."""
    if not topics:
        out.print("No case is about anything that the thesaurus knows.")
    for topic in topics:
        out.print(Text.assemble((f"{topic.count:>5} ", "bold"), topic.label_zh, (f"  {topic.label_en}", "dim")))


def _case_head(case: CaseInfo) -> Text:
    printed = f"案例 {case.printed} " if case.printed else "案例 "
    return Text.assemble((case.id, "cyan"), "  ", (printed + case.title, "magenta"))


def _of(text: CaseInfo | SimilarText) -> str:
    """The school and the year that a text is of."""
    return " ".join(part for part in (text.institution, str(text.year or "")) if part)


def _common(text: SimilarText) -> str:
    parts = [f"{text.score:.2f}{' weak' if text.score < _WEAK else ''}"]
    parts += ["、".join(topic.label_zh for topic in text.shared_topics)] if text.shared_topics else []
    parts += ["、".join(node.name for node in text.shared_entities)] if text.shared_entities else []
    parts += [f"words: {'、'.join(text.shared_words)}"] if text.shared_words else []
    parts += [f"{text.overlap:.0%} the same"] if text.overlap >= _WORTH_TELLING else []
    parts += [f"again in {', '.join(text.copies)}"] if text.copies else []
    return " · ".join(parts)
