"""Finds enterprises that bear no typed word (富士康, 特变电工): known names, and lists of companies."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vocgraph.extract.generic import words
from vocgraph.extract.names import Found
from vocgraph.extract.places import only_place
from vocgraph.extract.stops import stop_before
from vocgraph.gazetteer import company_short_names, is_known_company
from vocgraph.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_KIND = EntityKind.ENTERPRISE
_LIST_END = re.compile(
    r"等(?:[\d一二三四五六七八九十百余多几]+[家个]?|国内外|国际|国内|省内外|本地|本土|多家|一批|行业|知名|著名|"
    r"优质|龙头|头部|领先|领军|骨干|大型|重点|优秀|紧密|合作|先进|制造|型|装备|产教融合|高新技术|专精特新|世界|"
    r"全球|\d+强|“[^”]{1,8}”|"
    r"德国|中国|国有|民营|上市|中小微?|相关|企业|上下游|汽车|高端|化工|的|、){0,8}?(?:企业|公司|集团|厂商|"
    r"用人单位|央企|国企)|等(?=合作|联合|共建|共同|开展|签订|签约|建立)|(?<=[\u4e00-\u9fff])(?=(?:合作|联合|共同)?(?:共建|签订|签署|签约))"
)
_SPLIT = re.compile(r"、|和|与|及|以及")
_ORDINARY = re.compile(
    r"政府|部门|行业|协会|学校|高校|院校|学院|企业|机构|单位|专业|园区|科研|教师|学生|技术$|课程|人才|资源|项目|"
    r"岗位|平台|基地|中心|标准|领域|产业|培训|教育|就业|管理|服务|研发|生产|活动|社区|医院|银行业|大学|专家|部$|"
    r"班$|站$|室$|设计|"
    r"调研|实习|装备$|制造$|销售|建设|开展|合作|培养|乡|村|镇|县|[省市区]$|人员|家长|公司制|专精特新|小巨人|"
    r"上市|规上|中小|微型|龙头|骨干|领军|高新|产教|头部|本地|民营|国有|外资|[0-9一二三四五六七八九十]+[家个所]|"
    r"智能化|数字化|用人|股东|客户|供应商|老师|同学|方面|成员"
)
_BUILDER = re.compile(r"(?:^|[，。；、]|学校|学院)与(?P<name>[\u4e00-\u9fff]{3,8}?)(?:合作|联合|共同)?共建")
_TRADE = re.compile(r"(?:科技|集团|电子|智能|数控|重工|股份|物流|汽车|机械|新材料|能源)$")
_BRANDLIKE = re.compile(r"^[\u4e00-\u9fffA-Za-z·（）()-]{2,14}$")
_RIGHT = re.compile(
    r"、|等|公司|集团|[”\"]?(?:订单|冠名|学徒|专班|现场工程师|班)|合作|共建|联合|共同|签|企业|有限|（|股份|实习|就业|，"
)
_COOPERATION = re.compile(r"企业|共建|基地|中心|公司|合作|订单|冠名|就业|实习|产业学院|集团|现场工程师|学徒|签约|走访")

# Companies whose short name is an everyday word, a place or a website too.
_EVERYDAY = words(
    """
    联想 小米 美的 百度 新浪 搜狐 网易 微软 红太阳 新文化 新世界 新大陆 蒙娜丽莎 索菲亚 太阳鸟 陆家嘴 徐家汇 王府井
    白云山 华侨城 步步高 万年青 大东南 全新好 设研院 百花村 新产业 新希望 万达 中粮 东方明珠 亚马逊 新华网 人民网
    中国高科 万里石 同济堂
    """
)


def find_brands(text: str) -> Iterator[Found]:
    """Yield suffix-less enterprises; a short name that is also a word needs company beside it."""
    yield from _known(text)
    yield from _classes(text)
    yield from _builders(text)
    for end in _LIST_END.finditer(text):
        yield from _listed(text, end.start())


@cache
def _by_beginning() -> dict[str, tuple[str, ...]]:
    """The known names by their first two characters, longest first."""
    table: dict[str, list[str]] = {}
    for name in company_short_names():
        if len(name) >= 2:
            table.setdefault(name[:2], []).append(name)
    return {first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in table.items()}


def _known(text: str) -> Iterator[Found]:
    if not _COOPERATION.search(text):
        return
    names_from = _by_beginning()
    for at in range(len(text) - 1):
        for name in names_from.get(text[at : at + 2], ()):
            if not text.startswith(name, at):
                continue
            end = at + len(name)
            clean = (
                at == 0
                or text[at - 1] in "，。；：、（(“‘与和及同在对赴为向给等是到由级届"
                or stop_before(text, at) > 0
            )
            sure = name not in _EVERYDAY or re.match(r"公司|集团|[”\"]?(?:订单|冠名|学徒)?班", text[end:])
            if clean and sure and _RIGHT.match(text, end):
                yield Found(at, end, _KIND, "known-company", weight=0)
            break


def _classes(text: str) -> Iterator[Found]:
    """“蓝海海外”“比亚迪”等冠名班: a class bears its company's name; only known companies are taken."""
    for match in re.finditer(
        r"“(?P<name>[^”]{2,10})”(?=(?:[、，]?“[^”]{2,12}”)*(?:、)?等?[^，。；]{0,4}(?:冠名|订单|学徒)?班)", text
    ):
        if is_known_company(match["name"]):
            yield Found(*match.span("name"), _KIND, "named-class", weight=0)


def _builders(text: str) -> Iterator[Found]:
    """Partners of "与甲共建…，与乙共建…": unknown ones are companies when another surely is, or by a trade word."""
    partners = [m for m in _BUILDER.finditer(text) if not _ORDINARY.search(m["name"]) and not only_place(m["name"])]
    sure = any(is_known_company(m["name"]) or _TRADE.search(m["name"]) for m in partners)
    for match in partners:
        if _TRADE.search(match["name"]) or (sure and len(partners) > 1):
            yield Found(*match.span("name"), _KIND, "builder", weight=0)


def _listed(text: str, end: int) -> Iterator[Found]:
    """Items of "与A、B、C等…企业": all are companies when one of them surely is."""
    items: list[tuple[int, int]] = []
    stop = end
    while True:
        begin = stop
        while (
            begin > 0
            and stop - begin < 22
            and text[begin - 1] not in "，。；：！？、“”（《\n"
            and text[begin - 1] not in "与和及"
            and not stop_before(text, begin)
        ):
            begin -= 1
        if begin == stop:
            break
        items.append((begin, stop))
        if (
            begin == 0
            or text[begin - 1] not in "、和及与"
            or (text[begin - 1] in "与和" and begin >= 2 and len(items) > 1 and stop_before(text, begin - 1))
        ):
            break
        if text[begin - 1] == "与" and len(items) > 1:
            break
        stop = begin - 1
    names = [
        (a, b)
        for a, b in items
        if _BRANDLIKE.match(text[a:b]) and not _ORDINARY.search(text[a:b]) and not only_place(text[a:b])
    ]
    sure = any(
        is_known_company(text[a:b]) == "listed"
        or re.search(
            r"(?:公司|集团|股份|科技|重工|智能|机械|电子|电气|汽车|能源|药业|物流|新材料|机器人|数控|软件)$", text[a:b]
        )
        for a, b in items
    )
    vouched = sum(is_known_company(text[a:b]) is not None for a, b in names)
    if sure or vouched >= 2 or (vouched and len(names) == 1):
        for begin, stop in reversed(names):
            yield Found(begin, stop, _KIND, "company-list", weight=0)
