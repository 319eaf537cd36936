"""Lists the words that carry little or much of a name, per kind of entity: heads, modifiers, trades, scopes."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from vocgraph.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Mapping


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# What a report calls its own school: these words name whoever speaks and are never a name.
SPEAKER = frozenset(["学校", "我校", "我院", "学院", "本校", "本院", "该校", "该院", "贵校", "全校"])

# The typed end of a name -> the classes it may stand for. Two names can be one only if they share a class; a short end
# that stands for several classes (职院) leaves open which of them was meant.
_INSTITUTION = {
    "职业技术大学": "职业技术大学",
    "职业大学": "职业大学",
    "职业技术学院": "职业技术学院",
    "职业学院": "职业学院",
    "职院": "职业技术学院|职业学院",
    "高等专科学校": "高专",
    "高专": "高专",
    "大学": "大学",
    "职业中等专业学校": "中专",
    "中等职业专业学校": "中专",
    "中等专业学校": "中专",
    "职业中专学校": "中专",
    "中专学校": "中专",
    "中职": "中专|职业技术学校|职业学校",
    "职业中专": "中专",
    "中专": "中专",
    "中等职业技术学校": "职业技术学校",
    "职业技术学校": "职业技术学校",
    "中等职业学校": "职业学校",
    "职业学校": "职业学校",
    "职校": "职业技术学校|职业学校",
    "高级技工学校": "高级技工学校",
    "技工学校": "技工学校",
    "技校": "技工学校|高级技工学校",
    "技师学院": "技师学院",
    "职业技术教育中心": "职教中心",
    "职业教育中心": "职教中心",
    "职教中心": "职教中心",
    "学院": "学院",
    "学校": "学校",
    "中学": "中学",
    "小学": "小学",
}
_ALLIANCE = {
    "产教融合共同体": "共同体",
    "共同体": "共同体",
    "产教融合联合体": "联合体",
    "产教联合体": "联合体",
    "联合体": "联合体",
    "职业教育集团": "职教集团",
    "职教集团": "职教集团",
    "集团": "职教集团",
    "产教联盟": "联盟",
    "产教融合联盟": "联盟",
    "联盟": "联盟",
    "理事会": "理事会",
    "联合会": "联合会",
}
_COMPETITION = {
    "大赛": "赛",
    "竞赛": "赛",
    "比赛": "赛",
    "锦标赛": "锦标赛",
    "联赛": "联赛",
    "邀请赛": "邀请赛",
    "赛项": "赛项",
    "运动会": "运动会",
    "评选": "评选",
    "活动": "活动",
    "节": "节",
}
_PARK = {
    "经济技术开发区": "经开区",
    "经济开发区": "经开区",
    "经开区": "经开区",
    "高新技术产业开发区": "高新区",
    "高新技术开发区": "高新区",
    "高新区": "高新区",
    "工业园区": "工业园",
    "工业园": "工业园",
    "产业园区": "产业园",
    "产业园": "产业园",
    "科技园区": "科技园",
    "科技园": "科技园",
    "园区": "园区",
}
_ASSOCIATION = {
    "职业教育教学指导委员会": "教指委",
    "教学指导委员会": "教指委",
    "教指委": "教指委",
    "指导委员会": "指导委员会",
    "行指委": "行指委",
    "行业协会": "协会",
    "协会": "协会",
    "学会": "学会",
    "商会": "商会",
    "研究会": "研究会",
}
_BASE_ENDS = "基地 中心 平台 工坊 工作室 工作站 研究院 研究所 实验室 智库 空间 工厂 车间 园 馆 站 室 书院 驿站"
_BASE = {end: end for end in _BASE_ENDS.split()}
HEADS: Mapping[EntityKind, Mapping[str, str]] = MappingProxyType(
    {
        EntityKind.INSTITUTION: _INSTITUTION,
        EntityKind.INDUSTRIAL_COLLEGE: {"现代产业学院": "产业学院", "产业学院": "产业学院", "学院": "学院"},
        EntityKind.ALLIANCE: _ALLIANCE,
        EntityKind.COMPETITION: _COMPETITION,
        EntityKind.PARK: _PARK,
        EntityKind.ASSOCIATION: _ASSOCIATION,
        EntityKind.BASE_OR_CENTRE: _BASE,
    }
)

# Typed ends that are short for a longer one: a name that has such an end is not written in full.
ABBREVIATED = frozenset(
    ["职院", "职校", "中职", "高专", "中专", "技校", "职教中心", "经开区", "高新区", "教指委", "行指委"]
)

# The legal form of a company, longest first; a name with one is a full name.
LEGAL_FORM = (
    r"(?:\(集团\)|集团)?"
    r"(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司|股份公司|\(有限合伙\)|合伙企业|总公司|集团公司|公司)$"
)
# Ends that are dropped like a legal form but do not make a name full.
LOOSE_FORM = r"(?:\(集团\)|集团|企业|工厂)$"

# Words for what a company deals in: they may be missing after a company's own word (碧波花 of 碧波花化妆品).
TRADES = _words("""
    科技 技术 化学 化工 化妆品 生物 医药 药业 制药 医疗 器械 半导体 电子 电器 电气 电力 机电 机械 机器人 装备
    设备 重工 重科 智能 智造 制造 自动化 数控 信息 网络 通信 通讯 软件 数据 数码 互联 云 新材料 材料 新能源 能源
    环保 环境 汽车 车辆 航空 航天 物流 供应链 贸易 商贸 商业 电商 电子商务 实业 工业 产业 发展 投资 控股 建设
    建筑 工程 装饰 设计 文化 传媒 广告 教育 咨询 管理 服务 餐饮 酒店 旅游 食品 农业 农牧 牧业 生态 服饰 服装
    美妆 涂料 锻业 铜业 精密 工具 模具 光电 仪器 仪表 集团 国际 财产 保险 银行 企业管理 人力资源 研究院
