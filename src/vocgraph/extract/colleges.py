"""Finds industrial colleges (产业学院, 现场工程师学院 …), alone and in lists that share one head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vocgraph.extract.names import Found, left_edge, strip_level
from vocgraph.extract.places import only_place, place_length
from vocgraph.model import EntityKind

_HEAD = re.compile(r"(?:现代|特色)?(?:产业学院|现场工程师学院|产业研究学院|企业学院)(?!集群|群|院长)")
_KIND = EntityKind.INDUSTRIAL_COLLEGE
# What stands before 产业学院 without naming one.
_GENERIC = re.compile(
    r"^(?:现代|特色|优秀|区域性?|县市?区|高端|高端制造|省级|市级|国家级|校级|示范性?|重点|行业|专业|新型|实体化|校企|共建|多元|多元化|高水平|混合所有制|"
    r"[\d一二三四五六七八九十多几两]+[个所家]?|\d{4}年度?|以|全|各|类|该|新|县域|乡镇|园区|企业|产教融合|双主体|N\+1|“?[一二三四五六]位一体”?|“?N\+1”?现代|建设|学院|一批|若干|集|与|和|等|个|"
    r"人才(?:联合)?培养|联合培养|实习|实训|创新|创业|优质|标杆|典型|地方|数字化|智能化|品牌|专业群|专业特色|省级现代|市级现代|国家级现代|省级示范性?)*$"
)
_SHARED = re.compile(
    r"(?P<items>[^，。；：！？\n]{2,120}?)(?:等)?(?:[\d一二三四五六七八九十两多]+)[个所家]?(?:特色|优质|省级|市级|校级|国家级)?(?P<head>(?:现代)?产业学院)"
)


def find_colleges(text: str) -> Iterator[Found]:
    """Yield named industrial colleges, in reading order; unnamed ones (8所现代产业学院) are left out."""
    for head in _HEAD.finditer(text):
        shared = list(_shared_head(text, head))
        if shared:
            yield from shared
            continue
        edge = left_edge(text, head.start(), joins=True, dots=True)
        start = edge.start
        name = text[start : head.end()]
        start += len(name) - len(strip_level(name))
        core = text[start : head.start()].strip("“”‘’")
        if len(core) < 2 or _GENERIC.match(core) or _GENERIC.match(core[place_length(core) :]) or only_place(core):
            continue
        yield Found(start, head.end(), _KIND, f"head-{head.group()[-4:]}-{edge.border}", weight=2)


def _shared_head(text: str, head: re.Match[str]) -> Iterator[Found]:
    """Items of "A、B、C等8所现代产业学院"; each implies its full name, item + 产业学院."""
    count = re.search(r"(?:等)?\s*[\d一二三四五六七八九十两多]+\s*[个所家](?:特色|优质|省级|市级|校级|国家级|现代)*$", text[: head.start()])
    if count is None or count.start() == 0 or text[count.start() - 1] in "，。；：！？、":
        return
    end = count.start()
    items: list[tuple[int, int]] = []
    while True:
        begin = _item_start(text, end)
        if begin == end:
            break
        items.append((begin, end))
        if begin == 0 or text[begin - 1] not in "、和及与":
            break
        end = begin - 1
    if len(items) < 2:
        return
    for begin, stop in reversed(items):
        item = text[begin:stop].strip("“”‘’")
        inside = text.find(item, begin)
        if 2 <= len(item) <= 18 and not _GENERIC.match(item):
            whole = item if item.endswith("学院") else item + "产业学院"
            yield Found(inside, inside + len(item), _KIND, "shared-head", implied="" if whole == item else whole, weight=3)


def _item_start(text: str, end: int) -> int:
    """Where the list item that ends at ``end`` begins; 与 may stand inside it (美妆与新材料)."""
    return left_edge(text, end, joins=True, limit=18, orgs=False).start
