"""Shows what a search found, or how well searches find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from vocgraph.terminal.console import QUOTE, SHOWN, counted, out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vocgraph.search.evaluate import Scores
    from vocgraph.views import FacetValue, Passage, SearchResult


def show_search(result: SearchResult) -> None:
    """Hits with their place, the words that matched, and why they were found."""
    by_meaning = result.only_by_meaning
    passages = "" if by_meaning else f"{counted(result.total, 'passage')}, "  # all that is near would be counted
    out.print(Text.assemble((result.query, "bold"), (f"   {passages}{result.took_ms:.0f} ms", "dim")))
    understood = _understood(result)
    if understood:
        out.print(Text(understood, style="dim"))
    if not result.results:
        out.print("Nothing found. Try fewer or other words, or remove a filter.")
    elif by_meaning:
        out.print("No passage holds these words. What follows is near in meaning at best.", style="yellow")
    for number, passage in enumerate(result.results, start=1):
        out.print()
        out.print(_hit_head(number, passage))
        if passage.heading:
            out.print(Padding(Text(" › ".join(passage.heading), style="dim"), (0, 0, 0, 4)))
        out.print(Padding(_excerpt(passage), (0, 0, 0, 4)))
        if not by_meaning:
            out.print(Padding(_why(passage), (0, 0, 0, 4)))
        if passage.twins:
            also = ", ".join(f"{twin.report} lines {twin.first_line}–{twin.last_line}" for twin in passage.twins)
            out.print(Padding(Text(f"near-identical: {also}", style="dim"), (0, 0, 0, 4)))
    show_facets(result.facets or {})


def show_facets(facets: Mapping[str, tuple[FacetValue, ...]]) -> None:
    """Each facet with its commonest values, a line a facet."""
    for name, values in facets.items():
        if values:
            told = "  ".join(f"{value.label_zh} {value.count}" for value in values[:SHOWN])
            out.print()
            out.print(Text.assemble((f"{name}  ", "bold"), told))


def _understood(result: SearchResult) -> str:
    """What the query demands besides its words; empty where it demands nothing."""
    asked, read = result.asked, result.understood
    parts = [f"holding {'、'.join(read.phrases)}"] if read.phrases else []
    parts += [f"without {'、'.join(read.without)}"] if read.without else []
    filters = (*asked.reports, *asked.institutions, *map(str, asked.years), *asked.kinds, *asked.provinces)
    filters = (*filters, *asked.chapters, *asked.topics, *asked.organisations)
    return " · ".join([*parts, *([f"only {', '.join(filters)}"] if filters else [])])


def _hit_head(number: int, passage: Passage) -> Text:
    one = passage.first_line == passage.last_line
    place = f"line {passage.first_line}" if one else f"lines {passage.first_line}–{passage.last_line}"
    if passage.page:
        place = f"page {passage.page}, {place}"
    head = Text.assemble((f"{number:>2}. ", "bold"), (passage.report, "cyan"), f"  {place}  ")
    if passage.case:
        head.append(f"案例 {passage.case}", style="magenta")
    elif passage.caption:
        head.append(passage.caption, style="green")
    return head


def _why(passage: Passage) -> Text:
    """Which words matched, which the thesaurus added, and what words and meaning gave to the score."""
    why = passage.why
    parts = [f"words {why.words_share:.0%}, meaning {why.meaning_share:.0%}"]
    parts += [f"matched: {'、'.join(why.words)}"] if why.words else []
    parts += [f"related: {'、'.join(why.expanded)}"] if why.expanded else []
    return Text(" · ".join(parts), style="dim")


def _excerpt(passage: Passage) -> Text:
    """A window of the text around the first marks, what matched in bold."""
    first = passage.marks[0][0] if passage.marks else 0
    start = max(0, min(first - QUOTE // 4, len(passage.text) - QUOTE))
    end = min(len(passage.text), start + QUOTE)
    text = Text(passage.text[start:end])
    for mark_start, mark_end in passage.marks:
        if mark_start < end and mark_end > start:
            text.stylize("bold yellow", max(0, mark_start - start), mark_end - start)
    return Text.assemble("…" if start else "", text, "…" if end < len(passage.text) else "")


def show_scores(ranking: str, scores: Mapping[str, Scores]) -> None:
    """Search quality by kind of query, for one way of ranking."""
    grid = Grid(box=None, pad_edge=False, title=ranking, title_justify="left", title_style="bold")
    for heading in ("kind", "queries", "nDCG@10", "hit@1", "hit@3", "recall@10"):
        grid.add_column(heading, justify="left" if heading == "kind" else "right")
    for kind, of in sorted(scores.items()):
        figures = (of.ndcg, of.hit_1, of.hit_3, of.recall)
        grid.add_row(kind, str(of.queries), *[f"{figure:.3f}" for figure in figures])
    out.print(grid)
