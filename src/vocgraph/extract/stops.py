"""Holds the words that end what stands before a name, and says where they are part of the name after all."""

from __future__ import annotations

import re
from functools import cache

# Verbs, titles and function words of the genre after which a name begins.
_HARD = """
学校 我校 我院 该校 本校 两校 双方 多方 三方 我市 我省 全市 全省 全校 全院 首个 首家 首批 首所 首次 一个 一批
一家 这个 那个 一所 共建 共同 联合 联手 携手 合作 协同 牵头 发起 组建 创建 建设 建成 建有 建立 设立 设有 成立
打造 创办 开办 开设 兴建 新建 改建 扩建 筹建 搭建 构建 组成 挂靠 加入 入选 参加 参与 参赛 加盟 当选 担任 出任
成为 作为 获评 获批 获得 荣获 斩获 喜获 夺得 摘得 赢得 勇夺 取得 立项 认定 授予 授牌 挂牌 揭牌 命名 评为 评选
推荐 推选 被评 批准 承办 主办 举办 协办 申办 举行 组织 开展 召开 开启 启动 推进 推动 深化 加强 强化 支持 支撑
引导 指导 帮助 协助 资助 赞助 支援 援建 帮扶 驻点 依托 依靠 借助 利用 发挥 围绕 聚焦 立足 结合 对接 面向 针对
根据 按照 遵循 通过 基于 凭借 随着 紧扣 紧跟 瞄准 适应 满足 汇聚 集聚 引入 引进 引领 吸引 聘请 邀请 聘任 特邀
受邀 应邀 选派 选送 派遣 委派 委托 受托 托管 签订 签署 签约 达成 洽谈 走访 调研 考察 参观 访问 前往 赶赴 奔赴
来到 走进 进入 入驻 落户 位于 坐落 地处 坐落于 来自 源自 出自 毕业于 就职于 就读于 任职于 供职于 隶属于 属于
关于 由于 对于 至于 鉴于 用于 便于 处于 在于 高于 低于 优于 等于 归于 入职 就职 任职 供职 就读 毕业 包括 包含
涵盖 囊括 覆盖 涉及 分别 先后 陆续 相继 连续 同时 此外 另外 其中 目前 现在 近年来 以来 期间 之后 之前 以后
以前 后来 日前 近日 今年 去年 明年 当年 同年 上半年 下半年 全年 并且 而且 或者 还是 不仅 不断 持续 继续 积极
主动 努力 大力 全面 全力 全方位 充分 有效 有序 切实 扎实 稳步 稳定 认真 深度 深入 广泛 逐步 逐渐 进一步 正式
成功 顺利 圆满 随后 再次 实施 实现 实行 落实 完成 完善 优化 提升 提高 改善 改进 推出 推行 探索 申报 申请 承担
承接 负责 主持 参编 编写 出版 发布 印发 颁发 颁布 下发 制定 制订 修订 出台 投身 入围 晋级 建好 建强 办好 接受
接待 接收 接纳 录取 招收 招聘 培育 输送 提供 捐赠 捐助 赠送 捐资 投入 出资 购置 购买 使用 采用 采取 拥有 具有
具备 含有 享有 现有 共有 已有 还有 没有 只有 获取 派驻 带领 率领 率队 带队 陪同 会同 连同 互访 对话 了解 熟悉
掌握 听取 聆听 观摩 展现 展出 呈现 彰显 体现 反映 代表 参展 亮相 报道 讲述 讲授 介绍 传授 弘扬 践行 秉承 秉持
坚持 树立 形成 产生 出现 涌现 存在 构成 营造 塑造 铸造 打通 畅通 拓宽 拓展 扩大 延伸 增强 增加 新增 增设 增补
统筹 担当 肩负 履行 贯彻 响应 呼应 融入 纳入 列入 列为 步入 迈入 转入 并入 渗透 贯穿 联系 联络 联通 对标 参照
借鉴 吸收 吸纳 采纳 遴选 精选 挑选 商讨 讨论 约定 决定 确定 选定 选择 选取 主导 直属 下属 下设 所属 附属 旗下
包揽 蝉联 问鼎 夺冠 使得 致使 促使 确保 保障 保证 保持 关注 关心 关爱 重视 注重 着力 致力 助力 赋能 赋予 给予
予以 加以 得以 所以 结对 经过 经由 透过 历经 截至 截止 直至 乃至 甚至 送至 升至 增至 鼓励 动员 号召 倡导 提倡
建议 要求 有关 相关 各类 各级 各种 各个 各大 各项 各地 各界 各方 多家 多所 多个 多项 多名 多种 多次 多年 众多
许多 大量 大批 若干 全部 所有 其他 其它 其余 另一 某个 某些 这些 那些 上述 以上 以下 如下 如此 知名 著名 龙头
头部 领军 杰出 国内外 省内外 校企 政校 牵头单位 牵头企业 牵头院校 成员单位 理事单位 承办单位 主办单位 依托单位
合作单位 合作企业 毕业生 师生 老师 同学 学员 学子 选手 队员 教授 院士 校长 院长 书记 处长 主任 主席 会长
理事长 董事长 总经理 秘书长 部长 局长 厅长 市长 省长 县长 区长 小巨人 上市公司 上市企业 兄弟院校 兄弟学校 名单
仪式 会上 赛上 赛中 活动中 过程中 因此 因为 如果 例如 比如 诸如 譬如 即使 尽管 虽然 但是 然而 不过 从而 进而
继而 然后 最后 最终 最近 首先 其次 一是 二是 三是 四是 五是 六是 七是 称号 落地 揭晓 亲自 赴 对口 进行 现任
历任 曾任 明确 提出 指出 强调 宣布 规定 认为 表示 参访 设置 安排 共计 改造 附近 地区 共管 共用 共研 共商 参评
组团 出访 到访 培训机构 上线 加挂 更名 升格 合并 整合 兼任 牵手 牵线 走入 深耕 扎根 抢抓 紧抓 抓住 共享 共育
共同体建设 直播 观看 观赏 赞助商 冠名
"""
# Words that are verbs at the head of a clause, but parts of a name behind other words of it.
_SOFT = """
研究 研发 创新 管理 服务 实践 培训 培养 开发 推广 传承 评价 考核 交流 促进 学习 宣传 设计 展示 运营 运行 监管
评估 检查 督导 验收 审核 认证 认可 协作 沟通 协调 投资 创造 创设 运用 学生 教师 职工 员工 团队 专家 工程师
领导 企业 单位 院校 高校 高职 中职 本科 专业 课程 项目 案例 活动 工作 任务 平台 成果 会议 大会 论坛 协议 合同
主要 典型 优质 校外 上下游 央企 国企 民企 外企 负责人 经理 产学研 奖项 荣誉 获奖
"""
_SINGLE = "由在对向被将把从到赴于以让给使是为等的了该各其此这那并也还均都就已曾再又因即按据着称邀聘偕跟获每某另且则如"

