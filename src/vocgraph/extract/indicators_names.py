"""Names a figure: cleans the words around it, and finds the known indicator that they mean."""

from __future__ import annotations

import re
from functools import cache

from vocgraph import ontology

LONGEST_NAME = 26  # characters of a name that is taken from running text

_LEAD = re.compile(
    r"(?:截[至止](?:到|目前|于)?|目前|现(?=[有共设开建])|今年|当年|本(?:学)?年度?|本学期|上学期|全年|近年来?|一年来|同时|其中|另外|另有|此外|还|并且?|且|已|"
    r"学校(?!师)|我校|学院(?=[现共已拥有])|我院|全校|全市|全省|该校|(?:共|总)计|累计|合计|总计|一共|先后|分别|每年(?!均)|每期|"
    r"(?:19|20)\d{2}(?:\s*[-—–－~至]\s*(?:19|20)?\d{2,4})?\s*(?:学年|年度?|级|届)?(?:上半年|下半年|以来|末|底|初)?|"
    r"\d{1,2}月(?:\d{1,2}日)?(?:底|末|初)?|第?[一二三四]季度|[一二三四五六七八九十]是|的|在(?![校籍岗职线编读])|为|是|有(?!效)|等(?!级)|以来|"
    r"[、，；：:\s（(）)》—–\-])+"
)
_TAIL = re.compile(
    r"(?:为|是|达到?了?|(?<![所享没专])有|(?<!公)共有?|共计|约|大约|将近|接近|近|超过?|突破|不低于|不少于|高达|多达|(?<![生人年户校月])均|各|仅|至|到|增至|升至|增加到|"
    r"提升到|提高到|下降到|合计|总计|累计|分别|(?<![会设统审])计|：|:|逾|了|的|其中|(?<![高中初平])等|已|、|，|（|\(|—|–|-|\s|“|以|在|从|由|于|占比?(?=$))+$"
)
_VERB_ONLY = re.compile(
    r"(?:现|共|拥|设|建|开|配|聘|引进|获|荣|新|立|完成|组织|开展|举办|参加|培训|培养|吸引|覆盖|涵盖|包含|包括|服务|发放|投入|投资|建设|建成|建立|开设|配备|"
    r"引入|共享|选派|派出|邀请|聘请|承担|承办|面向|来自|全国|全体|入选|编写|制定|召开|走访|接待|招收|录取|签订|签约|收集|打造|培育|评选|推荐|选拔|"
    r"[了有共设立得到入的])+"
)
_AFTER_STOP = re.compile(r"[，。；：！？、,;:（(\s]|以及|其中|分别|占(?!地)")
_DEED = re.compile(r"公开|发表|编写|投入|参加|获|开设|招收|录取|累计|新增")
_QUOTES = re.compile(r"[“”‘’\"*《》]")
_COUNT = re.compile(r"(?:总)?(?:人数|人次数?|数量|总数|个数|数|数额|人次|规模)$")
_CUT = re.compile(r"[、，“”《》（）()了在与和对将把从向由]")


def clean_before(text: str) -> str:
    """The words before a figure, without the time, the subject everybody knows and the verb of having."""
    previous, text = None, _QUOTES.sub("", text)
    while previous != text:
        previous = text
        text = _TAIL.sub("", text)
        match = _LEAD.match(text)
        text = text[match.end() :] if match else text
    if len(text) > LONGEST_NAME:
        text = _shorten(text)
    return text


def _shorten(text: str) -> str:
    """The end of a text, from a place where a phrase may begin."""
    tail = text[-LONGEST_NAME:]
    cuts = [match.end() for match in _CUT.finditer(tail) if len(tail) - match.end() >= 4]
    return tail[cuts[0] :] if cuts else tail


def clean_after(text: str) -> str:
    """The words after a figure and its unit, up to where the phrase ends."""
    text = _QUOTES.sub("", text)
    text = re.sub(r"^(?:以上|左右|以内|多|余|及以上|[）)])*的?", "", text)
    stop = _AFTER_STOP.search(text)
    text = text[: stop.start()] if stop else text
    return text[:LONGEST_NAME].strip("的了、是为有与和及到")


def is_bare_verb(text: str) -> bool:
    """Whether the words before a figure only say that something is had or done (现有, 配备, 开设了)."""
    return not text or bool(_VERB_ONLY.fullmatch(text))


@cache
def _labels() -> dict[str, str]:
    """Label -> the concept's local name; a label without its counting word too, where no other label is that."""
    labels = {
        key: concept.id
        for concept in ontology.indicator_concepts()
        for label in (*concept.alt_zh, concept.pref_zh)
        for key in (label, _QUOTES.sub("", label))
    }
    return {stem(label): found for label, found in labels.items()} | labels


@cache
def _whole_labels() -> frozenset[str]:
    concepts = ontology.indicator_concepts()
    return frozenset(_QUOTES.sub("", label) for each in concepts for label in (each.pref_zh, *each.alt_zh))


@cache
def _units() -> dict[str, str]:
    return {concept.id: concept.unit for concept in ontology.indicator_concepts()}


def stem(name: str) -> str:
    """A name without brackets, quotation marks and the word that says it is a count."""
    name = re.sub(r"[（(][^（）()]*[）)]|[“”\"\s]", "", name)
    return _COUNT.sub("", name) or name


def concept_of(name: str, unit: str) -> str:
    """The local name of the indicator a name means, or "": the whole name, or a long label at its end.

    A share (%) is not a count: the concept's unit has to be of the same sort.
    """
    labels = _labels()
    bare = re.sub(r"[“”\"\s]", "", name)
    for candidate in (name, bare, stem(name)):
        if candidate in labels and _same_sort(unit, _units()[labels[candidate]]):
            return labels[candidate]
    for start in range(len(bare)):
        label = bare[start:]
        found = labels.get(label) or labels.get(stem(label))
        if found and len(stem(label)) >= 3 and _same_sort(unit, _units()[found]):
            return found
    return ""


def means_indicator(name: str) -> bool:
    """Whether a name is a known indicator's, with or without its counting word."""
    return name in _labels() or stem(name) in _labels()


def is_label(name: str) -> bool:
    """Whether a name is, character for character, one that a known indicator goes by; what somebody did is none."""
    return _QUOTES.sub("", name) in _whole_labels() and not _DEED.match(name)


def usual_unit(name: str) -> str:
    """The unit of the indicator a name means, where it means one."""
    found = _labels().get(name) or _labels().get(stem(name))
    return _units()[found] if found else ""


_SORTS = (
    frozenset({"%", "％", "‰", "个百分点"}),
    frozenset({"元", "千元", "万元", "百万元", "亿元"}),
    frozenset({"平方米", "万平方米", "㎡", "亩", "公顷", "m2"}),
    frozenset({":1"}),
)


def _same_sort(unit: str, other: str) -> bool:
    unit, other = unit.partition("/")[0], other.partition("/")[0]
    return all((unit in sort) == (other in sort) for sort in _SORTS)
