"""Finds industrial colleges (产业学院, 现场工程师学院 …), alone and in lists that share one head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.extract.generic import COLLEGE, made_of
from vocgraph.extract.names import Found, left_edge, strip_level
from vocgraph.extract.places import only_place, place_length
from vocgraph.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = re.compile(r"(?:现代|特色)?(?:产业学院|现场工程师学院|产业研究学院|企业学院)(?!集群|群|院长)")
_KIND = EntityKind.INDUSTRIAL_COLLEGE
_COUNT = re.compile(r"等?\s*[\d一二三四五六七八九十两多]+\s*[个所家](?:特色|优质|省级|市级|校级|国家级|现代)*$")
_BUILT = re.compile(
    r"(?:共建|(?:共同|联合|合作|携手)(?:成立|组建|建立|打造|建设|创建|设立|创办|开办))(?:了)?[“]?(?P<name>(?P<core>[\u4e00-\u9fffA-Za-z]{2,12}?)学院)"
)
_PARTNER = re.compile(r"(?:公司|集团|企业|股份|科技)[^。；]{0,40}$|与[\u4e00-\u9fffA-Za-z]{2,8}[^。；，]{0,4}$")
_NO_COLLEGE = re.compile(
    r"产业|二级|社区|老年|国际|海外|丝路|工匠|乡村|开放|马克思|职业|技师|师范|发展|特色|教师|大学|、|现场工程师|"
    r"混合所有制|一批|\d|[一二三四五六七八九十]个|等"
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
        if len(core) < 2 or made_of(core, COLLEGE) or made_of(core[place_length(core) :], COLLEGE) or only_place(core):
            continue
        yield Found(start, head.end(), _KIND, f"head-{head.group()[-4:]}-{edge.border}", weight=2)
    yield from _named_after_partner(text)


def _named_after_partner(text: str) -> Iterator[Found]:
    """Colleges without 产业 in their name: "共建华为ICT学院"; built with a partner, or named after a known company."""
    for match in _BUILT.finditer(text):
        core = match["core"]
        if (
            not _NO_COLLEGE.search(core)
            and not place_length(core)
            and _PARTNER.search(text, max(0, match.start() - 120), match.start())
        ):
            yield Found(*match.span("name"), _KIND, "built-college", weight=3)


def _shared_head(text: str, head: re.Match[str]) -> Iterator[Found]:
    """Items of "A、B、C等8所现代产业学院"; each implies its full name, item + 产业学院."""
    count = _COUNT.search(text, max(0, head.start() - 20), head.start())
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
        if 2 <= len(item) <= 18 and not made_of(item, COLLEGE):
            whole = item if item.endswith("学院") else item + "产业学院"
            yield Found(
                inside, inside + len(item), _KIND, "shared-head", implied="" if whole == item else whole, weight=3
            )


def _item_start(text: str, end: int) -> int:
    """Where the list item that ends at ``end`` begins; 与 may stand inside it (美妆与新材料)."""
    return left_edge(text, end, joins=True, limit=18, orgs=False).start
