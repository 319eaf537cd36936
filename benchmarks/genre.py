"""Makes reports and passages like those of the genre, as many as wanted: seeded, with invented names.

    python benchmarks/genre.py FOLDER [--reports 1000]    writes report files

Every sentence is a pattern of the genre filled by draws whose frequencies fall as Zipf's law says: few partners are
named everywhere and most of them once, few words are common and most are rare. Report i depends on the seed and i
alone, so a longer series starts with the shorter one. Names are put together from syllables and real places; topics are
the thesaurus's, other words and their frequencies those of jieba's dictionary. No text of a real report is in it.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vocgraph import gazetteer
from vocgraph.ontology import concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SEED = 7
YEARS = (2019, 2020, 2021, 2022, 2023, 2024)  # every institution reports in each of them
_SYLLABLES = "华云天海中金新明德信远达恒创智博宏盛安泰瑞祥康宁嘉合力科兴业晨星辰宇航蓝青禾碧波江河山川林森木石玉龙"
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹"
_TRADES = tuple(
    """
    智能装备 电子信息 新能源汽车 生物医药 现代物流 数控机床 工业机器人 新材料 建筑工程 轨道交通 化工
    农业科技 食品加工 电子商务 文化创意 护理 酒店管理 环保 航空 软件 集成电路 物联网 供应链 陶瓷 烟花
    纺织服装 工程机械 大数据 人工智能 模具
    """.split()  # noqa: SIM905 - shorter than a list
)
_MAJORS = tuple(
    """
    机电一体化技术 数控技术 工业机器人技术 新能源汽车技术 汽车检测与维修技术 软件技术 大数据技术
    物联网应用技术 计算机网络技术 护理 助产 药品生产技术 应用化工技术 建筑工程技术 工程造价
    大数据与会计 电子商务 现代物流管理 旅游管理 学前教育 环境艺术设计 现代农业技术 园林技术 畜牧兽医
    食品质量与安全 服装与服饰设计 铁道机车 城市轨道交通运营管理 人工智能技术应用 电气自动化技术
    """.split()  # noqa: SIM905 - shorter than a list
)
_TITLES = ("董事长", "总经理", "副校长", "教授", "高级工程师", "技能大师", "驻村第一书记", "辅导员")
_OFFICES = ("教育局", "人力资源和社会保障局", "农业农村局", "工业和信息化局", "文化和旅游局", "乡村振兴局")
_CHAPTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("人才培养", ("立德树人", "专业建设", "课程教学", "学生发展", "招生就业", "创新创业")),
    ("服务贡献", ("服务行业企业", "服务地方发展", "服务乡村振兴", "服务社区与终身学习", "技术研发与推广")),
    ("文化传承", ("传承工匠精神", "传承红色基因", "传承中华优秀传统文化", "非遗技艺进校园")),
    ("国际合作", ("留学生培养", "服务“一带一路”", "国际标准与课程", "师生交流")),
    ("产教融合", ("校企双元育人", "产业学院建设", "产教联合体与共同体", "实训基地", "现代学徒制")),
    ("发展保障", ("党建引领", "政策落实", "教师队伍", "质量保证体系", "经费保障")),
    ("面临挑战", ("主要问题", "对策与展望")),
)
_PROSE = tuple(
    """
    {school}与{firm}签订校企合作协议，共建{brand}{trade}产业学院，共同制定{major}专业人才培养方案，开发{noun}课程{n}门。
    {school}牵头成立{region}{trade}行业产教融合共同体，{firm}、{firm}、{other}等{n}家单位为理事单位，联合开展{topic}。
    {year}年，学校围绕{topic}开展{noun}{verb}，投入经费{money}万元，惠及学生{people}人，较上年增长{share}%。
    学校把{topic}作为{noun}的抓手，健全{noun}机制，{verb}{noun}，形成了“{word}{word}”的育人模式。
    {major}专业{year}届毕业生{people}人，毕业去向落实率{rate}%，专业对口率{rate}%，月均收入{pay}元，用人单位满意度{rate}%。
    学校现有专任教师{people}人，其中双师型教师占比{rate}%，高级职称{n}人，聘请{firm}{post}{person}为产业教授。
    在{contest}中，{major}专业学生{person}、{person}获得{prize}，指导教师{person}获评优秀指导教师。
    {school}组织师生{people}人赴{place}开展{topic}，{verb}{noun}{n}次，为{village}村民提供{noun}服务。
    依托{brand}{trade}实训基地，学校为{firm}开展职工培训{people}人次，{noun}到款额{money}万元。
    学校与{office}合作，面向{place}农民、退役军人、下岗职工开展{noun}培训{n}期，培训{people}人日。
    一是{verb}{noun}，完善{noun}；二是{verb}{noun}，强化{noun}；三是{verb}{noun}，打造{word}{noun}品牌。
    {topic}与{topic}相结合，{noun}、{noun}和{noun}贯穿教学全过程，学生{noun}明显提高。
    学校承办{contest}，来自{n}所院校的{people}名选手参加了{noun}赛项，{firm}提供设备和技术支持。
    {firm}捐赠价值{money}万元的{noun}设备，设立“{brand}”奖学金，每年资助家庭经济困难学生{n}名。
    学校获批{level}{topic}项目{n}项，建成{level}在线精品课程{n}门，出版活页式教材{n}部，授权专利{n}件。
    {post}{person}带领团队{verb}{noun}，攻克{noun}{noun}难题{n}个，为企业增加效益{money}万元。
    目前，{noun}还不能完全适应{trade}产业的需要，{noun}有待{verb}，{topic}的力度仍需加大。
    生均教学科研仪器设备值{pay}元，生均图书{n}册，校内实践教学工位数{people}个，生师比{n}:1。
    学校在{country}设立“{brand}工坊”，输出{major}专业标准{n}个，培养{noun}人才{people}人，{verb}{noun}。
    {noun}{verb}{noun}，{noun}{noun}{verb}，{word}、{word}与{noun}相互{verb}，{noun}得到{verb}。
    聚焦{place}{trade}产业链，学校动态调整专业，新增{major}专业，形成以{major}、{major}为核心的专业群。
    {school}加入由{other}牵头的{region}{trade}产教联合体，与{firm}共建{level}开放型区域产教融合实践中心。
    通过{noun}平台，{rate}%的学生参与了{topic}，{noun}合格率达{rate}%，{noun}建设取得阶段性成果。
    学校深入实施{topic}，{verb}{noun}，将{noun}融入{noun}，{village}的{noun}销售额达{money}万元。
    """.split()  # noqa: SIM905 - shorter than a list
)
_CASE_TITLES = (
    "{word}{noun}：{topic}的实践与探索",
    "校企携手共建{trade}产业学院，{verb}{noun}",
    "{brand}工坊：{noun}走进{country}",
    "“{word}{word}”赋能{topic}",
    "{person}：从{place}走出的技能之星",
    "{firm_short}现代学徒制：{noun}{verb}",
    "以{topic}助力{village}振兴",
)
_CAPTIONS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "校企合作企业一览表",
        ("序号", "合作企业", "合作专业", "合作形式"),
        ("{row}", "{firm}", "{major}", "共建{brand}产业学院"),
    ),
    (
        "各专业毕业生就业情况统计表",
        ("序号", "专业名称", "毕业生数", "毕业去向落实率"),
        ("{row}", "{major}", "{people}", "{rate}%"),
    ),
    (
        "学生技能竞赛获奖情况一览表",
        ("序号", "赛项名称", "获奖学生", "获奖等级"),
        ("{row}", "{contest}", "{person}", "{prize}"),
    ),
    (
        "社会培训项目一览表",
        ("序号", "项目名称", "委托单位", "培训人次"),
        ("{row}", "{noun}培训", "{office}", "{people}"),
    ),
    ("资源建设计分卡", ("指标", "单位", "上年", "本年"), ("{noun}数", "项", "{n}", "{n}")),
)
_COUNTRIES = ("泰国", "老挝", "柬埔寨", "印度尼西亚", "马来西亚", "埃及", "肯尼亚", "乌兹别克斯坦", "巴基斯坦", "越南")
_LEVELS = ("国家级", "省级", "市级", "校级")
_PRIZES = ("一等奖", "二等奖", "三等奖", "金奖", "优胜奖")
_SLOT = re.compile(r"\{(\w+)\}")
_LINE = 37  # characters of a printed line


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as a reader of the genre would cut it, with what it can be filtered by."""

    report: str
    institution: str
    province: str
    year: int
    kind: str  # prose, case or table
    heading: tuple[str, ...]
    case: str | None
    caption: str | None
    text: str

    @property
    def whole(self) -> str:
        """What is indexed where an index knows one text only: case title, innermost headings, caption and text."""
        return "\n".join(part for part in (self.case, *self.heading[-2:], self.caption, self.text) if part)


