"""A library of two invented reports, small enough to read, that answers like the real one."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from vocgraph.documents.entities import Companion
from vocgraph.documents.reading import Documents, ReportInfo
from vocgraph.documents.writing import DocumentsWriter
from vocgraph.errors import QueryError, UnknownCaseError, UnknownNameError, UnknownTopicError
from vocgraph.export.formats import write_subgraph
from vocgraph.graph.network import Network, Partner, Tie
from vocgraph.graph.network import Path as Way
from vocgraph.graph.picture import Picture, draw
from vocgraph.graph.rdf import node_iri
from vocgraph.graph.select import part
from vocgraph.graph.store import Answer, Value
from vocgraph.library import Library
from vocgraph.model import (
    Analysis,
    Block,
    BlockKind,
    Case,
    Chunk,
    ConceptSeen,
    Decision,
    Edge,
    EntityKind,
    Mended,
    Mention,
    Node,
    Observation,
    Oddity,
    PassageKind,
    Predicate,
    Profile,
    Quote,
    Region,
    Report,
    Resolution,
    Row,
    SearchQuery,
    Section,
    Span,
    Structure,
    Subgraph,
    Table,
    Understood,
    Why,
)
from vocgraph.search.suggestions import Suggestion, SuggestionKind
from vocgraph.text.initials import initial
from vocgraph.views import EntityView, FacetValue, LibraryInfo, Passage, Place, ReportView, SearchResult
from vocgraph.views.cases import CaseInfo, CaseList, CaseView, Scope, SimilarResult, SimilarText, TopicView, WordView

TEXT = """蓝海职业学院质量年报
目录
1 产教融合 1
1 产教融合
学校与星河科技有限公司共建星河
智造产业学院，在校生120人。
第 1 页
学生在车间里学，也在
车间里考。
案例 1-1 师徒同台
老师傅与学生同台比武，<b>共同</b>打磨技艺。
表1 产业学院一览
名称 人数
星河智造产业学院 120
数据来源：教务处
这一段没有人认领。
"""
FILLER = "".join(
    f"\n第{number}段讲述学校一年里的寻常工作，文字平实，篇幅不长，只为让页面足够高。\n" for number in range(1, 121)
)
LATE = "\n校企双方每年春天召开产业学院理事会，共商培养方案。\n"

COLLEGE = "IndustrialCollege/星河智造产业学院"
FIRM = "Enterprise/星河科技有限公司"
SCHOOL = "Institution/蓝海职业学院"
CASE = "lanhai-2024/1"
TOPIC = TopicView(
    "apprenticeship", "现代学徒制", "modern apprenticeship", 0.5, ("practice-internship",), (WordView("师徒", 90, 92),)
)
FACETS = {
    "institution": (
        FacetValue("蓝海职业学院", "蓝海职业学院", "蓝海职业学院", 3),
        FacetValue("青山技工学校", "青山技工学校", "青山技工学校", 1),
    ),
    "kind": (FacetValue("prose", "正文", "prose", 2), FacetValue("case", "案例", "case", 1)),
    "theme": (FacetValue("practice-internship", "实习实训", "practice and internship", 1),),
    "topic": (FacetValue("apprenticeship", "现代学徒制", "modern apprenticeship", 1),),
}


JOINED = (
    ("星河科技", "lanhai-2024", "suffix", {"to": "星河科技有限公司", "core": "星河科技", "weight": "0.95"}),
    ("星河科技有限公司", "lanhai-2024", "same-name", {}),
    ("星河科技有限公司", "qingshan-2023", "same-name", {}),
)
# Indicator, concept, value, unit, year, report, and the words that stand there.
FIGURES = (
    ("在校生", "full-time-students", 120.0, "人", 2024, "lanhai-2024", "120人"),
    ("全日制在校生数", "full-time-students", 150.0, "人", 2024, "lanhai-2024", "智造产业学院 120"),
    ("在校生", "full-time-students", 100.0, "人", 2023, "lanhai-2024", "车间里考"),
    ("在校生", "full-time-students", 80.0, "人", 2023, "qingshan-2023", "第1段"),
    ("“双师型”教师比例", "dual-qualified-share", 66.05, "%", 2023, "qingshan-2023", "第2段"),
    ("=清风角", "", 12.0, "处", 2023, "qingshan-2023", "第3段"),
)


@cache
def measured() -> Documents:
    """The figures of the two reports in a real documents.sqlite."""
    path = Path(mkdtemp()) / "documents.sqlite"
    with DocumentsWriter(path) as writer:
        for report, structure in (first_report(), second_report()):
            seen = tuple(
                Observation(name, value, unit, year, place(report, words), concept=concept)
                for name, concept, value, unit, year, report_id, words in FIGURES
                if report_id == report.id
            )
            chunk = Chunk(report.id, PassageKind.PROSE, (), report.text, tuple(range(len(report.text))))
            writer.add_analysis(Analysis(report, structure, (chunk,), (), (), seen))
        writer.add_resolution(Resolution((), (), ()))
    return Documents(path)


def place(report: Report, printed: str) -> Span:
    """Where the printed words stand, the first time."""
    start = report.text.index(printed)
    return Span(report.id, start, start + len(printed))


def mended(report: Report, printed: str, *, at: Span) -> Mended:
    start = report.text.index(printed, at.start)
    return Mended(printed, tuple(range(start, start + len(printed))))


def paragraph(report: Report, first: str, last: str) -> Chunk:
    """The text from the first to the last words, its line breaks and page numbers left out."""
    start, end = place(report, first).start, place(report, last).end
    skip = place(report, "第 1 页") if "第 1 页" in report.text else Span(report.id, 0, 0)
    raw_at = tuple(at for at in range(start, end) if report.text[at] != "\n" and not skip.start <= at < skip.end)
    return Chunk(report.id, PassageKind.PROSE, ("1 产教融合",), "".join(report.text[at] for at in raw_at), raw_at)


def first_report() -> tuple[Report, Structure]:
    report = Report(id="lanhai-2024", text=TEXT, source="lanhai-2024.txt")
    heading = place(report, "1 产教融合\n学校")
    heading = Span(report.id, heading.start, heading.end - 3)
    case_title, case_text = (
        place(report, "案例 1-1 师徒同台"),
        place(report, "老师傅与学生同台比武，<b>共同</b>打磨技艺。"),
    )
    table = place(report, TEXT[TEXT.index("表1") : TEXT.index("这一段")].rstrip())
    row = place(report, "星河智造产业学院 120")
    blocks = [
        (BlockKind.FRONT_MATTER, place(report, "蓝海职业学院质量年报")),
        (BlockKind.CONTENTS, place(report, "目录\n1 产教融合 1")),
        (BlockKind.HEADING, heading),
        (BlockKind.PARAGRAPH, place(report, "学校与星河科技有限公司共建星河\n智造产业学院，在校生120人。")),
        (BlockKind.FURNITURE, place(report, "第 1 页")),
        (BlockKind.PARAGRAPH, place(report, "学生在车间里学，也在\n车间里考。")),
        (BlockKind.CASE_TITLE, case_title),
        (BlockKind.PARAGRAPH, case_text),
        (BlockKind.TABLE, table),
    ]
    structure = Structure(
        profile=Profile("蓝海职业学院质量年报", "蓝海职业学院", "高等职业院校", Region("海东省", "蓝海市"), 2024),
        blocks=tuple(Block(kind, span) for kind, span in blocks),
        sections=(Section(1, "1", "产教融合", heading, Span(report.id, heading.start, len(TEXT))),),
        cases=(Case("1-1", "师徒同台", case_title, Span(report.id, case_title.start, case_text.end)),),
        tables=(
            Table(
                caption="产业学院一览",
                columns=("名称", "人数"),
                rows=(Row((mended(report, "星河智造产业学院", at=row), mended(report, "120", at=row)), row),),
                span=table,
                source="教务处",
            ),
        ),
        paragraphs=(
            paragraph(report, "学校与星河科技有限公司共建星河", "车间里考。"),
            paragraph(report, "老师傅与学生", "打磨技艺。"),
        ),
        oddities=(Oddity(place(report, "这一段没有人认领。"), "unclaimed", "A paragraph that no section claims."),),
    )
    return report, structure


def second_report() -> tuple[Report, Structure]:
    report = Report(id="qingshan-2023", text=FILLER + LATE, source="qingshan-2023.txt")
    return report, Structure(Profile("", "青山技工学校", "技工学校", Region(), 2023), (), (), (), (), ())


SEEN = ConceptSeen("industrial-college", "产业学院", "industrial college", ("现代产业学院",))
READ = Understood("产业学院", (), ("企业",), (COLLEGE,), ((SEEN.id, SEEN.zh, SEEN.en),))


class SmallLibrary:
    """Answers by searching for the query's characters; everything else is read off the two reports."""

    generation = 7
    newest_generation = 7

    def __init__(self) -> None:
        self._held = {report.id: (report, structure) for report, structure in (first_report(), second_report())}
        self.asked: list[SearchQuery] = []
        self.cases_asked: list[dict[str, object]] = []
        self.compared: list[tuple[str, int, str, bool]] = []
        self.queries: list[str] = []
        self.nodes = {
            COLLEGE: Node(COLLEGE, "星河智造产业学院", EntityKind.INDUSTRIAL_COLLEGE, (), ("lanhai-2024",), 2),
            FIRM: Node(FIRM, "星河科技有限公司", EntityKind.ENTERPRISE, ("星河科技",), ("lanhai-2024",), 1),
            SCHOOL: Node(SCHOOL, "蓝海职业学院", EntityKind.INSTITUTION, (), ("lanhai-2024", "qingshan-2023"), 3),
        }
        report = self._held["lanhai-2024"][0]
        span = place(report, "学校与星河科技有限公司共建星河\n智造产业学院，在校生120人。")
        quote = Quote(report.id, span.start, span.end, *report.lines(span), None, report.quote(span))
        self.edges = tuple(
            Edge(
                f"{source} coBuilds {COLLEGE}", source, Predicate.CO_BUILDS, COLLEGE, (quote,), ((("role", "共建方"),),)
            )
            for source in (FIRM, SCHOOL)
        )

    def info(self) -> LibraryInfo:
        counts = {"report": 2, "chunk": 5, "entity": 3, "relation": 2}
        return LibraryInfo(
            "/secret/library", 7, "2025-01-02T03:04:05Z", counts, {}, {"path": "/secret/model"}, self.reports()
        )

    def reports(self) -> tuple[ReportInfo, ...]:
        return tuple(
            ReportInfo(
                id=report.id,
                source=report.source,
                sha256="0" * 64,
                profile=structure.profile,
                characters=len(report.text),
                pages=0,
                cases=len(structure.cases),
                tables=len(structure.tables),
                passages=3,
            )
            for report, structure in self._held.values()
        )

    def report(self, report_id: str) -> ReportView:
        if report_id not in self._held:
            raise UnknownNameError(report_id)
        report, structure = self._held[report_id]
        info = next(info for info in self.reports() if info.id == report_id)
        mentions = ()
        if report_id == "lanhai-2024":
            firm, college = place(report, "星河科技有限公司"), place(report, "星河\n智造产业学院")
            mentions = (
                (FIRM, Mention(firm, "星河科技有限公司", EntityKind.ENTERPRISE, "test")),
                (COLLEGE, Mention(college, "星河智造产业学院", EntityKind.INDUSTRIAL_COLLEGE, "test")),
            )
        return ReportView(info=info, report=report, structure=structure, mentions=mentions)

    def original(self, report_id: str) -> Path | None:
        if report_id not in self._held:
            raise UnknownNameError(report_id)

    def search(self, query: SearchQuery, *, facets: bool = False) -> SearchResult:
        self.asked.append(query)
        if not any(char.isalnum() for char in query.text):
            raise QueryError("The query holds no word.", fix="Type a few words.")
        lanhai, qingshan = self._held["lanhai-2024"][0], self._held["qingshan-2023"][0]
        if "无" in query.text:
            return SearchResult(query.text, 1.0, 0, (), 0, Understood(query.text), query, facets={} if facets else None)
        found = [
            self._passage(
                lanhai, "学校与星河科技有限公司共建星河\n智造产业学院，在校生120人。", "prose", marks=((13, 21),)
            ),
            self._passage(
                lanhai, "案例 1-1 师徒同台\n老师傅与学生同台比武，<b>共同</b>打磨技艺。", "case", case="师徒同台"
            ),
            self._passage(lanhai, "星河智造产业学院 120", "table", caption="产业学院一览", marks=((0, 8),)),
            self._passage(qingshan, LATE.strip(), "prose", marks=((10, 14),)),
        ]
        kept = [
            passage
            for passage in found
            if (not query.reports or passage.report in query.reports)
            and (not query.kinds or passage.kind in [kind.value for kind in query.kinds])
        ]
        page = tuple(kept[query.offset : query.offset + query.limit])
        counted = FACETS if facets else None
        return SearchResult(query.text, 1.25, len(kept), page, len(kept), READ, query, facets=counted)

    def topics(self) -> tuple[FacetValue, ...]:
        return FACETS["topic"]

    def cases(self, *, topics: tuple[str, ...] = (), **asked: object) -> CaseList:
        self.cases_asked.append({"topics": topics, **asked})
        if set(topics) - {"apprenticeship", "现代学徒制", "practice-internship", SEEN.id}:
            raise UnknownTopicError(topics[0])
        return CaseList(1, (self.case(CASE).info,), FACETS)

    def case(self, case_id: str) -> CaseView:
        if case_id != CASE:
            raise UnknownCaseError(case_id)
        report, structure = self._held["lanhai-2024"]
        span = structure.cases[0].span
        first, last = report.lines(span)
        text = "老师傅与学生同台比武，<b>共同</b>打磨技艺。\n星河科技派来了工程师。"
        info = CaseInfo(
            id=CASE,
            title="师徒同台",
            printed="1-1",
            report=report.id,
            institution="蓝海职业学院",
            year=2024,
            province="海东省",
            heading=("1 产教融合",),
            first_line=first,
            last_line=last,
            page=None,
            excerpt=text.partition("\n")[0],
            topics=(TOPIC,),
        )
        return CaseView(info, span.start, span.end, text, (self.nodes[FIRM],))

    def similar(self, of: str, *, limit: int = 10, scope: Scope = "cases", elsewhere: bool = False) -> SimilarResult:
        """The one case, unless only other schools are asked; it is its own copy."""
        self.compared.append((of, limit, scope, elsewhere))
        if elsewhere:
            return SimilarResult(of, (), ())
        view = self.case(CASE)
        found = SimilarText(
            score=0.75,
            case=view.info,
            report=view.info.report,
            institution=view.info.institution,
            first_line=view.info.first_line,
            last_line=view.info.last_line,
            page=None,
            title=view.info.title,
            text=view.text,
            shared_topics=(TOPIC,),
            shared_entities=(self.nodes[FIRM],),
            shared_kinds=("Enterprise",),
            shared_words=("比武",),
            overlap=0.1,
            copies=("lanhai-2024:9-10",),
        )
        return SimilarResult(of, (found,), (found,) if of == CASE else ())

    def _passage(
        self,
        report: Report,
        printed: str,
        kind: str,
        *,
        case: str | None = None,
        caption: str | None = None,
        marks: tuple[tuple[int, int], ...] = (),
    ) -> Passage:
        span = place(report, printed)
        first, last = report.lines(span)
        return Passage(
            report=report.id,
            start=span.start,
            end=span.end,
            first_line=first,
            last_line=last,
            page=None,
            kind=kind,
            heading=("1 产教融合",),
            case=case,
            caption=caption,
            text=printed.replace("\n", ""),
            marks=marks,
            score=0.5,
            case_id=CASE if case else None,
            why=Why(("产业学院",), ("现代产业学院",), 0.75, 0.25, (SEEN,), (COLLEGE,), (0, len(printed) // 2)),
            twins=(Place("qingshan-2023", 3, 4, None),),
        )

    def suggest(self, text: str, *, limit: int = 4) -> tuple[Suggestion, ...]:
        topic = Suggestion(SuggestionKind.TOPIC, "industrial-college", "产业学院", "industrial college", "", "")
        named = (
            Suggestion(SuggestionKind.ORGANISATION, node.id, node.name, "", node.kind.value, "")
            for node in self.nodes.values()
        )
        return tuple(one for one in (topic, *named) if text and text in one.label + one.english)[: 3 * limit]

    def spellings(self, text: str, *, limit: int = 3) -> tuple[str, ...]:
        return ("产业学院",) if text == "无产业学园" else ()

    def find(self, name: str) -> Node:
        for node in self.nodes.values():
            if name in {node.id, node.name, *node.aliases}:
                return node
        raise UnknownNameError(name)

    def entity(self, name: str) -> EntityView:
        node = self.find(name)
        edges = tuple(edge for edge in self.edges if node.id in {edge.source, edge.target})
        others = {end for edge in edges for end in (edge.source, edge.target)} - {node.id}
        decisions = tuple(
            Decision(surface, node.kind, report, node.id, rule, tuple(sorted(features.items())))
            for surface, report, rule, features in JOINED
            if node.id == FIRM
        )
        return EntityView(node, edges, tuple(self.nodes[end] for end in sorted(others)), (), decisions)

    def entities(
        self,
        text: str = "",
        *,
        kind: EntityKind | None = None,
        letter: str = "",
        report: str = "",
        by_name: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[Node, ...]:
        fitting = [node for node in self._named(text, letter, report) if kind in {None, node.kind}]
        fitting.sort(key=lambda node: node.name if by_name else "")
        return tuple(fitting[offset : offset + limit])

    def count_entities(
        self, text: str = "", *, kind: EntityKind | None = None, letter: str = "", report: str = ""
    ) -> tuple[dict[EntityKind, int], dict[str, int]]:
        kinds = Counter(node.kind for node in self._named(text, letter, report))
        letters = Counter(initial(node.name) for node in self._named(text, "", report) if kind in {None, node.kind})
        return dict(kinds), dict(letters)

    def _named(self, text: str, letter: str, report: str) -> list[Node]:
        return [
            node
            for node in self.nodes.values()
            if text in node.name and letter in {"", initial(node.name)} and (not report or report in node.reports)
        ]

    def companions(self, name: str, *, limit: int) -> tuple[Companion, ...]:
        """The school is named beside the firm, wherever that is."""
        if self.find(name).id != FIRM:
            return ()
        return (Companion(self.nodes[SCHOOL], 2, "lanhai-2024", 5, 6, None),)

    def compare(self, one: str, other: str) -> tuple[tuple[Node, ...], tuple[Node, ...], tuple[Node, ...]]:
        self.find(one), self.find(other)
        return (self.nodes[COLLEGE],), (self.nodes[FIRM],), ()

    def top(
        self, *, kinds: tuple[EntityKind, ...] = (), by: str = "degree", limit: int = 20
    ) -> tuple[tuple[Node, float], ...]:
        ranked = [(node, 2.0 if by == "degree" else 0.00001) for node in self.nodes.values()]
        return tuple((node, value) for node, value in ranked if not kinds or node.kind in kinds)[:limit]

    def communities(self) -> tuple[tuple[Node, ...], ...]:
        return (tuple(self.nodes.values()),)

    @property
    def _documents(self) -> Documents:
        return measured()

    _infos = property(lambda self: {info.id: info for info in self.reports()})
    _institutions = Library._institutions
    _years = Library._years
    _province_names = Library._province_names
    _reporting = Library._reporting
    _provinces = Library._provinces
    _wanted = Library._wanted
    refuse_unknown = Library.refuse_unknown
    indicators = Library.indicators
    indicator = Library.indicator
    figures_in = Library.figures_in

    def partners(self, name: str) -> tuple[Partner, ...]:
        node = self.find(name)
        if node.id == COLLEGE:
            return ()
        other = self.nodes[SCHOOL if node.id == FIRM else FIRM]
        return (Partner(other, (Tie(self.nodes[COLLEGE], self.edges),)),)

    def path(self, start: str, end: str) -> Way:
        first, last = self.find(start), self.find(end)
        if {first.id, last.id} != {FIRM, SCHOOL}:
            return Way((), ())
        by_source = {edge.source: edge for edge in self.edges}
        return Way((first, self.nodes[COLLEGE], last), ((by_source[first.id],), (by_source[last.id],)))

    def subgraph(
        self,
        *,
        kinds=(),
        predicates=(),
        reports=(),
        years=(),
        regions=(),
        around="",
        depth=1,
        most=None,
        keep=(),
    ) -> Subgraph:
        network = Network(self.nodes.values(), self.edges)
        whole = network.ego(self.find(around).id, depth=depth) if around else network.whole()
        for info in self.reports():
            profile = info.profile
            if profile.year in years or {profile.region.province, profile.region.city} & set(regions):
                reports += (info.id,)
        if (years or regions) and not reports:
            return Subgraph((), ())
        chosen = {"kinds": kinds, "predicates": predicates, "reports": reports}
        return part(whole, **chosen, only_connected=most is not None, limit=most, keep=keep)

    @property
    def picture(self) -> Picture:
        return draw(Network(self.nodes.values(), self.edges).whole())

    def export(self, form: str, subgraph: Subgraph, target, *, excel: bool = False) -> None:
        write_subgraph(form, subgraph, target, excel=excel)

    def sparql(self, query: str, *, rows: int = 10_000) -> Answer:
        """Tell every entity, whatever is asked; ASK, CONSTRUCT and nonsense alone are told apart."""
        self.queries.append(query)
        if "nonsense" in query:
            raise QueryError(
                "The query is wrong: {what}.",
                fix="Correct it there; the prefixes are predeclared.",
                what="<nonsense>",
            )
        if query.startswith("ASK"):
            return Answer((), (), True, complete=True)
        about = tuple((Value("uri", node_iri(node)), Value("literal", node.name, "zh")) for node in self.nodes.values())
        if query.startswith("CONSTRUCT"):
            label = Value("uri", "http://www.w3.org/2004/02/skos/core#prefLabel")
            triples = tuple((iri, label, name) for iri, name in about)
            return Answer(("subject", "predicate", "object"), triples, None, complete=True, is_graph=True)
        kind = Value("uri", "https://w3id.org/vocgraph/Enterprise")
        cells = tuple((iri, name, kind, None) for iri, name in about)
        return Answer(("entity", "partner_name", "kind", "year"), cells[:rows], None, complete=len(cells) <= rows)