_NOT_AFTER: dict[str, str] = {  # a stop is none right after these characters
    "为": "华无有海",
    "学校": "业等工小科术职",
    "着": "沿",
    "等": "中高初同平优特甲乙上下",
    "在": "内",
    "向": "方万",
    "对": "绝",
    "使": "大天",
    "因": "基贝",
    "都": "首成古花佳南洪",
    "就": "成",
    "并": "合",
    "据": "数证",
    "均": "平",
    "由": "自",
    "主任": "班",
    "其": "土米",
    "给": "供",
    "的": "目美",
    "被": "植",
    "则": "规原",
}
_NOT_BEFORE: dict[str, str] = {  # a stop is none right before these characters
    "等": "级离",
    "着": "力色装陆",
    "于": "都",
    "在": "线",
    "向": "阳日",
    "以": "色岭",
    "对": "外口",
    "使": "馆",
    "因": "特果",
    "都": "市昌匀",
    "就": "业",
    "从": "化",
    "将": "军乐",
    "即": "墨",
    "再": "生制升",
    "还": "原",
    "如": "东皋家意通",
    "合作": "社化交与和",
    "联合": "会体国利重大培育实应动",
    "共同": "体",
    "建设": "银集工局厅职机厂管委与",
    "组织": "部",
    "协同": "创育",
    "开发": "区型银集",
    "中职": "学",
    "高职": "院高学",
    "学生": "专技职",
    "地区": "教职开双",
    "保障": "局学中部服",
    "出版": "社集传",
    "代表": "队",
    "共享": "型实基中工单汽",
    "赋能": "中",
    "直播": "电基带大间营销与",
    "毕业": "生设",
    "校企": "合联协",
    "培育": "基",
    "帮扶": "车",
    "资助": "中",
    "院士": "专工",
    "会议": "展",
    "毕业生": "就",
    "专精特新": "产企促",
    "研究": "院所中会生",
    "铸造": "厂技有",
    "推进": "会",
    "指导": "委中",
    "增强": "与现",
    "省长": "沙春治安海",  # 湖南省|长沙市, no governor
    "市长": "沙安乐寿子葛海垣武清",
}

_CLAUSE = re.compile(r"[，。；：！？、,;:!?（(“‘《【\s●◆■▲★✧]")
_COUNTED = re.compile(
    r"(?:\d|[一二两三四五六七八九十百千几数多余])(?:[个家所名项位次场门支批种类条组对件份篇座间]|余[个家所名项位])$"
)


@cache
def _by_size() -> tuple[tuple[int, frozenset[str], frozenset[str]], ...]:
    hard, soft = {*_HARD.split(), *_SINGLE}, set(_SOFT.split())
    sizes = sorted({len(word) for word in hard | soft}, reverse=True)
    return tuple(
        (size, frozenset(w for w in hard if len(w) == size), frozenset(w for w in soft if len(w) == size))
        for size in sizes
    )


def stop_before(text: str, at: int, *, depth: int = 0) -> int:
    """The length of the stop that ends right before ``at``; 0 where a name may go on to the left."""
    for size, hard, soft in _by_size():
        if size > at:
            continue
        word = text[at - size : at]
        if word in hard:
            if not _guarded(text, at, word):
                return size
        elif word in soft and not _guarded(text, at, word) and _heads_clause(text, at - size, depth):
            return size
    counted = _COUNTED.search(text, max(0, at - 4), at)
    return counted.end() - counted.start() if counted else 0


def _guarded(text: str, at: int, word: str) -> bool:
    following, preceding = text[at : at + 1], text[at - len(word) - 1 : at - len(word)]
    return bool(following and following in _NOT_BEFORE.get(word, "")) or bool(
        preceding and preceding in _NOT_AFTER.get(word, "")
    )


def _heads_clause(text: str, at: int, depth: int) -> bool:
    """Whether a clause begins at ``at``, or another stop ends there."""
    if at == 0 or _CLAUSE.match(text[at - 1]):
        return True
    return depth < 3 and stop_before(text, at, depth=depth + 1) > 0
