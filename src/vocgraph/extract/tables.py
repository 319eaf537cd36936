"""Reads tables of partners, colleges, alliances and contests: every row is a fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from vocgraph.extract.claims_competitions import AWARD, level_of
from vocgraph.extract.names import Found
from vocgraph.extract.passages import Passage, cell_passage
from vocgraph.extract.scenes import is_regional
from vocgraph.extract.settle import Placed, placed
from vocgraph.model import Claim, EntityKind, Mended, Mention, Predicate, Profile, Row, Span, Table, attributes
from vocgraph.text.mend import cut

Finder = Callable[[str, str], tuple[Found, ...]]  # (text, role) -> settled names

_COLLEGE = re.compile(r"产业学院|学院名称|现代产业学院")
_PARTNER = re.compile(
    r"合作(?:企业|单位|园区|方|学校|院校|机构|公司)|共建(?:企业|单位|方)|企业(?!.{0,2}(?:导师|指导|投入|数|类型|"
    r"性质))(?:名称)?|公司(?:名称)?|合作园区|用人单位|就业单位|高职院校|本科院校|(?:对接|帮扶|结对|"
    r"联合培养)(?:学校|院校)"
)
_ALLIANCE = re.compile(r"共同体|联合体|联盟|职教集团")
_ROLE = re.compile(r"职务|角色|身份|担任")
_LEADER = re.compile(r"牵头")
_CONTEST = re.compile(r"(?:赛事|赛项|竞赛|大赛|比赛|活动)(?:名称|项目)?")
_AWARD = re.compile(r"奖项|获奖|等第|等次|名次|等级|奖级")
_LEVEL = re.compile(r"级别|层次|类别")
_SCHOOL = re.compile(r"(?:参赛|中职|高职|合作)?(?:学校|院校)(?:名称|全称)?$|单位$")
_FORM = re.compile(r"合作(?:形式|方式|模式|类型|内容)|培养(?:形式|方式|模式)")
_HOST = re.compile(r"主办|承办|举办")
_SPLIT = re.compile(r"[、；;]|(?<=公司)[，,\s]|(?<=公司)(?=[\u4e00-\u9fff]{4,}公司)|(?<=学院)\s|(?<=学校)\s")
_RENAMED = re.compile(
    r"(?P<now>[^（）()]{4,24})[（(]原?(?P<other>[^（）()]{4,24}(?:学校|学院|大学|中专|中职|中心))[）)]$"
)
_NO_PARTNERS = re.compile(r"证书|出版|教材|专利|捐赠|入孵|创业")  # tables of companies that are no partners
_PARTNERS = (EntityKind.ENTERPRISE, EntityKind.PARK, EntityKind.ASSOCIATION, EntityKind.INSTITUTION)
_HOSTS = (EntityKind.GOVERNMENT_BODY, EntityKind.ASSOCIATION, EntityKind.INSTITUTION)
_LONGEST_QUOTE = 1200  # characters; a merged cell farther away is not worth so long a quote
_EMPTY = re.compile(r"^[\s/—\-－无\d.％%]*$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; -1 where none does."""

    college: int
    partner: int
    alliance: int
    role: int
    leader: int
    contest: int
    award: int
    level: int
    school: int
    host: int
    form: int  # of cooperation


def read_table(
    report: str, table: Table, profile: Profile, find: Finder, *, captioned: tuple[Mention, ...] = ()
) -> tuple[tuple[Mention, ...], tuple[Claim, ...]]:
    """The names in a table's cells and the claims its rows make.

    :param captioned: the competitions that the caption names, for rows that only say who won what.
    """
    columns = _columns(table)
    mentions: list[Mention] = []
    claims: list[Claim] = []
    for row in table.rows:
        cells = [_cell_names(report, cell, _cell_kind(columns, at), find) for at, cell in enumerate(row.cells)]
        mentions += [name.mention for names in cells for name in names]
        schools = _school(columns, cells, profile, row.span)
        read = _Read(row, columns, cells, schools, table.caption + "".join(table.columns))
        found = (*_partner_claims(read), *_alliance_claims(read), *_contest_claims(read, captioned))
        claims += (replace(claim, evidence=_both_names(claim, table)) for claim in found)
    return tuple(mentions), tuple(claims)


def _both_names(claim: Claim, table: Table) -> Span:
    """The row, and from where a merged cell is printed once for several rows: a quote must show both names."""
    ends = [claim.evidence, *(name.span for name in (claim.subject, claim.object) if table.span.contains(name.span))]
    whole = Span(claim.evidence.report, min(span.start for span in ends), max(span.end for span in ends))
    return whole if whole.end - whole.start <= _LONGEST_QUOTE else claim.evidence


