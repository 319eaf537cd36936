"""Finds the figures of tables: a row's label and a column's title say what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.extract.indicators_names import concept_of, usual_unit
from vocgraph.model import Mended, Observation, Row, Span, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER = re.compile(
    r"([+\-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+\-−]?\d+(?:\.\d+)?)\s*([%％‰]|个|人次|人|万元|元|项|门|名|台|册|间|家|所|次)?"
)
_RATIO = re.compile(r"(\d+(?:\.\d+)?)\s*[:：]\s*1")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*(?:学年|年度?|届|级)?")
_YEAR_VALUE = re.compile(r"((?:19|20)\d{2})\s*(?:学年|年度?|届)?(?:值|数据|学校数据|数|情况)?")
_SERIAL = re.compile(r"序\s*号|^序$|编号|代码|档口|电话|邮编|名次|排名|时间|日期|月份|证书号")
_UNIT_COLUMN = re.compile(r"(?:计量)?单位")
_REMARK = re.compile(r"备注|说明|是否|标准值|参考值")
_BRACKETED = re.compile(r"[（(]([^（）()\d]{1,6})[）)]|([%％])$")
_PERIOD = re.compile(r"第?[\d一二三四五六七八九十]+(?:周|季度)|\d{1,2}月份?")
_TOTAL = re.compile(r"(?:合|总|共)\s*计|总数")
_PLAIN_COUNT = re.compile(r"(?:数量|数值|数据|值|学校数据|本校|本年|合计|总计|小计|数|金额|人数)(?:[（(].*[)）])?$")
_CAPTION_LEAD = re.compile(
    r"^(?:续?附?表)\s*[\d一二三四五六七八九十]+(?:\s*[-－—–.．]\s*\d+)*[:：.、\s]*|(?:19|20)\d{2}\s*(?:[-—–－~至]\s*(?:19|20)\d{2}\s*)?(?:学年|年度?|届)?|历年"
)
_CAPTION_TAIL = re.compile(
    r"(?:情况|信息|数据)?(?:统计|一览|汇总|比较|对比|分布|分析|明细|列)?(?:情况)?表?(?:[（(].*[)）])?$"
)
_UNITS = {
    "万元",
    "元",
    "亿元",
    "人",
    "名",
    "人次",
    "个",
    "项",
    "门",
    "本",
    "册",
    "台",
    "平方米",
    "学时",
    "课时",
    "%",
    "家",
    "所",
    "篇",
    "件",
    "人日",
    "Mbps",
    "GB",
    "间",
}


@dataclass(frozen=True, slots=True)
class _Head:
    """What a column is to the figures: its name without year and unit, and these."""

    name: str
    year: int | None
    unit: str


def observe_table(report: str, table: Table, *, institution: str, year: int | None) -> Iterator[Observation]:
    """The figures of one table, row by row.

    :param institution: the reporting institution, left out of names.
    :param year: the report's year, for figures that name none.
    """
    topic = _topic(table.caption, institution)
    caption_year = _last_year(table.caption)
    figures = [i for i, _ in enumerate(table.columns) if _is_figures(table, i)]
    unit_column = next((i for i, name in enumerate(table.columns) if _UNIT_COLUMN.fullmatch(name)), None)
    labels = [
        i
        for i, name in enumerate(table.columns)
        if i not in figures
        and i != unit_column
        and not _SERIAL.search(name)
        and not _REMARK.search(name)
        and any(re.search(r"[^\W\d_]", row.cells[i].text) for row in table.rows)
    ]
    labels = [i for i in labels if i < min(figures, default=0)] or labels
    spread = sum(_head(table.columns[i]).year is not None for i in figures) > 1  # years side by side
    parent = ""
    for row in table.rows:
        label, row_year = _label(row, labels, figures)
        if label.startswith("其中"):
            label = f"{parent} {re.sub('^其中[:：]?', '', label)}".strip()
        else:
            parent = label
        row_unit = row.cells[unit_column].text if unit_column is not None else ""
        for i in figures:
            head = _head(table.columns[i])
            if _PERIOD.fullmatch(head.name):
                continue
            found = _value(row.cells[i].text)
            if found is None or (row_year is not None and head.year == row_year and not head.name):
                continue
            value, unit = found
            name = _name(label, head.name, topic)
            unit = unit or (":1" if row_unit in {":", "：", ":1"} else row_unit) or head.unit or _label_unit(label)
            unit = unit or (table.unit if table.unit in _UNITS else "") or usual_unit(name) or _name_unit(name)
            whole = spread and bool(_TOTAL.fullmatch(head.name))  # a total over years is of none
            if name:
                yield Observation(
                    indicator=name,
                    value=value,
                    unit=unit,
                    year=None if whole else head.year or row_year or caption_year or year,
                    span=_span(report, row, row.cells[i]),
                    population="" if _is_plain(head.name) else label,
                    concept=concept_of(name, unit),
                )


def _is_figures(table: Table, column: int) -> bool:
    """Whether a column holds figures: most of its cells are numbers, and it is no number of a row, no date."""
    name = table.columns[column]
    if _SERIAL.search(name) or _REMARK.search(name) or _UNIT_COLUMN.fullmatch(name):
        return False
    cells = [row.cells[column].text for row in table.rows if row.cells[column].text]
    years = sum(bool(re.fullmatch(r"(?:19|20)\d{2}\s*(?:年|学年|年度)?", cell)) for cell in cells)
    numbers = sum(_value(cell) is not None for cell in cells)
    dates = years == len(cells) and (column == 0 or "年" in name)
    return bool(cells) and numbers >= 0.6 * len(cells) and not dates


def _value(text: str) -> tuple[float, str] | None:
    ratio = _RATIO.fullmatch(text)
    if ratio:
        return float(ratio.group(1)), ":1"
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        return None
    return float(match.group(1).replace(",", "").replace("−", "-")), (match.group(2) or "").replace("％", "%")


def _head(title: str) -> _Head:
    year = _YEAR_VALUE.fullmatch(title.strip()) or _YEAR.match(title)
    unit = next((g for m in _BRACKETED.finditer(title) for g in m.groups() if g), "").replace("％", "%")
    unit = unit if unit in _UNITS or "/" in unit else ""
    name = re.sub(r"[（(][^（）()]*[）)]", lambda m: "" if m.group()[1:-1] == unit else m.group(), title)
    name = "" if _YEAR_VALUE.fullmatch(title.strip()) else _YEAR.sub("", name)
    if not unit:
        unit = "人" if re.search(r"人数$", name) else "%" if re.search(r"(?:率|比例|占比|增幅)$", name) else ""
    return _Head(name.strip(), int(year.group(1)) if year else None, unit)


def _label(row: Row, labels: Sequence[int], figures: Sequence[int]) -> tuple[str, int | None]:
    """A row's label, and its year where the label is one."""
    year, parts = None, []
    for i, cell in enumerate(row.cells):
        if i not in labels and not (i == 0 and i not in figures and _YEAR_VALUE.fullmatch(cell.text)):
            continue
        match = _YEAR_VALUE.fullmatch(cell.text.strip())
        if match:
            year = int(match.group(1))
        elif cell.text and cell.text not in parts and len(cell.text) <= 40:
            parts.append(cell.text)
    return " ".join(parts[-2:]), year


