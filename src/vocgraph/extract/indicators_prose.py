"""Finds the figures of running text: what is counted or measured, how much, in what unit, of which year."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.extract.indicators_names import (
    clean_after,
    clean_before,
    concept_of,
    is_bare_verb,
    means_indicator,
    usual_unit,
)
from vocgraph.model import Chunk, Observation
from vocgraph.text.mend import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

# A unit is not one where it begins another word: 个人, 名师, 本科, 家长, 所有, 部门, 项目 ("2 项目" is none).
_UNIT = (
    r"个百分点|[%％‰]|万平方米|平方米|㎡|公顷|亩|百万元|亿元|千元|万元|元(?!旦|素|宇)|万人次|人次|人日|万人|人(?!才|民|工|社|事|均|大|文|力|机|性|物|格|脸)|"
    r"万余?[册件条亩]|名(?!师(?!生)|单|称|额|校(?![领长外内级])|企|优|家|录|列)|位(?!于|居|列|置)|项(?!目)|个(?!性|人(?![参获])|体|月|别|税)|门(?!户|诊|类|槛)|"
    r"本(?!科|地|省|校|市|专|级|届|次|年|县)|部(?!门|分|级|委|长|省|队|署|市|属)|册|篇|件|台套|台(?!阶|湾|账|州)|套|间(?!接|隔)|所(?!有|在|需|属|以|学|示)|"
    r"家(?!长|庭|访|级|校|乡|政|具|电)|学时|课时|小时|天(?!然|津|河)|次(?!数|日|年|性|序)|场(?!地|馆|所|景|域)|支(?!部|持|撑|出|教|付|队)|期(?!间|末|中|待|刊)|"
    r"[GTM]B|Mbps|种(?!植|子|养)|类(?!型|别)|条(?!件|款|例)|辆|张|份(?!额)|分(?!钟|之|院|层|别|类|布|为|工|析|享|校|管|数)|批(?!准|复|评)|"
    r"座(?!谈|位)|处(?!理|于)|户(?!外|口)|吨|公里|款(?!项)|学分|千瓦|棵|幅|首"
)
_FIGURE = re.compile(
    rf"(?<![\d.A-Za-z〔\[第“+\-－—–前])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![第其之近数十百千万两三二五一四六七八九])[二两三四五六七八九十]{{1,3}})\s*"
    rf"(?P<more>余|多)?\s*(?P<unit>{_UNIT})(?P<per>/[生人年门]\S?)?"
)
_RATIO = re.compile(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)\s*[:：]\s*1(?![\d.])")
_BARE = re.compile(r"(?<![\d.A-Za-z〔第\-－—–])(?P<number>\d+(?:\.\d+)?)(?=[，。；、]|$)")
_BARE_NAME = re.compile(
    r"(?:人数|数量?|率|比例|占比|额|总额|值|薪|薪点|收入|面积|得分|经费|人次|总量|课时|学时)(?:为|达到?|约|共)?$"
)
_AWARD = re.compile(r"(?:[特一二三]等奖|[金银铜]奖|优[秀胜]奖|[冠亚季]军|前[三六八]名)$")
_COMPARED = re.compile(r"(?:较|比)(?:上|去|前)|同比|环比|[增减](?:长|幅|加|少)|提[升高]|下降")
_CLAUSE = re.compile(r"[，。；！？：;!?]|(?<!\d),|,(?!\d)")
_YEAR = re.compile(r"(?:(?:19|20)\d{2}\s*[-—–－~至]\s*)?((?:19|20)\d{2})\s*(?:学年|年(?!级|制)|届|级)")
_MANY_YEARS = re.compile(
    r"近[二两三四五六七八九十\d]+年|[三四五六七八九十]年(?:来|间)|历年|累计|(?:19|20)\d{2}\s*[-—–－~至]\s*(?:19|20)\d{2}\s*年(?!度)"
)
_CONTEXT_MARKS = "，。；：！？"
_POPULATION = re.compile(r"(?:(?:19|20)\d{2}\s*届|应届)[^，。；、\d]{0,6}?(?:毕业生|学生)")
_MEASURES = frozenset({"平方米", "万平方米", "亩", "元", "万元", "亿元", "GB", "TB"})
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", start=1)} | {"两": 2}


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    value: float
    unit: str
    worded: bool = False  # written in Chinese numerals


def observe_prose(chunk: Chunk, *, year: int | None) -> Iterator[Observation]:
    """The figures of one paragraph, in order.

    :param year: the report's year, for figures whose sentence names none.
    """
    for start, end in sentences(chunk.text):
        sentence = chunk.text[start:end]
        figures = _figures(sentence)
        edges = _clauses(sentence, figures)
        years = _Years(sentence, year)
        population = next((m.group() for m in _POPULATION.finditer(sentence)), "")
        told, left, earlier = "", 0, ""
        for i, figure in enumerate(figures):
            at = bisect_right(edges, figure.start)
            if edges[at - 1] != left:
                left, earlier = edges[at - 1], _clause_before(sentence, edges[at - 1])
            right = edges[at]
            before = sentence[max(left, figures[i - 1].end if i else 0) : figure.start]
            after = sentence[figure.end : min(right, figures[i + 1].start if i + 1 < len(figures) else right)]
            name = _name(before, after, figure, told, earlier)
            if not name or (figure.worded and not concept_of(name, figure.unit)):
                continue
            told = name
            yield Observation(
                indicator=name,
                value=figure.value,
                unit=figure.unit,
                year=years.before(figure.start),
                span=chunk.locate(start + figure.start, start + figure.end),
                population=population,
                concept=concept_of(name, figure.unit),
            )


def _figures(sentence: str) -> list[_Found]:
    found: list[_Found] = []
    taken = bytearray(len(sentence))

    def take(match: re.Match[str], value: float, unit: str, *, worded: bool = False) -> None:
        found.append(_Found(match.start(), match.end(), value, unit, worded))
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())

    for match in _RATIO.finditer(sentence):
        take(match, float(match["number"]), ":1")
    for match in _FIGURE.finditer(sentence):
        number = match["number"]
        value = float(number.replace(",", "")) if number[0].isdecimal() else _worded(number)
        unit = ("%" if match["unit"] == "％" else match["unit"].replace("余", "")) + (match["per"] or "")
        if value is not None and not any(taken[match.start() : match.end()]):
            take(match, value, unit, worded=not number[0].isdecimal())
    for match in _BARE.finditer(sentence):
        free = not any(taken[match.start() : match.end()])
        name = sentence[max(0, match.start() - 12) : match.start()]
        if free and _BARE_NAME.search(name):
            unit = usual_unit(clean_before(re.split(r"[，。；、]", name)[-1])) or _implied_unit(name)
            take(match, float(match["number"]), unit)
    return sorted(found, key=lambda f: f.start)


def _implied_unit(name: str) -> str:
    return "人" if name.endswith("人数") else "元" if re.search(r"薪|收入", name) else ""


def _worded(number: str) -> float | None:
    """二 to 九十九 as a number; None where the characters are no number."""
    tens, ten, ones = number.rpartition("十")
    if any(char not in _DIGITS for char in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    return float((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))


def _clauses(sentence: str, figures: list[_Found]) -> list[int]:
    """Where clauses begin, in order, and a place behind the last."""
    inside = bytearray(len(sentence))
    for figure in figures:
        inside[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
    marks = [match.end() for match in _CLAUSE.finditer(sentence) if not inside[match.start()]]
    return sorted({0, *marks, len(sentence) + 1})


def _clause_before(sentence: str, end: int) -> str:
    """The last clause that ends before a place, and the marks that end it."""
    last = end
    while last and sentence[last - 1] in _CONTEXT_MARKS:
        last -= 1
    first = last
    while first and sentence[first - 1] not in _CONTEXT_MARKS:
        first -= 1
    return sentence[first:end]


def _name(before: str, after: str, figure: _Found, told: str, earlier: str) -> str:
    """What a figure says, from the words next to it; ``told`` is the name of the sentence's figure before it."""
    lead, follow = clean_before(before), clean_after(after)
    if _AWARD.fullmatch(lead):  # 获……一等奖1项、二等奖2项: what was won is said once
        return _AWARD.sub("", told) + lead if _AWARD.search(told) else lead
    if _COMPARED.match(lead):
        return _joined(_COMPARED.split(told)[0], lead)
    if re.match(r"占(?!地)", before.strip()) or re.match(r"占(?!地)", lead):
        return _joined(told, lead if lead.startswith("占") else f"占{lead}")
    if lead and (means_indicator(lead) or _BARE_NAME.search(lead)):
        return _joined(follow, lead) if lead in {"总面积", "面积", "总投资", "价值"} else lead
    return _phrase(lead, follow, after, figure) or _context(earlier, lead)