class _Zipf:
    """Draws from things in order of frequency; ``weights`` where their real frequencies are known."""

    def __init__(self, things: Sequence[str], weights: Sequence[float] | None = None) -> None:
        self._things = things
        self._sums = list(itertools.accumulate(weights or [1 / (rank + 2) for rank in range(len(things))]))

    def draw(self, source: random.Random) -> str:
        return source.choices(self._things, cum_weights=self._sums)[0]


@dataclass(frozen=True, slots=True)
class _Words:
    nouns: _Zipf
    verbs: _Zipf
    rare: _Zipf
    topics: _Zipf
    places: _Zipf
    firms: _Zipf
    contests: _Zipf
    schools: tuple[str, ...]
    regions: tuple[tuple[str, str], ...]  # province and a city of it


@cache
def _words() -> _Words:
    """What all reports draw from; the same for every seed."""
    source = random.Random(0)
    nouns, verbs = _dictionary("n", "an", "nz"), _dictionary("v", "vn")
    topics = sorted({label for concept in concepts() for label in (concept.pref_zh, *concept.alt_zh) if len(label) > 1})
    source.shuffle(topics)
    places = sorted({division.name for division in gazetteer.divisions() if division.level == "county"})
    source.shuffle(places)
    cities = [division for division in gazetteer.divisions() if division.level == "city"]
    regions = tuple((division.region.province, division.name) for division in cities)
    return _Words(
        nouns=_Zipf([word for word, _ in nouns], [count for _, count in nouns]),
        verbs=_Zipf([word for word, _ in verbs], [count for _, count in verbs]),
        rare=_Zipf([word for word, _ in (*nouns, *verbs)]),
        topics=_Zipf(topics),
        places=_Zipf(places),
        firms=_Zipf([_firm(source) for _ in range(60_000)]),
        contests=_Zipf([_contest(source) for _ in range(2_000)]),
        schools=tuple(_school(source, regions) for _ in range(3_000)),
        regions=regions,
    )