def _name(label: str, head: str, topic: str) -> str:
    """What a cell counts: the row's label with the column's title; the table's topic where both say nothing."""
    label = "" if _TOTAL.fullmatch(label) else label
    plain = _is_plain(head)
    bare = re.sub(r"[（(]([^（）()]{1,6})[）)]", lambda m: "" if m.group(1) in _UNITS else m.group(), label)
    if not bare:
        return topic if plain else head if not topic or len(head) > 4 else f"{topic}{head}"
    if plain:
        return bare
    return f"{bare} {head}"


def _is_plain(head: str) -> bool:
    """Whether a column's title says nothing but that it counts."""
    return not head or bool(_PLAIN_COUNT.fullmatch(head)) or bool(_TOTAL.fullmatch(head))


def _name_unit(name: str) -> str:
    if re.search(r"(?:率|比例|占比|满意度)$", name):
        return "%"
    return next(
        (unit for unit in ("人次", "学时", "课时") if name.endswith(unit)), "人" if name.endswith("人数") else ""
    )


def _label_unit(label: str) -> str:
    match = re.search(r"[（(]([^（）()]{1,6})[）)]|([%％])$", label)
    unit = next((g for g in match.groups() if g), "").replace("％", "%") if match else ""
    return unit if unit in _UNITS or "/" in unit else ""


def _topic(caption: str, institution: str) -> str:
    """What a table is about: its caption without number, year, school and 统计表 ("table of figures")."""
    text = caption.split(" · ", maxsplit=1)[0]
    previous = None
    while previous != text:
        previous = text
        text = _CAPTION_LEAD.sub("", text).strip()
    text = text.replace(institution, "") if institution else text
    return _CAPTION_TAIL.sub("", text).strip()


def _last_year(caption: str) -> int | None:
    years = _YEAR.findall(re.sub(r"^\S*表\s*[\d.\-－—–]+", "", caption))
    return int(years[-1]) if years else None


def _span(report: str, row: Row, cell: Mended) -> Span:
    return Span(report, cell.raw_at[0], cell.raw_at[-1] + 1) if cell.raw_at else row.span