def _columns(table: Table) -> Columns:
    taken: set[int] = set()

    def column(pattern: re.Pattern[str]) -> int:
        for at, title in enumerate(table.columns):
            if at not in taken and pattern.search(title.replace(" ", "")):
                taken.add(at)
                return at
        return -1

    contest_table = re.search(r"赛|竞赛|获奖", table.caption + "".join(table.columns)) is not None
    return Columns(
        college=column(_COLLEGE),
        role=column(_ROLE),
        leader=column(_LEADER),
        alliance=column(_ALLIANCE),
        host=column(_HOST),
        contest=column(_CONTEST) if contest_table else -1,
        award=column(_AWARD),
        level=column(_LEVEL),
        partner=column(_PARTNER),
        school=column(_SCHOOL),
        form=column(_FORM),
    )


def _cell_kind(columns: Columns, at: int) -> EntityKind | None:
    return {
        columns.college: EntityKind.INDUSTRIAL_COLLEGE,
        columns.partner: EntityKind.ENTERPRISE,
        columns.alliance: EntityKind.ALLIANCE,
        columns.leader: EntityKind.ENTERPRISE,
        columns.contest: EntityKind.COMPETITION,
        columns.school: EntityKind.INSTITUTION,
        -1: None,
    }.get(at)


def _cell_names(report: str, cell: Mended, kind: EntityKind | None, find: Finder) -> tuple[Placed, ...]:
    """The names of a cell: as the grammars see them, and the whole cell where its column says what it holds."""
    if not cell.text or _EMPTY.match(cell.text):
        return ()
    names: list[Placed] = []
    for part in _parts(cell):
        passage = cell_passage(report, part)
        seen = tuple(placed(passage, found) for found in find(part.text, "cell"))
        renamed = _RENAMED.match(part.text) if kind is EntityKind.INSTITUTION else None
        if renamed:
            names.append(placed(passage, Found(*renamed.span("now"), EntityKind.INSTITUTION, "table-cell", weight=6)))
            names.append(
                placed(passage, Found(*renamed.span("other"), EntityKind.INSTITUTION, "bracketed-name", weight=6))
            )
            continue
        whole = kind is not None and _whole(part.text, kind)
        covered = any(name.end - name.start >= 0.7 * len(part.text) and _fits(name.kind, kind) for name in seen)
        if whole and kind is not None and not covered:
            names.append(_whole_cell(passage, kind))
        else:
            names.extend(seen)
    return tuple(names)


def _fits(seen: EntityKind, kind: EntityKind | None) -> bool:
    return kind is None or seen is kind or (kind is EntityKind.ENTERPRISE and seen is not EntityKind.COMPETITION)


def _whole_cell(passage: Passage, kind: EntityKind) -> Placed:
    text = passage.text
    end = len(text)
    if kind is EntityKind.COMPETITION:
        cutoff = re.search(r"[（(](?:国家级|省级|市级|国际级?)[）)]", text)
        end = cutoff.start() if cutoff else _contest_end(text)
    if kind is EntityKind.ENTERPRISE and re.search(r"(?:学院|学校|大学)$", text):
        kind = EntityKind.INSTITUTION
    elif kind is EntityKind.ENTERPRISE and re.search(
        r"(?:开发区|高新区|经开区|产业园|科技园|工业园|园区|管委会|管理委员会)$", text
    ):
        kind = EntityKind.PARK
    elif kind is EntityKind.ENTERPRISE and re.search(r"政府$|[局厅]$", text):
        kind = EntityKind.GOVERNMENT_BODY
    elif kind is EntityKind.ENTERPRISE and re.search(r"(?:协会|学会|商会)$", text):
        kind = EntityKind.ASSOCIATION
    elif kind is EntityKind.ENTERPRISE and re.search(r"(?:中心|基地|研究院)$", text):
        kind = EntityKind.BASE_OR_CENTRE
    return placed(passage, Found(0, end, kind, "table-cell", weight=6))


def _contest_end(text: str) -> int:
    """Where the contest's own name ends in a cell that goes on with the event or the group."""
    last = 0
    for match in re.finditer(r"大赛|竞赛|比赛|锦标赛|联赛", text):
        if last and match.start() - last > 8:
            break
        last = match.end()
    if not last:
        event = text.find("赛项")
        return event + 2 if event > 0 else len(text)
    final = re.match(r"总决赛(?:争夺赛)?", text[last:])
    return last + final.end() if final else last


def _parts(cell: Mended) -> Iterator[Mended]:
    start = 0
    for mark in _SPLIT.finditer(cell.text):
        inside = cell.text[start : mark.start()]
        if inside.count("“") > inside.count("”") or inside.count("（") > inside.count("）"):
            continue
        if mark.start() > start:
            yield cut(cell, start, mark.start())
        start = mark.end()
    if start < len(cell.text):
        rest = cut(cell, start, len(cell.text))
        if rest.text:
            yield rest