def _dictionary(*kinds: str) -> list[tuple[str, int]]:
    """Words of two to four characters of these parts of speech with their counts, the commonest 30,000 first."""
    found = importlib.util.find_spec("jieba")
    assert found is not None
    assert found.origin is not None
    lines = (Path(found.origin).parent / "dict.txt").read_text(encoding="utf-8").split("\n")
    rows = [line.split(" ") for line in lines if line]
    words = [(row[0], int(row[1])) for row in rows if row[2] in kinds and re.fullmatch("[\u4e00-\u9fff]{2,4}", row[0])]
    return sorted(words, key=lambda row: (-row[1], row[0]))[:30_000]


def _brand(source: random.Random) -> str:
    return "".join(source.choices(_SYLLABLES, k=source.choice((2, 2, 2, 3))))


def _firm(source: random.Random) -> str:
    city = source.choice(gazetteer.divisions()).short
    form = source.choice(("有限公司", "有限公司", "股份有限公司", "集团"))
    return f"{city}{_brand(source)}{source.choice(_TRADES)}{form}"


def _contest(source: random.Random) -> str:
    named = f"“{_brand(source)}杯”全国{source.choice(_TRADES)}技能大赛"
    which = source.choice(("全国职业院校技能大赛", "全省职业院校技能竞赛", named))
    return f"{which}{source.choice(_MAJORS)}赛项"


