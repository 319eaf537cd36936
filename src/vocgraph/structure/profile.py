"""Reads what a report says about itself: title, institution, place, year, publisher, date."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from vocgraph import gazetteer
from vocgraph.model import Profile, Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vocgraph.structure.lines import Line

_OPENING = 80  # lines before the body that are read as cover and imprint
_SCHOOL = (
    r"(?:职业技术大学|职业大学|职业技术学院|职业学院|高等专科学校|专科学校|技师学院|高级技工学校|技工学校|职业技术学校|职业学校|"
    r"职业高级中学|中等专业学校|中等职业学校|职业中等专业学校|中等职业技术学校|职业中专|职教中心|职业教育中心(?:学校)?|"
    r"卫生学校|师范学校|艺术学校|体育运动学校|学院|大学|学校)"
)
_OFFICE = (
    r"(?:教育(?:局|厅|委员会|体育局|和体育局)|教体局|人力资源和社会保障(?:局|厅)|"
    r"职业教育.{0,4}(?:中心|研究院|联席会议办公室))"
)
_NAME = re.compile(
    rf"(?:^|[。，；：、（《“\s])((?:[\u4e00-\u9fff]|[（(][\u4e00-\u9fff]{{2,6}}[）)]){{2,16}}?{_SCHOOL})"
    r"(?![\u4e00-\u9fff]{0,2}(?:学院|学校))"
)
_OFFICE_NAME = re.compile(rf"[\u4e00-\u9fff]{{2,12}}?{_OFFICE}")
_REPORT = re.compile(r"质量(?:年度)?报告|质量年报|年度(?:质量)?报告|年度质量|发展年度报告")
_CLOSED = re.compile(
    r"^[^。，；：《]*(?:报告|年报|年度)\s*(?:[（(][^（()）]{2,12}[）)])?\s*$"
)  # a title, not prose about one
_QUOTED = re.compile(r"《([^《》]{6,60}?(?:质量(?:年度)?报告|质量年报)[^《》]{0,16})》")
_KIND = re.compile(r"(?:高等|中等)?(?:职业|技工)教育|人才培养|教育质量|质量|年度|年报|20\d\d|[（(]")
_YEAR = re.compile(r"(20\d\d)\s*(?:[-—–~]\s*20\d\d\s*)?(?:学)?年?")
_HAN_YEAR = re.compile(r"二[〇○零O0]([〇○零O0一二三四五六七八九])([〇○零O0一二三四五六七八九])年")
_DATE = re.compile(r"(20\d\d)\s*[年.\-/]\s*(\d{1,2})\s*(?:[月.\-/]\s*(?:(\d{1,2})\s*日?)?)?")
_HAN_DATE = re.compile(
    r"([二〇○零O0一三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?"
)
_FIELD = re.compile(
    r"(单位名称|发布单位|编制单位|学校名称|院校名称|发布时间|发布日期|编制时间)[^：:]{0,12}[：:]\s*(\S.*)"
)
_JOINT = re.compile(r"产业学院|工程师学院")
_VOCATIONAL = re.compile("职业|技工|技师|专科|中专|职教|中等|卫生学校|师范学校|艺术学校|职高")
_TELLING = 3  # mentions, or one that opens a sentence: a school named less may be a partner
_SCHOOL_WORD = re.compile("职业|技工|技师|专科|中专|职教|卫生|师范|学院|大学")
_NOT_A_NAME = re.compile(
    r"^(?:我|本|该|各|全|高职|中职|职业|普通|高等|中等|二级|所在|学生|一所|附属|合作|省内|国内|同类|公办|民办|优质|示范)|(?:学生|老师|教师|与|和|的|在|为|了|是|等|所).*"
)
_DIGITS = {
    digit: str(value)
    for value, digits in enumerate(("〇○零O0", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for digit in digits
}


def find_profile(lines: Sequence[Line], skip: frozenset[int], *, body: int) -> Profile:
    """The report's own data.

    :param skip: numbers of lines that are furniture or contents.
    :param body: the number of the first line of the first numbered chapter; cover and imprint stand before it.
    """
    shown = [line for line in lines if line.text and line.number not in skip]
    opening = [_tidy(line.text) for line in shown if line.number < body or not body][:_OPENING]
    text = "\n".join(_tidy(line.text) for line in shown)
    joined = re.sub(r"(?<=[^。！？；：])\n", "", text)
    fields = {match.group(1): match.group(2).strip() for line in opening if (match := _FIELD.match(line))}
    title = _title(opening, joined)
    named = next(
        (fields[key] for key in ("学校名称", "院校名称", "单位名称", "发布单位", "编制单位") if key in fields), ""
    )
    school = _institution(title, named, joined, opening)
    region_report = _is_regions(title, named, opening, school)
    publisher = named or (_office(opening) if region_report else "") or school
    institution = (publisher or school) if region_report else school
    return Profile(
        title=title,
        institution=institution,
        institution_type="区域" if region_report else _type_of(institution),
        region=_region(institution, title, joined),
        year=_year(title, joined),
        publisher=publisher,
        published=_published(fields, opening),
    )


_OFTEN = 4  # two mentions by the full name, or four by the short one


def _tidy(text: str) -> str:
    """A line without Markdown marks, and without the spaces that extraction puts around digits."""
    return re.sub(r"(?<=[^\x00-\x7f])[ \t]+|[ \t]+(?=[^\x00-\x7f])", "", text.strip("#* "))


def _title(opening: Sequence[str], joined: str) -> str:
    """The title on the cover, joined over its lines, or as the report cites itself: 《…质量报告（2024年度）》."""
    for at, line in enumerate(opening[:12]):
        if not _REPORT.search(line) or len(line) > 60 or not _CLOSED.search(line):
            continue
        parts = [line]
        for other in reversed(opening[max(0, at - 3) : at]):
            if len(other) > 30 or re.search(r"[。：:]|目录", other) or _DATE.fullmatch(other):
                break
            if _has_name("".join(parts)):
                break
            parts.insert(0, other)
        after = opening[at + 1] if at + 1 < len(opening) else ""
        if re.fullmatch(r"[（(]?\s*20\d\d\s*(?:年度?|学年)?\s*[）)]?", after) and not _YEAR.search(line):
            parts.append(after)
        return re.sub(r"\s+", "", "".join(parts))
    own = Counter(match.group(1) for match in _QUOTED.finditer(joined) if _has_name(match.group(1)))
    return re.sub(r"\s+", "", own.most_common(1)[0][0]) if own else ""


def _has_name(title: str) -> bool:
    return re.search(_SCHOOL, title) is not None or _OFFICE_NAME.search(title) is not None


def _institution(title: str, named: str, joined: str, opening: Iterable[str]) -> str:
    """The reporting school: named in the imprint or the title, else the one that is named most."""
    for source in (named, title):
        match = re.match(rf"(.{{2,24}}{_SCHOOL})(?={_KIND.pattern}|$)", re.sub(r"\s+", "", source))
        if match and not re.search(r"[市省县区](?:中等|高等)?职业(?:院校|学校)$", match.group(1)):
            return match.group(1)
    counts = Counter(
        name
        for name in (re.sub(r"^[由与和及是在]", "", match.group(1)) for match in _NAME.finditer(joined))
        if _SCHOOL_WORD.search(name) and not _NOT_A_NAME.search(name)
    )
    cover = set(opening)
    for name in list(counts):
        opens = len(re.findall(rf"(?:^|[。\n]){re.escape(name)}(?=[^。\n])", joined))
        counts[name] += 50 * (name in cover) + 2 * opens + joined.count(name) * (name in gazetteer.schools())
        if _JOINT.search(name) or (counts[name] < 2 * _TELLING and not _VOCATIONAL.search(name)):
            del counts[name]  # built with a partner, or a university that is named in passing
    best = max(counts.values(), default=0)
    if best < _TELLING:
        return ""
    return min((name for name in counts if counts[name] == best), key=lambda name: (len(name), name), default="")


def _is_regions(title: str, named: str, opening: Sequence[str], school: str) -> bool:
    """Whether the report speaks of a region's schools: its title names a place, and an office answers for it."""
    if named:
        return re.search(_OFFICE + "$", named) is not None
    if title and not re.search(_SCHOOL + rf"(?={_KIND.pattern}|$)", title):
        return bool(gazetteer.leading_places(title)) and (bool(_office(opening)) or not school)
    return False


