"""Tells whether a name begins with a place: a division of China or a country."""

from __future__ import annotations

import re
from functools import cache

from vocgraph.gazetteer import divisions

_COUNTRIES = (
    "中国|美国|英国|法国|德国|日本|韩国|朝鲜|俄罗斯|泰国|越南|老挝|缅甸|柬埔寨|马来西亚|新加坡|印度尼西亚|印尼|"
    "印度|菲律宾|文莱|东帝汶|"
    "巴基斯坦|孟加拉国|孟加拉|尼泊尔|斯里兰卡|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦|塔吉克斯坦|土库曼斯坦|蒙古国|"
    "蒙古|伊朗|土耳其|沙特|阿联酋|以色列|"
    "埃及|埃塞俄比亚|肯尼亚|坦桑尼亚|乌干达|卢旺达|尼日利亚|加纳|赞比亚|津巴布韦|南非|刚果|马里|马达加斯加|"
    "科特迪瓦|贝宁|摩洛哥|"
    "意大利|西班牙|葡萄牙|荷兰|比利时|瑞士|奥地利|瑞典|挪威|芬兰|丹麦|爱尔兰|波兰|捷克|匈牙利|罗马尼亚|保加利亚|"
    "塞尔维亚|希腊|乌克兰|白俄罗斯|"
    "加拿大|墨西哥|巴西|阿根廷|智利|秘鲁|古巴|牙买加|澳大利亚|澳洲|新西兰|斐济|东盟|香港|澳门|台湾|中英|中德|"
    "中法|中澳|中泰|中俄|中芬|中巴|中老|中印"
)
_COUNTRY = re.compile(f"^(?:{_COUNTRIES})")


@cache
def _forms() -> frozenset[str]:
    forms: set[str] = set()
    for division in divisions():
        forms.add(division.name)
        if len(division.short) >= 2:
            forms.add(division.short)
    return frozenset(forms)


def place_length(name: str) -> int:
    """How many characters of a division's or country's name ``name`` begins with; 0: none."""
    for end in range(min(len(name), 12), 1, -1):
        if name[:end] in _forms():
            return end
    country = _COUNTRY.match(name)
    return country.end() if country else 0


def abroad(name: str) -> bool:
    """Whether the name begins with a country other than China."""
    return _COUNTRY.match(name) is not None and not name.startswith(("中国", "香港", "澳门", "台湾"))


def only_place(name: str) -> bool:
    """Whether the name is places and nothing else: 湖南省长沙市, 岳麓."""
    at = 0
    while at < len(name):
        if at and name[at] in "、和与及" and at + 1 < len(name):
            at += 1
        step = place_length(name[at:])
        if not step:
            return False
        at += step
    return at > 0
