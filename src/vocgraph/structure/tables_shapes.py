"""Says what a piece of a table looks like: a number, a code, a person's name, an award, an organisation, or text."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Shape(StrEnum):
    """What a cell looks like, which is how columns are told apart where a table has lost its lines."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    RATIO = "ratio"
    CODE = "code"
    DATE = "date"
    PEOPLE = "people"
    AWARD = "award"
    LEVEL = "level"
    ORGANISATION = "organisation"
    MARK = "mark"  # 是, 否, /, √: an answer of one character
    TEXT = "text"


NUMERIC = frozenset({Shape.INTEGER, Shape.DECIMAL, Shape.PERCENT, Shape.RATIO})

HAN = r"\u3400-\u9fff\U00020000-\U0003134f"
# The hundred surnames that cover about 85 % of the population, and the compound ones still in use.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁"
    "尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫"
    "米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝匡湛呙",
)
COMPOUND_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "司徒", "慕容", "夏侯")

_INTEGER = re.compile(r"[+\-−]?\d{1,3}(?:[,，]\d{3})+|[+\-−]?\d+")
_DECIMAL = re.compile(r"[+\-−]?\d[\d,]*\.\d+")
_PERCENT = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)?\s*[%％‰]")
_RATIO = re.compile(r"\d+(?:\.\d+)?\s*[:：/]\s*\d+(?:\.\d+)?")
_CODE = re.compile(
    r"[A-Za-z]{0,4}\d{5,}[A-Za-z0-9]*|(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9][A-Z0-9\-]{3,}|[A-Z]\d{2,4}"
)
_DATE = re.compile(
    r"(?:19|20)\d{2}(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|[./\-]\d{1,2}(?:[./\-]\d{1,2})?)|\d{1,2}月(?:\d{1,2}日)?|[一二三四五六七八九十]{1,2}月"
)
_AWARD = re.compile(
    r"(?:(?:国家|省|市|校|团体|个人|集体)?级?)(?:[特一二三四]等奖?|[金银铜]奖|优[胜秀]奖?|(?:冠|亚|季)军|(?:第|前)[一二三四五六七八九十\d]+名?|团体.{1,3}奖)"
    r"(?:[（(].{1,8}[）)])?"
)
_LEVEL = re.compile(
    r"(?:世界|国际|国家|省|省部|部|市|州|校|厅|区|县|院|行业|地市)级.{0,3}|[初中高]级|[一二三四五六七八九]级"
)
_ORGANISATION = re.compile(
    r".{2,}(?:公司|集团|学院|大学|学校|中专|高中|中心|医院|[厅局]|委员会|协会|学会|联盟|出版社|研究[院所]|基地|工作站|社区|街道|[村镇县]|合作社|企业|银行|"
    r"[党团]委|政府|管委会|教[工委]|[教科]研室|[工园]厂|[商酒饭]店|工作室|经营部|部队|系|开发区)(?:[（(].*[）)])?",
)
_MARK = re.compile(r"[/\\\-—–－√×✓✔○●◎]|[是否有无男女优良中差]|无变化|不适用")
_NAME = re.compile(rf"[{HAN}]{{2,4}}(?:[（(][{HAN}]{{1,6}}[）)])?|[{HAN}]{{1,6}}[·•][{HAN}]{{1,8}}")
_SEPARATOR = re.compile(r"[、，,；;\s]+")
_TRAILING_COUNT = re.compile(r"等\s*\d*\s*人?$")


@lru_cache(maxsize=20_000)
def width(text: str) -> int:
    """How wide a text is printed, in half characters: a Chinese character counts two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def is_name(text: str) -> bool:
    """Whether a text looks like one Chinese person's name (with a short remark in brackets, perhaps)."""
    if not _NAME.fullmatch(text):
        return False
    bare = re.split(r"[（(]", text, maxsplit=1)[0]
    if bare.startswith(COMPOUND_SURNAMES):
        return len(bare) <= 4
    return "·" in bare or (bare[0] in SURNAMES and (len(bare) <= 3 or bare[1] in SURNAMES))


@lru_cache(maxsize=20_000)
def shape_of(text: str) -> Shape:
    """The first shape that fits the whole text."""
    for pattern, shape in (
        (_DATE, Shape.DATE),
        (_PERCENT, Shape.PERCENT),
        (_RATIO, Shape.RATIO),
        (_DECIMAL, Shape.DECIMAL),
        (_CODE, Shape.CODE),
        (_INTEGER, Shape.INTEGER),
        (_MARK, Shape.MARK),
        (_AWARD, Shape.AWARD),
        (_LEVEL, Shape.LEVEL),
    ):
        if pattern.fullmatch(text):
            return shape
    names = [part for part in _SEPARATOR.split(_TRAILING_COUNT.sub("", text)) if part]
    if names and sum(map(is_name, names)) >= max(1, 0.6 * len(names)) and all(len(part) <= 12 for part in names):
        return Shape.PEOPLE
    return Shape.ORGANISATION if _ORGANISATION.fullmatch(text) else Shape.TEXT


_EXPECTED: tuple[tuple[re.Pattern[str], tuple[Shape, ...]], ...] = tuple(
    (re.compile(pattern), shapes)
    for pattern, shapes in (
        (r"序号|^号$|名次|排名", (Shape.INTEGER,)),
        (r"编号$", (Shape.CODE, Shape.INTEGER)),
        (r"占比|比例|率$|率（|增幅|[（(]?[%％][)）]?$", (Shape.PERCENT, Shape.DECIMAL, Shape.INTEGER)),
        (r"师比|之比|比$", (Shape.RATIO, Shape.DECIMAL)),
        (r"代码|机构号|信用", (Shape.CODE,)),
        (r"时间|日期|年月|月份|年度|年份", (Shape.DATE, Shape.INTEGER)),
        (
            r"人数|数量|金额|学时|课时|人次|总数|合计|小计|总计|经费|生均|[（(](?:个|人|元|万元|亿元|项|门|台|册|次|天|篇|件|名)[）)]$|数$|值$|额$|面积|^\d+[周月年]|产值|册数|投入|收入",
            (Shape.INTEGER, Shape.DECIMAL, Shape.PERCENT),
        ),
        (
            r"姓名|负责人|教师$|老师|选手|成员|主编|作者|学生$|导师|法人|团队|指导|发明人|联系人|参赛者|主持人|完成人",
            (Shape.PEOPLE,),
        ),
        (r"等级|等次|奖项|奖级|名次|获奖|等第|奖别", (Shape.AWARD, Shape.LEVEL)),
        (r"级别|层次", (Shape.LEVEL, Shape.AWARD)),
        (r"企业|公司|单位|学校|院校|学院|机构|部门|出版社|合作方|园区|院部|来源|基地", (Shape.ORGANISATION,)),
        (r"是否|有无|达标", (Shape.MARK,)),
        (r"名称|项目|内容|专业|课程|教材|赛项|标准|对象|事件|成果", (Shape.TEXT, Shape.ORGANISATION)),
    )
)


@lru_cache(maxsize=2_000)
def expected_shapes(header: str) -> tuple[Shape, ...]:
    """What the cells under a header are likely to look like; empty where the header does not say."""
    bare = re.sub(r"\s", "", header)
    for pattern, shapes in _EXPECTED:
        if pattern.search(bare):
            return shapes
    return ()


def is_remark(header: str) -> bool:
    """Whether a column is one that most rows leave empty (备注 "remarks")."""
    return bool(re.search(r"备\s*注|说\s*明|附\s*注|^注$", header))