def _school(source: random.Random, regions: Sequence[tuple[str, str]]) -> str:
    place = source.choice(regions)[1].removesuffix("市")
    return f"{place}{_brand(source)}{source.choice(('职业技术学院', '职业学院', '工业职业技术学院', '职业技术学校'))}"


def home(number: int, *, seed: int = SEED) -> tuple[str, str, str]:
    """Province, city and name of the institution that report i is of."""
    place = random.Random(f"{seed}/institution {number // len(YEARS)}")
    province, city = place.choice(_words().regions)
    brand, kind = _brand(place), place.choice(("职业技术学院", "职业学院", "工业职业技术学院"))
    return province, city, f"{city.removesuffix('市')}{brand}{kind}"


def company(source: random.Random) -> str:
    """One of the enterprises that all reports draw from."""
    return _words().firms.draw(source)


def contest(source: random.Random) -> str:
    """One of the competitions that all reports draw from."""
    return _words().contests.draw(source)


class _Writer:
    """Fills patterns for one report."""

    def __init__(self, number: int, seed: int) -> None:
        self.source = source = random.Random(f"{seed}/{number}")
        words = _words()
        self.province, city, self.institution = home(number, seed=seed)
        self.year = YEARS[number % len(YEARS)]
        self.report = f"report-{number:05}"
        number_between = source.randint
        self._slots: dict[str, Callable[[], str]] = {
            "school": lambda: source.choice(("学校", "学校", "我校", self.institution)),
            "firm": lambda: words.firms.draw(source),
            "firm_short": lambda: words.firms.draw(source)[:6],
            "other": lambda: source.choice(words.schools),
            "brand": lambda: _brand(source),
            "trade": lambda: source.choice(_TRADES),
            "major": lambda: source.choice(_MAJORS),
            "region": lambda: source.choice(("全国", self.province, city)),
            "place": lambda: words.places.draw(source),
            "village": lambda: f"{source.choice(_SYLLABLES)}{source.choice(_SYLLABLES)}村",
            "topic": lambda: words.topics.draw(source),
            "noun": lambda: words.nouns.draw(source),
            "verb": lambda: words.verbs.draw(source),
            "word": lambda: words.rare.draw(source),
            "contest": lambda: words.contests.draw(source),
            "office": lambda: f"{words.places.draw(source)}{source.choice(_OFFICES)}",
            "person": lambda: source.choice(_SURNAMES) + "".join(source.choices(_SYLLABLES, k=source.choice((1, 2)))),
            "post": lambda: source.choice(_TITLES),
            "prize": lambda: source.choice(_PRIZES),
            "level": lambda: source.choice(_LEVELS),
            "country": lambda: source.choice(_COUNTRIES),
            "year": lambda: str(self.year - source.choice((0, 0, 1))),
            "n": lambda: str(number_between(2, 60)),
            "people": lambda: str(number_between(10, 9_000)),
            "money": lambda: f"{number_between(100, 500_000) / 100:.2f}",
            "share": lambda: f"{number_between(10, 3_000) / 100:.2f}",
            "rate": lambda: f"{number_between(6_000, 9_999) / 100:.2f}",
            "pay": lambda: str(number_between(2_500, 30_000)),
        }

    def fill(self, pattern: str, **given: str) -> str:
        parts = _SLOT.split(pattern)
        parts[1::2] = [given[name] if name in given else self._slots[name]() for name in parts[1::2]]
        return "".join(parts)

    def sentences(self, least: int, most: int) -> str:
        return "".join(self.fill(self.source.choice(_PROSE)) for _ in range(self.source.randint(least, most)))


