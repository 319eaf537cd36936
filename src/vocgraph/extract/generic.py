"""Holds, per kind, the words that describe without naming: what is made of them alone is nobody's name."""

from __future__ import annotations

import re
from functools import cache

# A number with or without its counting word: 8所, 三个, 第五届, 2023年度.
_COUNT = re.compile(r"(?:第?[\d一二三四五六七八九十百两几多余]+)(?:年度?|届|个|所|家|项|名|期)?")
_QUOTES = str.maketrans("", "", "“”‘’")


def words(listed: str) -> frozenset[str]:
    """The words of a list that white space separates."""
    return frozenset(listed.split())


# 现代产业学院, 8所产业学院: colleges in general.
COLLEGE = words(
    """
    现代 特色 优秀 区域 区域性 县区 县市区 高端 高端制造 省级 市级 国家级 校级 示范 示范性 重点 行业 专业 新型
    实体化 校企 共建 多元 多元化 高水平 混合所有制 以 全 各 类 该 新 县域 乡镇 园区 企业 产教融合 双主体 建设
    学院 一批 若干 集 与 和 等 个 联合培养 实习 实训 创新 创业 优质 标杆 典型 地方 数字化 智能化 品牌 专业群
    N+1 位一体 人才培养 人才联合培养 人才 专业特色 省级现代 市级现代 国家级现代 省级示范 省级示范性
    """
)
# 行业产教融合共同体, 市域联合体: alliances in general.
ALLIANCE = words(
    """
    行业 区域 市域 省级 市级 国家级 全国 国家 全省 校企 政校企 产教 产教融合 产教融合型 职教 职业教育 专业 企业
    技术 创新 实体化 多元 多方 新型 国际 跨区域 校际 示范性 优质 各级各类 各类 学校 高校 产业 双高 协同 协作
    合作 发展 建设 行业产教融合 区域产教融合 市域产教 市域产教融合 教材开发 党建 联合 实施 和 与 及 、 的
    国际职业教育 学院 校友 董事会 现有 共计 特色 重大 层面 重点 首个 基金会 培养 构建 构筑 职业教育集团
    集团 相关 多个 区域职业教育 地方 中国特色 对接 产教融合联合 工会 双高计划
    """
)
# 龙头企业集团, 科技公司: firms in general.
ENTERPRISE = words(
    """
    某 该 本 分 总 子 母 各 有限 上市 龙头 跨国 大型 知名 行业 合作 物业 保险 邮轮 科技 教育 设计
    专业设计 专业 职教 职业教育 产业 企业 中国特色 示范 示范性 骨干 国有 民营 外资 中外合资 合资 物流 股份
    第三方 校办 高科技 注册 模拟 创立 创办 成立 我 贵 相关 建筑 施工 的 等 和 与 及 新能源 互联网 文化传播
    劳务 人力资源 投资 控股 一家 多家 几家 外贸 软件 智能制造 工程 电商 旅游 人才 服务 制 党员 工会
    示范性职业教育 医药 食品 汽车 电力 央企 国企
    """
)
# 普通本科高校, 中等职业学校: schools in general.
INSTITUTION = words(
    """
    高等 职业 职业技术 普通 普通高等 普通本科 本科 本科层次 应用型 应用型本科 老年 社区 社会 开放 中等 中等职业
    公立 全日制 新时代 国家 各省 中等专业 中等职业技术 技工 民办 公办 公办中职 高职 高等职业 高等专科
    职业技术本科 省级 地方 优质 示范 示范性 全国 国内 国外 省内 省内外 多所 各 师范 综合 综合性 重点 高水平
    研究型 名牌 兄弟 大中专 境外 合作 农村 五年制 中小 中小学 一流 现代 学历教育 两所 双一流 职业院校 其他
    技师 技术 职业本科 创建 成立 希望 中职 帮扶 县域 初级 幼儿 特殊 特殊教育 附属 东部 西部 进入 升格 双高
    二级 国际 知名 著名 在校 卓越 附近 国家级 市级 改革 发展 改革发展
    """
)
# 各类技能竞赛, 创新创业大赛: contests in general.
COMPETITION = words(
    """
    各类 各级 各种 各项 各级各类 技能 职业技能 学科 专业 专业技能 技术 创新创业 创业 创新 学生 教师 大学生 师生
    教学 教学能力 教学技能 体育 文体 文化 知识 职业院校 职业院校技能 省级 国家级 市级 校级 校内 院级 世界 全国
    国际 国内外 国家 省 市 省市 省级以上 国赛 省赛 技能人才 高水平 高级别 相关 重要 重大 系列 行业 三级 师生技能
    学科技能 学生技能 学生专业技能 职业能力 成果展示 短视频 各 等 类 级 以上 和 与 及 、 多项 数学 英语 辩论
    演讲 征文 歌唱 唱歌 篮球 足球 羽毛球 乒乓球 田径 排球 项 的 本次 此次 该 在 中
    职业教育 思政 思政课 课程 说课 设计 作品 科技 实验 技能教学 校园文化 合唱 武术 书法 绘画 打字 趣味
    以赛促教 学 全市职业院校技能 创业大赛 学科类 体育类 技能类 更高级别 更高 艺术类
    """
)
# 国家级高新区, 创新创业园: parks in general.
PARK = words(
    """
    省级 国家级 国家 市级 各 重点 周边 当地 产业 园区 国家农业 现代 农业 科技 国内外 省级以上 高新技术 示范 先行
    大学生 大学 创业 创新创业 先进制造业 国家重要 千亿级 百亿级 的 和 与 综合 改革 试验 创新 校内 文化
    """
)
# 行业协会, 学生社团协会: associations in general.
ASSOCIATION = words(
    """
    市级 省级 行业 专业 学生 社团 各 相关 老乡 校友 志愿者 志愿 青年 心理 创业就业 就业创业 创业 环保
    语言文字工作者 职业教育 教学 专业建设 学术 教材 产业 教育 与 和 的 等 教代会 工会 企业 学校 学院 国际 政府
    园区 社会 科学技术 职教 专业教学 课程 高职 师生 大学生 读书 思政 质量 人才培养
    """
)
# 校内实训基地, 创新创业中心: bases in general.
BASE = words(
    """
    校内 校外 校内外 校企 企业 生产性 虚拟仿真 实训 实习 实践 实习实训 教学 专业 产教融合 开放型 区域 区域性
    公共 共享 共享型 示范 示范性 省级 国家级 市级 校级 现代 高水平 特色 重点 综合 大学生 学生 教师 就业 就业实习
    创新创业 创业 孵化 培训 教育 科研 技术 技能 技能大师 大师 名师 思政 心理 心理健康 心理健康教育 心理咨询 劳动
    劳动教育 红色 红色教育 红色文化 爱国主义 爱国主义教育 志愿服务 社会实践 课程思政 实践教学 工程 工程技术 应用
    服务 创新 人才 人才培养 人才培养培训 海外人才 培养 双师型 双师型教师 教师培养 党员 党建 党支部书记 双带头人
    班主任 辅导员 学习 体验 数据 大数据 信息 网络 图书 文化 传承 国际 一批 多个 多元 优质 精品 品牌 典型 产学研
    研究 研发 推广 交流 管理 考核 发展 会议 采购 物流 健康 卫生 康养 活动 大学生活动 校外实践 校外实习 实习就业
    教师企业实践 教育实践 教学实践 高技能人才 公共实训 竞赛 技能竞赛 大赛 赛训 专用 校园 农业 种养 产业 产业化
    生产 定向培养 与 和 及 、 的 各 等 个 新 中心 基地 专业群 社区 职业技能 职业 技艺 非遗 双师 名匠 协同
    协同创新 应用技术 先进 高端 云端 线上 线下 资源 联合 共性技术 开放 学校 学院 教师发展 评价 认定 训练 咨询
    众创空间 创客 院士 博士 专家 专项 外语 体育 艺术 养老 育人 项目育人 帮扶 产教 合作 教育教学 师资 师资培训
    国家 人民 城市 政务 商务 研学 研学旅行 营地 培训实训 育训 继续教育
    """
)


def made_of(text: str, vocabulary: frozenset[str]) -> bool:
    """Whether the text is nothing but the given words, counts and quotation marks; true of an empty text."""
    bare = text.translate(_QUOTES)
    longest = _longest(vocabulary)
    reached = [True, *(False for _ in bare)]
    for at in range(len(bare)):
        if not reached[at]:
            continue
        for size in range(1, longest + 1):
            if bare[at : at + size] in vocabulary:
                reached[min(at + size, len(bare))] = True
        count = _COUNT.match(bare, at)
        if count:
            reached[count.end()] = True
    return reached[-1]


@cache
def _longest(vocabulary: frozenset[str]) -> int:
    return max(map(len, vocabulary))