def _whole(text: str, kind: EntityKind) -> bool:
    """Whether a cell can be one name of the kind: not a sentence, a number or a remark."""
    if (
        not 2 <= len(text) <= 44
        or re.search(r"[。；：]", text)
        or text in {"合计", "总计", "小计", "序号", "其他", "备注"}
    ):
        return False
    if kind is EntityKind.COMPETITION:
        return re.search(r"大赛|竞赛|比赛|锦标赛|联赛|运动会|.{12}赛项", text) is not None and len(text) >= 6
    if kind is EntityKind.INDUSTRIAL_COLLEGE:
        return re.search(r"学院", text) is not None
    if kind is EntityKind.ALLIANCE:
        return re.search(r"共同体|联合体|联盟|集团|联合会", text) is not None
    if kind is EntityKind.INSTITUTION:
        return re.search(r"学校|学院|大学|中专|职专|教育中心", text) is not None
    return re.search(r"[\u4e00-\u9fff]{2}|[A-Za-z]{2}", text) is not None and not re.search(r"人$|^\d|部队$", text)


def _school(columns: Columns, cells: list[tuple[Placed, ...]], profile: Profile, span: Span) -> tuple[Mention, ...]:
    if is_regional(profile):
        if columns.school < 0 or columns.school >= len(cells):
            return ()
        return tuple(n.mention for n in cells[columns.school] if n.kind is EntityKind.INSTITUTION)
    return (Mention(span, "学校", EntityKind.INSTITUTION, "reporting-subject", profile.institution),)


@dataclass(frozen=True, slots=True)
class _Read:
    """One row with its columns understood: the names by column, and the schools that it speaks of."""

    row: Row
    columns: Columns
    cells: list[tuple[Placed, ...]]
    schools: tuple[Mention, ...]
    about: str  # the caption and the column titles

    def names(self, at: int, *kinds: EntityKind) -> list[Mention]:
        return [n.mention for n in self.cells[at] if n.kind in kinds] if 0 <= at < len(self.cells) else []

    def text(self, at: int) -> str:
        return self.row.cells[at].text if 0 <= at < len(self.row.cells) else ""


def _partner_claims(read: _Read) -> Iterator[Claim]:
    span = read.row.span
    partners = read.names(read.columns.partner, *_PARTNERS)
    colleges = read.names(read.columns.college, EntityKind.INDUSTRIAL_COLLEGE)
    for college in colleges:
        for builder in (*read.schools, *partners):
            yield Claim(builder, Predicate.CO_BUILDS, college, span, "college-table")
    if _NO_PARTNERS.search(read.about):
        return
    told = _kind(read.text(read.columns.form))
    kind = "共建基地" if colleges else _kind(read.about) if told == "其他" else told
    for school in read.schools:
        for partner in partners:
            yield Claim(school, Predicate.COOPERATES_WITH, partner, span, "partner-table", (("kind", kind),))


def _alliance_claims(read: _Read) -> Iterator[Claim]:
    role = read.text(read.columns.role)
    leaders = read.names(read.columns.leader, *_PARTNERS)
    for alliance in read.names(read.columns.alliance, EntityKind.ALLIANCE):
        for leader in leaders:
            yield Claim(leader, Predicate.LEADS, alliance, read.row.span, "alliance-table")
        if leaders or not (role or "参与" in read.about):
            continue
        leads = "牵头" in role or role in {"理事长单位", "主席单位"}
        predicate = Predicate.LEADS if leads else Predicate.MEMBER_OF
        for school in read.schools:
            yield Claim(school, predicate, alliance, read.row.span, "alliance-table", attributes({"role": role}))


def _contest_claims(read: _Read, captioned: tuple[Mention, ...]) -> Iterator[Claim]:
    columns = read.columns
    won = AWARD.search(read.text(columns.award))
    told = read.names(columns.contest, EntityKind.COMPETITION)
    award = won or AWARD.search("".join(cell.text for cell in read.row.cells))
    for contest in told or (captioned if won else ()):
        printed = read.text(columns.level)
        level = printed if re.search(r"级$|国际", printed) else level_of(read.text(columns.contest) + contest.surface)
        year = _year(read.about + contest.surface)
        attrs = attributes({"award": award.group() if award else "获奖", "level": level, "year": year})
        for school in read.schools:
            yield Claim(school, Predicate.AWARDED_IN, contest, read.row.span, "contest-table", attrs)
        for host in read.names(columns.host, *_HOSTS):
            yield Claim(host, Predicate.HOSTS, contest, read.row.span, "contest-table", (("role", "主办"),))


def _kind(about: str) -> str:
    for kind, pattern in (
        ("订单班", "订单"),
        ("学徒制", "学徒"),
        ("现场工程师", "现场工程师"),
        ("实习就业", "实习|就业"),
        ("共建基地", "共建.{0,6}(?:基地|中心|实训)"),
        ("科研", "科研|技术|专利|横向"),
    ):
        if re.search(pattern, about):
            return kind
    return "其他"


def _year(text: str) -> str:
    match = re.search(r"20\d\d", text)
    return match.group() if match else ""
