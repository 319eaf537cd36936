"""Holds the interface's words about the graph: entities, relations, ways, groups, the network and the ontology."""

from __future__ import annotations

from typing import Final

# One line per string: (Chinese, English). {name} is filled in by the page that shows it.
GRAPH: Final[dict[str, tuple[str, str]]] = {
    # entities
    "entities.title": ("图谱", "Graph"),
    "entities.lead": (
        "报告中提到的学校、企业、产业学院、联盟、赛事等，每条关系都能回到原句。",
        (
            "Schools, enterprises, industrial colleges, alliances and contests named in the reports; every "
            "relation leads to its sentence."
        ),
    ),
    "entities.find": ("名称", "Name"),
    "entities.submit": ("查找", "Find"),
    "entities.kind": ("类型", "Kind"),
    "entities.any": ("全部类型", "All kinds"),
    "entities.none": ("没有这样的名称。", "No name matches."),
    "entities.letter": ("首字母", "First letter"),
    "entities.report": ("出现于", "Named in"),
    "entities.any-letter": ("全部字母", "All letters"),
    "entities.any-report": ("任一报告", "Any report"),
    "entities.sort": ("排序", "Order"),
    "entities.sort.mentions": ("按提及次数", "By mentions"),
    "entities.sort.name": ("按名称", "By name"),
    "entities.count": ("{count} 个", "{count} found"),
    "entities.mentions": ("{count} 次提及", "1 mention|{count} mentions"),
    "entities.in-reports": ("{count} 份报告", "1 report|{count} reports"),
    "entity.aliases": ("又称", "Also called"),
    "entity.named-in": ("出现于", "Named in"),
    "entity.relations": ("关系", "Relations"),
    "entity.no-relations": ("报告中没有写明它与他者的关系。", "The reports state no relation of it."),
    "entity.quotes": ("另有 {count} 处原文", "1 more place|{count} more places"),
    "entity.years": ("年度", "Years"),
    "entity.companions.title": ("常在一处出现", "Named in the same passages"),
    "entity.companions.lead": (
        "与它在同一段落里被提到、但报告没有写明关系的机构；共同段落多的在前。",
        "Organisations that passages name together with it, though no report states a relation; most passages first.",
    ),
    "entity.companions.passages": ("{count} 个共同段落", "1 passage in common|{count} passages in common"),
    "entity.joins.title": ("这些名称为何算作一个", "Why these names are one"),
    "entity.joins.lead": (
        "报告里的每种写法和把它归到这里的理由；判断有误，可在构建时用 resolutions.toml 改正。",
        (
            "Every printed form, and the reason why it was taken for this entity; what is wrong can be put right with "
            "a resolutions.toml when the library is built."
        ),
    ),
    "entity.joins.more": ("其余 {count} 种写法", "1 more form|{count} more forms"),
    "entity.compare": ("与另一方比较", "Compare with another"),
    "join.same-name": ("写法与名称相同", "Printed as the name"),
    "join.suffix": (
        "与“{to}”只差“有限公司”一类的通用字",
        "Differs from {to} only in a common part such as “Co., Ltd.”",
    ),
    "join.year": ("与“{to}”只差年份或届次", "Differs from {to} only in its year"),
    "join.place-dropped": ("与“{to}”只差地名", "Differs from {to} only in its place"),
    "join.place-moved": (
        "与“{to}”用字相同，只是地名“{place}”位置不同",
        "The words of {to} with the place {place} elsewhere",
    ),
    "join.cup-dropped": ("与“{to}”只差“……杯”的冠名", "Differs from {to} only in the name of its cup"),
    "join.cup": ("用杯名“{cup}”指“{to}”", "Names {to} by its cup, {cup}"),
    "join.modifier-dropped": ("比“{to}”少了“现代”“职业”一类的修饰语", "{to} without words such as “modern”"),
    "join.trade-dropped": ("“{to}”省去行业字样“{dropped}”", "{to} without its trade, {dropped}"),
    "join.owner-dropped": ("“{to}”省去前面的“{owner}”", "{to} without {owner} in front"),
    "join.part-left-out": ("“{to}”省去其中的“{dropped}”", "{to} without {dropped}"),
    "join.field-dropped": ("“{to}”省去领域“{dropped}”", "{to} without its field, {dropped}"),
    "join.contraction": ("“{of}”的缩略，指“{to}”", "Short for {of}, that is {to}"),
    "join.word-order": ("与“{to}”用字相同，词序不同", "The words of {to} in another order"),
    "join.report-place": ("“省”“市”按报告所在地读作“{read_as}”", "With the report's own place read as {read_as}"),
    "join.own": ("去掉本校名称后即为此名", "The name without the school's own"),
    "join.speaker": ("“学校”“我校”指发布报告的“{read_as}”", "“The school” is the reporting one, {read_as}"),
    "join.implied": ("上文或列举中省略，全称为“{read_as}”", "Left out in a list or after a first mention: {read_as}"),
    "join.bracketed-other-name": ("原文用括号注明是同一个", "The report gives it in brackets as another name"),
    "join.ambiguous": (
        "可能指 {candidates} 中的任一个，因此没有合并",
        "Could be any of {candidates}, so it was joined to none",
    ),
    "join.kept-apart": ("有相似的名称，但不能是同一个，没有合并：{not}", "Kept apart from similar names: {not}"),
    "join.user": ("resolutions.toml 指定为同一个：{same}", "One by a resolutions.toml: {same}"),
    "join.core": ("共同的核心词“{core}”", "They share {core}"),
    "join.weight": ("规则的可信度 {weight}", "How much the rule is trusted: {weight}"),
    "entity.search": ("检索相关段落", "Search passages about it"),
    "entity.path": ("与另一方的联系", "Ties to another"),
    "entity.export": ("导出这一邻域", "Export this neighbourhood"),
    "entity.partners": ("合作方 {count}", "1 partner|{count} partners"),
    "entity.partners.title": ("与谁合作", "Who works with it"),
    "entity.partners.lead": (
        "直接合作，或共建、牵头、加入同一学院、基地、联盟；关系多的在前。直接关系的原文见上，其余各引一句。",
        (
            "They cooperate directly, or build, lead or join the same college, base or alliance; those with most "
            "ties first. The sentences of direct relations stand above; the others have one quote each."
        ),
    ),
    "entity.partners.more": ("其余 {count} 个", "1 more|{count} more"),
    "entity.all": ("全部 {count} 个，各附原文", "All {count}, each with its sentences"),
    "partner.direct": ("直接", "Directly"),
    "partner.through": ("通过", "Through"),
    # the way between two entities
    "path.title": ("两者之间的联系", "How two are connected"),
    "path.lead": (
        "输入两个名称，查看它们之间最短的关系链，每一环都有原句为证。",
        "Give two names to see the shortest chain of relations between them, each link with its sentences.",
    ),
    "path.from": ("从", "From"),
    "path.to": ("到", "To"),
    "path.submit": ("查看", "Show"),
    "path.none": ("报告中没有把它们连起来的关系。", "No relation in the reports connects them."),
    # two compared, the most connected, groups
    "compare.title": ("两者比较", "Compare two"),
    "compare.lead": (
        "两个机构共同的合作方与各自独有的合作方；填两份报告的编号，则比较两份报告各自所说。",
        "Partners that two organisations share and that each has alone; two report ids compare what each report says.",
    ),
    "compare.one": ("一方", "One"),
    "compare.other": ("另一方", "The other"),
    "compare.submit": ("比较", "Compare"),
    "compare.both": ("共同的合作方", "Partners of both"),
    "compare.only": ("只属于 {name}", "Only {name}"),
    "compare.none": ("没有", "None"),
    "compare.count": (
        "共同 {both} 个，一方独有 {one} 个，另一方独有 {other} 个",
        "{both} shared, {one} of the one alone, {other} of the other alone",
    ),
    "top.title": ("联系最多", "Most connected"),
    "top.lead.degree": ("按有多少个不同的相邻者排序。", "Ranked by how many different neighbours each has."),
    "top.lead.betweenness": (
        "按有多少最短关系链从它经过排序：居中牵线者在前。",
        "Ranked by the share of shortest chains that lead through each: go-betweens come first.",
    ),
    "top.by": ("衡量方式", "Measure"),
    "top.by.degree": ("相邻者数", "Neighbours"),
    "top.by.betweenness": ("居中程度", "Betweenness"),
    "communities.title": ("群体", "Communities"),
    "communities.lead": (
        "彼此联系多于与外部联系的群体（Louvain 方法），大的在前，提及多的成员在前。",
        (
            "Groups with more ties inside than to the rest (Louvain method); the largest first, the most mentioned "
            "members first."
        ),
    ),
    "communities.count": ("{count} 个群体", "1 group|{count} groups"),
    "communities.group": ("第 {number} 组", "Group {number}"),
    # the network
    "network.title": ("关系网络", "Network"),
    "network.drawn": (
        "图中有 {entities} 个实体、{relations} 条关系",
        "{entities} entities and {relations} relations are drawn",
    ),
    "network.cut": (
        "未画出：联系较少的 {entities} 个实体及 {relations} 条关系",
        "not drawn: {entities} less connected entities, {relations} relations",
    ),
    "network.loose": ("未画出：没有关系的 {entities} 个实体", "not drawn: {entities} entities without relations"),
    "network.outside": (
        "不符合条件：{entities} 个实体、{relations} 条关系",
        "outside these conditions: {entities} entities, {relations} relations",
    ),
    "network.conditions": ("筛选条件", "Conditions"),
    "network.regions": ("地区", "Regions"),
    "network.most": ("最多画出", "Draw at most"),
    "network.apply": ("应用", "Apply"),
    "network.reset": ("清除条件", "Clear conditions"),
    "network.picture": ("网络图", "Picture of the network"),
    "network.picture.label": (
        "网络图：{entities} 个实体，{relations} 条关系；同样的内容在下方表格中",
        "Picture of {entities} entities and {relations} relations; the table below holds the same",
    ),
    "network.keys": (
        "方向键移动画面，加号与减号缩放，数字 0 看全图，Esc 取消选择",
        "Arrow keys move the picture, plus and minus zoom, 0 shows all of it, Escape unchooses",
    ),
    "network.find": ("在图中查找名称", "Find a name in the picture"),
    "network.colour": ("颜色", "Colour"),
    "network.colour.community": ("群体", "Community"),
    "network.colour.kind": ("类型", "Kind"),
    "network.size": ("大小", "Size"),
    "network.size.neighbours": ("邻居数", "Neighbours"),
    "network.size.betweenness": ("居中程度", "Betweenness"),
    "network.size.neighbours.hint": (
        "圆越大，图中的邻居越多。",
        "The larger the circle, the more neighbours in the picture.",
    ),
    "network.size.betweenness.hint": (
        "圆越大，整个图谱里经过它的最短路径越多（介数中心性）。",
        "The larger the circle, the more shortest ways of the whole graph lead through it (betweenness centrality).",
    ),
    "network.loading": ("正在绘图…", "Drawing …"),
    "network.failed": ("没有取到数据，下方表格仍可使用。", "The data did not arrive; the table below still works."),
    "network.no-webgl": (
        "这个浏览器不能绘图（没有 WebGL），下方表格内容相同。",
        "This browser cannot draw (no WebGL); the table below holds the same.",
    ),
    "network.no-script": (
        "绘图需要启用脚本；筛选、查找、路径和下方表格不需要。",
        "The picture needs scripts; conditions, names, ways and the table below do not.",
    ),
    "network.file": ("关系网络", "network"),
    "network.zoom": ("缩放", "Zoom"),
    "network.zoom.in": ("放大", "Zoom in"),
    "network.zoom.out": ("缩小", "Zoom out"),
    "network.zoom.fit": ("全图", "Fit"),
    "network.take": ("导出所见", "Export what is seen"),
    "network.beside": ("所选与图例", "What is chosen, and the legend"),
    "network.neighbours": ("{count} 个邻居", "1 neighbour|{count} neighbours"),
    "network.open": ("实体页", "Its page"),
    "network.only-around": ("只看它周围", "Only around it"),
    "network.unchoose": ("取消选择", "Unchoose"),
    "network.not-drawn": ("未画出", "not drawn"),
    "network.alone": ("在这些条件下它没有关系。", "It has no relation under these conditions."),
    "network.not-matching": (
        "{name} 不符合当前条件，所以不在图中。",
        "{name} is outside these conditions, so it is not drawn.",
    ),
    "network.way": ("最短路径", "Shortest way"),
    "network.way.steps": ("{count} 步", "1 step|{count} steps"),
    "network.way.ask": ("查找两者之间的路径", "Find the way between two"),
    "network.way.none": ("在这些条件下没有把它们连起来的关系。", "Under these conditions nothing connects them."),
    "network.legend": ("图例", "Legend"),
    "network.community": ("{name}一带", "around {name}"),
    "network.community.rest": ("其他，颜色重复使用", "others, in the same colours"),
    "network.table": ("图中内容", "What is drawn"),
    "network.table.entities": ("实体", "Entities"),
    "network.table.relations": ("关系", "Relations"),
    "network.rows": ("第 {first}–{last} 行，共 {all} 行", "Rows {first}–{last} of {all}"),
    "network.page": ("第 {page} 页，共 {last} 页", "Page {page} of {last}"),
    "network.column.neighbours": ("邻居", "Neighbours"),
    "network.column.betweenness": ("居中程度", "Betweenness"),
    "network.column.community": ("群体", "Community"),
    "network.column.mentions": ("提及", "Mentions"),
    "network.column.place": ("首处原文", "First place"),
    # the picture on an entity's page
    "ego.title": ("关系图", "Its relations, drawn"),
    "ego.description": (
        "{name} 居中，周围是与它有关系的 {count} 个实体；内容与下方列表相同。",
        (
            "{name} in the middle, around it 1 related entity, as in the lists below.|{name} in the middle, around it "
            "{count} related entities, as in the lists below."
        ),
    ),
    "ego.left-out": (
        "只画出引文最多的 {shown} 个，另有 {count} 个未画出。",
        (
            "The {shown} with most quotes are drawn; 1 more is not.|The {shown} with most quotes are drawn; {count} "
            "more are not."
        ),
    ),
    "ego.open": ("在网络中查看", "Open in the network"),
    # the ontology
    "ontology.title": ("本体", "Ontology"),
    "ontology.lead": (
        "图谱用哪些类别和关系说话，各是什么意思，谁能与谁相关。",
        "The kinds and relations that the graph speaks in, what each means, and what may relate to what.",
    ),
    "ontology.file": ("Turtle 文件", "Turtle file"),
    "ontology.version": ("版本 {version}，命名空间", "Version {version}, namespace"),
    "ontology.kinds": ("实体类别", "Kinds of entity"),
    "ontology.relations": ("关系", "Relations"),
    "ontology.details": ("引文细节", "Details of a quote"),
    "ontology.others": ("其他术语", "Other terms"),
    "ontology.from": ("从", "From"),
    "ontology.to": ("到", "To"),
    "ontology.of": ("属性主体", "Of"),
    "ontology.holds": ("取值", "Holds"),
    "ontology.under": ("上位", "Under"),
    "ontology.aligned": ("对应", "Elsewhere"),
    "ontology.example": ("例", "Example"),
    "ontology.or": ("或", "or"),
    "ontology.evidence": (
        "每条关系既是一条普通三元组，也是一条带引文的陈述：报告、字符范围、行、页和原文。没有引文，就没有关系。",
        (
            "Every relation is both a plain triple and a statement with its quotes: report, character range, lines, "
            "page and the words as printed. No quote, no fact."
        ),
    ),
    # predicates, seen from the subject (>) and from the object (<)
    "coBuilds>": ("共建", "Co-builds"),
    "coBuilds<": ("共建方", "Co-built by"),
    "leads>": ("牵头", "Leads"),
    "leads<": ("牵头方", "Led by"),
    "memberOf>": ("加入", "Member of"),
    "memberOf<": ("成员", "Members"),
    "cooperatesWith>": ("合作", "Cooperates with"),
    "cooperatesWith<": ("合作", "Cooperates with"),
    "awardedIn>": ("获奖赛事", "Awarded in"),
    "awardedIn<": ("获奖方", "Awarded to"),
    "hosts>": ("举办", "Hosts"),
    "hosts<": ("举办方", "Hosted by"),
    "supervisedBy>": ("主管单位", "Supervised by"),
    "supervisedBy<": ("主管", "Supervises"),
}