def _phrase(lead: str, follow: str, after: str, figure: _Found) -> str:
    """The phrase that a figure stands in: what is counted follows it, or leads up to it."""
    share = figure.unit in {"%", "‰", "个百分点"}
    if figure.unit in _MEASURES and lead and after.startswith("的") and follow:
        return follow + lead if len(lead) <= 6 else follow
    if len(follow) >= 2 and (is_bare_verb(lead) or not share) and re.match(r"(?:以上|左右)?的?\w", after):
        return follow if is_bare_verb(lead) or len(lead) > 14 else _joined(lead, follow)
    if not is_bare_verb(lead):
        return lead
    return follow if len(follow) >= 2 else ""


def _context(earlier: str, lead: str) -> str:
    """What the clause before says, where a figure's own says nothing (共计31个)."""
    context = clean_before(earlier.rstrip(_CONTEXT_MARKS))
    return _joined(context, lead) if len(context) >= 2 and not is_bare_verb(context) else ""


def _joined(first: str, second: str) -> str:
    return first + second if len(first) + len(second) <= 40 and second not in first else (second or first)


class _Years:
    """The years that a sentence names, opened for asking which was the last before a place."""

    def __init__(self, sentence: str, default: int | None) -> None:
        """Take a sentence, and the year of figures before which it names none."""
        named = [(match.end(), int(match[1])) for match in _YEAR.finditer(sentence) if match[1] >= "2000"]
        self._ends, self._years = [end for end, _ in named], [default, *(year for _, year in named)]
        many = _MANY_YEARS.search(sentence)
        self._many = many.end() if many else len(sentence) + 1  # behind it no figure is of one year

    def before(self, place: int) -> int | None:
        """The year of a figure that begins there; None where the sentence speaks of several."""
        return None if self._many <= place else self._years[bisect_right(self._ends, place)]