def _office(opening: Iterable[str]) -> str:
    return next((line for line in opening if len(line) <= 24 and _OFFICE_NAME.fullmatch(line)), "")


def _type_of(name: str) -> str:
    if re.search(r"技工学校|技师学院", name):
        return "技工学校"
    if re.search(r"(?:学院|大学|高等专科学校)$", name):
        return "高等职业院校"
    return "中等职业学校" if name else ""


def _region(institution: str, title: str, joined: str) -> Region:
    """The place by the list of schools, by the name, by a sentence, else the city that the report speaks of most."""
    region = gazetteer.region_of(institution) if institution else Region()
    if not region.province and title:
        region = gazetteer.region_of(title)
    if region.city:
        return region
    counts: Counter[Region] = Counter()
    for division in gazetteer.divisions():
        if division.level == "city" and division.region.province.startswith(region.province):
            said = joined.count(division.name) * 2 + joined.count(division.short) if division.short in joined else 0
            if said:
                counts[division.region] += said
    seated = [place for place in counts if _is_seat(place, joined)]
    if len(seated) == 1:
        return seated[0]
    best = max(counts.values(), default=0)
    if best < _OFTEN:  # a partner's city is named once as well
        return region
    return min((place for place in counts if counts[place] == best), key=lambda place: (place.province, place.city))