def report_passages(number: int, *, seed: int = SEED) -> Iterator[Passage]:
    """The passages of one report in order, about 125 of about 300 characters each."""
    writer = _Writer(number, seed)
    source = writer.source

    def passage(kind: str, heading: tuple[str, ...], text: str, *, case: str = "", caption: str = "") -> Passage:
        ends = writer.institution, writer.province, writer.year, kind, heading, case or None, caption or None, text
        return Passage(writer.report, *ends)

    for chapter, (title, sections) in enumerate(_CHAPTERS, start=1):
        for section, name in enumerate(sections, start=1):
            heading = f"{chapter} {title}", f"{chapter}.{section} {name}"
            for _ in range(source.randint(1, 4)):
                yield passage("prose", heading, writer.sentences(3, 7))
            if source.random() < 0.45:
                case = writer.fill(source.choice(_CASE_TITLES))
                for _ in range(source.choice((1, 2, 2, 3))):
                    yield passage("case", heading, writer.sentences(5, 8), case=case)
            if source.random() < 0.4:
                caption, columns, cells = source.choice(_CAPTIONS)
                rows = source.randint(6, 20)
                for start in range(0, rows, 8):
                    numbers = range(start + 1, min(rows, start + 8) + 1)
                    lines = [[writer.fill(cell, row=str(row)) for cell in cells] for row in numbers]
                    text = "\n".join(
                        "；".join(f"{column}：{cell}" for column, cell in zip(columns, line, strict=True))
                        for line in lines
                    )
                    yield passage("table", heading, text, caption=f"表 {chapter}-{section} {caption}")


def passages(count: int, *, seed: int = SEED) -> Iterator[Passage]:
    """The first so many passages of the endless series of reports."""
    endless = (passage for number in itertools.count() for passage in report_passages(number, seed=seed))
    return itertools.islice(endless, count)


def report_text(number: int, *, seed: int = SEED) -> str:
    """One report as its text file would be: title, outline, cases, tables, and lines broken in the middle of words."""
    parts: list[str] = []
    heading: tuple[str, ...] = ("", "")
    case = caption = None
    cases = 0
    for passage in report_passages(number, seed=seed):
        if not parts:
            parts += [passage.institution, f"高等职业教育质量年度报告（{passage.year}）"]
        if passage.heading[0] != heading[0]:
            parts.append(passage.heading[0])
        if passage.heading[1] != heading[1]:
            parts.append(passage.heading[1])
        if passage.case and passage.case != case:
            cases += 1
            parts.append(f"案例 {passage.heading[0].split(' ')[0]}-{cases} {passage.case}")
        if passage.caption:
            lines = [[cell.split("：", 1) for cell in line.split("；")] for line in passage.text.split("\n")]
            if (passage.caption, passage.heading) != (caption, heading):
                parts += [passage.caption, " ".join(column for column, _ in lines[0])]
            parts += [" ".join(cell for _, cell in line) for line in lines]
        else:
            text = passage.text
            parts += [text[at : at + _LINE] for at in range(0, len(text), _LINE)]
        heading, case, caption = passage.heading, passage.case, passage.caption
    return "\n\n".join(parts) + "\n"


def write_reports(folder: Path, count: int, *, seed: int = SEED) -> int:
    """Write so many report files; how many characters they hold together."""
    folder.mkdir(parents=True, exist_ok=True)
    characters = 0
    for number in range(count):
        text = report_text(number, seed=seed)
        (folder / f"report-{number:05}.txt").write_text(text, encoding="utf-8")
        characters += len(text)
    return characters


def main() -> None:
    """Write report files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=SEED)
    wanted = parser.parse_args()
    print(f"{write_reports(wanted.folder, wanted.reports, seed=wanted.seed):,} characters")


if __name__ == "__main__":
    main()