""")

# Modifiers that a second mention of the same thing leaves out, per kind; what remains must still be distinctive.
MODIFIERS: Mapping[EntityKind, tuple[str, ...]] = MappingProxyType(
    {
        EntityKind.INDUSTRIAL_COLLEGE: ("现代", "特色", "先进", "新"),
        EntityKind.ALLIANCE: ("市域", "行业", "现代", "区域", "省域"),
        EntityKind.COMPETITION: ("学生",),
        EntityKind.BASE_OR_CENTRE: (
            "产教融合",
            "开放型",
            "区域",
            "数智",
            "现代",
            "省级",
            "国家级",
            "市级",
            "实训",
            "重点产业",
            "校企",
        ),
        EntityKind.INSTITUTION: ("职业",),
        EntityKind.ENTERPRISE: (),
        EntityKind.PARK: ("国家级", "国家", "省级"),
        EntityKind.ASSOCIATION: ("行业",),
        EntityKind.GOVERNMENT_BODY: (),
    }
)
# Words that an industrial college's name may lack in a second mention (特种玻璃[新材料]产业学院).
FIELDS = frozenset(["新材料", "材料", "技术", "应用", "工程", "产业", "行业"])

# Whom a name concerns: it stands for a place where no division is named, and is compared like one.
SCOPES = _words("""
    中华人民共和国 全国 国家 中国 国际 世界 全球 亚洲 亚太 东盟 金砖国家 “一带一路”暨金砖国家 “一带一路”
    一带一路暨金砖国家 一带一路 长株潭 京津冀 长三角 珠三角 粤港澳大湾区 粤港澳 成渝
""")

# Competitions that are held everywhere under one name, without a place in it.
KNOWN_EVENTS = ("互联网+", "挑战杯", "蓝桥杯", "振兴杯", "黄炎培", "创青春", "华为ICT", "外研社", "高教社杯")

COUNTRIES = _words("""
    巴基斯坦 印度尼西亚 印尼 印度 泰国 老挝 越南 柬埔寨 缅甸 马来西亚 新加坡 菲律宾 文莱 孟加拉国 斯里兰卡
    尼泊尔 蒙古国 韩国 日本 哈萨克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 俄罗斯 白俄罗斯 乌克兰 德国 法国
    英国 爱尔兰 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 奥地利 波兰 捷克 匈牙利 塞尔维亚 希腊 土耳其 芬兰 瑞典
    挪威 丹麦 美国 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 澳大利亚 新西兰 埃及 南非 尼日利亚 肯尼亚 坦桑尼亚
    埃塞俄比亚 赞比亚 津巴布韦 卢旺达 乌干达 加纳 科特迪瓦 塞内加尔 阿联酋 沙特阿拉伯 沙特 卡塔尔 以色列 伊朗
    阿富汗
""")

# How official bodies are written short; replaced in both names before they are compared.
OFFICIAL = (
    ("职业教育", "职教"),
    ("职业技术教育", "职教"),
    ("中华人民共和国", ""),
    ("中华全国总工会", "全国总工会"),
    ("人力资源和社会保障", "人社"),
    ("人力资源与社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("工业和信息化", "工信"),
    ("发展和改革委员会", "发改委"),
    ("发展改革委员会", "发改委"),
    ("发展改革委", "发改委"),
    ("国有资产监督管理委员会", "国资委"),
    ("职教与成人教育司", "职成司"),
    ("教育委员会", "教委"),
    ("教育工作委员会", "教育工委"),
    ("委教育工委", "教育工委"),
    ("卫生健康委员会", "卫健委"),
    ("人民政府", "政府"),
)

# Words without which nothing is left to tell one thing from another of its kind.
COMMON = _words("""
    校级 院级 院校 高职 中职 市级 省级 国家级 国家 全国 学校 校内 校园 学生 教师 职业 技能 技术 专业 教学 教育
    能力 创新 创业 创新创业 产教融合 校企 合作 校企合作 实训 实践 实习 培训 示范 虚拟仿真 仿真 生产性 公共 综合
    现代 特色 高水平 开放 开放型 区域 共享 共享型 科普 科普教育 人才 培养 就业 研究 建设 指导 双师型 师资
    教师培养 技术技能 工程 中心 研发 大学生 高技能 行业 产业 市域 职教 说课 说课程 知识 年度 文化 体育 艺术 趣味
    征文 演讲 书法 歌唱 唱歌 打字 手工 安全 协同 应用 服务 美育 劳动 思政 传承 社会 第一 第二 第三 中等 高级 N+1
""")