def _is_seat(place: Region, joined: str) -> bool:
    """Whether a sentence says that the school lies there."""
    short = re.escape(place.city.removesuffix("市"))
    seat = rf"(?:学校|学院|校区|校园)[^。；]{{0,12}}(?:位于|坐落|地处)[^。；]{{0,20}}{short}"
    return re.search(seat, joined) is not None


def _year(title: str, joined: str) -> int | None:
    """The year of the title; else that of the notice it answers (质量报告（2023年度）); else the commonest."""
    for source in _arabic_years(title):
        return source
    cited = Counter(int(year) for year in re.findall(r"质量(?:年度)?报告[（(]?\s*(20\d\d)\s*年", joined))
    cited.update(
        int(year) for year in re.findall(r"(20\d\d)\s*年?(?:度)?(?:职业教育)?质量(?:年度)?(?:报告|年报)", joined)
    )
    said = cited or Counter(int(year) for year in re.findall(r"(20\d\d)\s*年", joined))
    if not said:
        return None
    best = max(said.values())
    return max(year for year in said if said[year] == best)


def _arabic_years(text: str) -> Iterator[int]:
    for match in _YEAR.finditer(text):
        yield int(match.group(1))
    for match in _HAN_YEAR.finditer(text):
        yield 2000 + int(_DIGITS[match.group(1)] + _DIGITS[match.group(2)])


def _published(fields: dict[str, str], opening: Iterable[str]) -> str:
    """The date of publication, as exact as printed: a field of the imprint, else a date that has a line of its own."""
    for key in ("发布时间", "发布日期", "编制时间"):
        if key in fields and (date := _iso(fields[key])):
            return date
    dates = [_iso(line) for line in opening if _DATE.fullmatch(line.strip("（）() ")) or _HAN_DATE.fullmatch(line)]
    return next((date for date in dates if date), "")


def _iso(text: str) -> str:
    if match := _DATE.search(text):
        year, month, day = match.groups()
    elif match := _HAN_DATE.search(text):
        year = "".join(_DIGITS[digit] for digit in match.group(1))
        month, day = (_small_number(part) if part else None for part in match.groups()[1:])
    else:
        return ""
    if not 1 <= int(month or 0) <= 12:
        return year
    return f"{year}-{int(month or 1):02d}" + (f"-{int(day):02d}" if day and 1 <= int(day) <= 31 else "")


def _small_number(digits: str) -> str:
    tens, ten, ones = digits.rpartition("十")
    value = 10 * int(_DIGITS.get(tens, "1")) if ten else 0
    return str(value + int(_DIGITS.get(ones, "0")))
