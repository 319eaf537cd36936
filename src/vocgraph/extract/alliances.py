"""Finds alliances: 联盟, 产教融合共同体, 产教联合体, 职教集团, 联合会, 理事会."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.extract.generic import ALLIANCE, made_of
from vocgraph.extract.names import Found, left_edge, strip_level
from vocgraph.extract.places import only_place
from vocgraph.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = re.compile(
    r"(?:产教融合|教育|合作|发展|协作|协同|攻防合作)?共同体|(?:市域)?(?:产教|产教融合)?联合体|(?:产教|职业教育|"
    r"协作|校企协作|建设|国际|产业|合作)?联盟|"
    r"(?:职业教育|职教)集团|联合会|理事会"
)
# 命运共同体 ("community of shared destiny"), 中华民族共同体: figures of speech, not organisations.
_FIGURE = re.compile(
    r"命运|民族|利益|生命|情感|文化共同体|学习共同体|责任|价值|小型|师徒|发展共同体$|育人共同体$|创新共同体$|"
    r"教育共同体$|协同共同体$"
)
_ENTERPRISE_TAIL = re.compile(r"公司|有限|股份")


def _earlier(core: str) -> int:
    """The length of another alliance that stands before 和: 生猪产业联盟和|茶叶产业联盟."""
    match = re.match(r".*(?:联盟|共同体|联合体|集团|会)[和与及、]", core)
    return match.end() if match else 0


def find_alliances(text: str) -> Iterator[Found]:
    """Yield named alliances in reading order; figures of speech and unnamed ones are left out."""
    taken = -1
    for head in _HEAD.finditer(text):
        if head.end() <= taken or _ENTERPRISE_TAIL.match(text, head.end()):
            continue
        edge = left_edge(text, head.start(), joins=True, limit=30)
        start = edge.start
        name = text[start : head.end()]
        start += len(name) - len(strip_level(name))
        start += _earlier(text[start : head.start()])
        name = text[start : head.end()]
        core = text[start : head.start()].strip("“”‘’")
        if _FIGURE.search(name[-8:]) or len(name) < 5 or made_of(core, ALLIANCE) or name.endswith("专业联盟"):
            continue
        if (only_place(core) and head.group() in {"联盟", "共同体", "联合会", "理事会"}) or re.search(
            r"“[^”]*、[^”]*”", name
        ):
            continue
        if core.endswith("省") and head.group().startswith("市域"):
            continue
        if name.endswith("理事会") and re.search(r"(?:联合体|共同体|集团|联盟)理事会$", name):
            continue  # the alliance's organ, not another alliance
        if name.endswith(("理事会", "联合会")) and not re.search(r"国际|中国|全国|行业|职业教育|产教", core):
            continue
        taken = head.end()
        yield Found(start, head.end(), EntityKind.ALLIANCE, f"head-{head.group()[-2:]}-{edge.border}", weight=2)
