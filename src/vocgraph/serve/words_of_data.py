"""Holds the interface's words about data: figures, questions, exports, the interface for programs, and errors."""

from __future__ import annotations

from typing import Final

# One line per string: (Chinese, English). {name} is filled in by the page that shows it.
DATA: Final[dict[str, tuple[str, str]]] = {
    # figures
    "indicators.title": ("指标", "Figures"),
    "indicators.lead": (
        "各校年报用数字说了什么：同一指标跨学校、跨年度对照，前后矛盾之处标出，每个数都能回到原文那一行。",
        (
            "What the reports say in numbers: one indicator across schools and years, contradictions marked, every "
            "number with the line it stands on."
        ),
    ),
    "indicators.find": ("指标名称", "Name of an indicator"),
    "indicators.count": ("{count} 个通用指标", "1 common indicator|{count} common indicators"),
    "indicators.schools": ("{count} 校", "1 school|{count} schools"),
    "indicators.figures": ("{count} 个数", "1 figure|{count} figures"),
    "indicators.years": ("{first}–{last}", "{first}–{last}"),
    "indicators.apart": ("{count} 处矛盾", "1 contradiction|{count} contradictions"),
    "indicators.others": ("其他名称（照原文）", "Other names, as printed"),
    "indicators.others.lead": (
        "报告里有数、但不在通用指标之内的名称，共 {count} 个。",
        "1 name with a figure that is no common indicator.|{count} names with a figure that are no common indicator.",
    ),
    "indicators.groups": ("指标类别", "Groups of indicators"),
    "indicators.none": ("没有这样的指标。", "No indicator matches."),
    "indicator.also": ("又称", "Also called"),
    "indicator.unit": ("常用单位", "Usual unit"),
    "indicator.held": ("数据", "Data"),
    "indicator.filter": ("筛选", "Filter"),
    "indicator.school": ("学校", "School"),
    "indicator.year": ("年度", "Year"),
    "indicator.province": ("省份", "Province"),
    "indicator.any": ("全部", "All"),
    "indicator.apply": ("应用", "Apply"),
    "indicator.clear": ("去掉筛选", "Remove filters"),
    "indicator.apart": ("互相矛盾的数", "Figures that contradict each other"),
    "indicator.apart.lead": (
        "同一学校、同一年度、同一对象，不同地方写了不同的数；这里只摆出来，不判断谁对。",
        "One school, year and population, but different numbers in different places; which is right is not judged.",
    ),
    "indicator.bars": ("各校最近一年", "Each school's latest year"),
    "indicator.bars.years": ("各年度", "Each year"),
    "indicator.bars.more": (
        "图中为最大的 {shown} 个，另有 {count} 个见下表。",
        "The {shown} largest; {count} more in the table.",
    ),
    "indicator.lines": ("历年变化", "Over the years"),
    "indicator.chart.hint": (
        "只比较以全校为对象、名称与指标一致的数；案例里的数和局部的数只列在表中。",
        (
            "Only figures of whole schools under the indicator's own name are charted; those of parts or cases are in "
            "the table."
        ),
    ),
    "indicator.odd": ("有矛盾", "contradicted"),
    "indicator.table": ("全部数据", "All figures"),
    "indicator.value": ("数值", "Value"),
    "indicator.printed": ("原文说法", "As printed"),
    "indicator.place": ("出处", "Place"),
    "indicator.narrower": ("局部", "of a part"),
    "indicator.none": ("没有符合条件的数。", "No figure meets these conditions."),
    "indicator.download": ("下载", "Download"),
    "indicator.back": ("全部指标", "All indicators"),
    # what programs can ask
    "api.title": ("数据接口", "Interface for programs"),
    "api.lead": (
        "页面上的一切也能作为数据取得。每个例子都可以直接点开；错误统一用 RFC 9457 的格式说明。",
        (
            "Whatever pages show can be had as data. Every example can be tried at once; errors are told as RFC 9457 "
            "says."
        ),
    ),
    "api.document": ("OpenAPI 3.1 文件，版本 {version}", "OpenAPI 3.1 document, version {version}"),
    "api.tag.search": ("检索", "Search"),
    "api.tag.reports": ("报告", "Reports"),
    "api.tag.graph": ("图谱", "Graph"),
    "api.tag.figures": ("指标", "Figures"),
    "api.tag.files": ("查询与导出", "Queries and exports"),
    "api.schemas": ("记录", "Records"),
    "api.parameters": ("参数", "Parameters"),
    "api.parameter": ("参数", "Parameter"),
    "api.values": ("取值", "Values"),
    "api.meaning": ("含义", "Meaning"),
    "api.needed": ("必需", "required"),
    "api.try": ("打开这个例子", "Open this example"),
    # taking the graph away
    "export.title": ("导出图谱", "Export the graph"),
    "export.lead": (
        "选一种格式和要带走的部分，先看有多少，再下载。什么都不选就是整个图谱。",
        (
            "Choose a format and the part to take, see how much it is, then download. With nothing chosen it is the "
            "whole graph."
        ),
    ),
    "export.format": ("格式", "Format"),
    "export.part": ("范围", "Part of the graph"),
    "export.around": ("在谁周围", "Around"),
    "export.around.hint": ("学校、企业、联盟等的任一名称", "Any name of a school, enterprise, alliance …"),
    "export.depth": ("几步之内", "Steps away"),
    "export.most": ("联系最多的", "Best connected"),
    "export.most.all": ("全部", "all"),
    "export.kinds": ("实体类别", "Kinds of entity"),
    "export.predicates": ("关系", "Relations"),
    "export.reports": ("报告", "Reports"),
    "export.years": ("年度", "Years"),
    "export.excel": (
        "适合电子表格：带字节序标记，以等号等开头的内容不会被当作公式（仅 CSV）",
        "For spreadsheets: with a byte order mark, and nothing is taken for a formula (CSV only)",
    ),
    "export.submit": ("看看有多少", "Show how much it is"),
    "export.result": ("所选部分", "What is chosen"),
    "export.entities": ("实体", "Entities"),
    "export.relations": ("关系", "Relations"),
    "export.complete": ("完整", "Complete"),
    "export.yes": ("是", "Yes"),
    "export.no": ("否", "No"),
    "export.left-out": (
        "超过了一次能导出的上限：最远的、联系最少的没有包含在内，文件里写明了数目。",
        "More than one file may hold: the farthest and the least connected are left out, and the file says how many.",
    ),
    "export.download": ("下载 {name}", "Download {name}"),
    "export.empty": ("没有符合条件的内容。", "Nothing meets these conditions."),
    "export.all": ("整个图谱", "The whole graph"),
    "format.gexf": (
        "Gephi 与 Gephi Lite：GEXF 1.3，带颜色、大小和位置",
        "Gephi and Gephi Lite: GEXF 1.3 with colours, sizes and positions",
    ),
    "format.graphml": (
        "networkx、yEd、Cytoscape、igraph：GraphML，属性带类型",
        "networkx, yEd, Cytoscape, igraph: GraphML with typed attributes",
    ),
    "format.turtle": (
        "三元组库，也便于人读：Turtle，每条陈述带引文",
        "Triple stores and people: RDF in Turtle, every statement with its quotes",
    ),
    "format.nquads": (
        "三元组库：N-Quads，每份报告一个命名图",
        "Triple stores: RDF in N-Quads, one named graph per report",
    ),
    "format.jsonld": (
        "网站开发：JSON-LD 1.1，每份报告一个命名图",
        "Web developers: RDF in JSON-LD 1.1, one named graph per report",
    ),
    "format.csv": (
        "电子表格与 pandas：nodes.csv、edges.csv、quotes.csv",
        "Spreadsheets and pandas: nodes.csv, edges.csv and quotes.csv",
    ),
    "format.cytoscape": (
        "Cytoscape 与 Cytoscape.js：JSON，带位置",
        "Cytoscape and Cytoscape.js: JSON elements with positions",
    ),
    "format.graphology": (
        "sigma.js 与 graphology：JSON，带位置、大小和颜色",
        "sigma.js and graphology: JSON with positions, sizes and colours",
    ),
    "format.neo4j": (
        "Neo4j：neo4j-admin 的节点与关系文件，附导入命令",
        "Neo4j: nodes and relationships for neo4j-admin, with the command",
    ),
    # questions
    "questions.title": ("现成的问题", "Ready-made questions"),
    "questions.lead": (
        "{count} 个可以直接问图谱的问题，名称可换成自己关心的；也可以自己写查询。",
        ("{count} questions that the graph can answer, about names of your choice; or write a query of your own."),
    ),
    "questions.ask": ("看答案", "Answer"),
    "questions.again": ("再问", "Ask again"),
    "questions.back": ("全部问题", "All questions"),
    "questions.own": ("自己写查询", "Your own query"),
    "questions.own.lead": (
        "SPARQL 的 SELECT、ASK、CONSTRUCT、DESCRIBE；常用前缀不必声明，超过时限或行数会停下并说明。",
        (
            "SELECT, ASK, CONSTRUCT or DESCRIBE in SPARQL; the usual prefixes need no declaration, and what takes "
            "too long or too many rows is stopped and says so."
        ),
    ),
    "questions.query": ("SPARQL 查询", "SPARQL query"),
    "questions.edit": ("改这个查询", "Edit this query"),
    "questions.run": ("运行", "Run"),
    "questions.answer": ("答案", "Answer"),
    "questions.rows": ("{count} 行", "1 row|{count} rows"),
    "questions.cut": (
        "只显示前 {count} 行，其余在文件里。",
        "The first {count} rows are shown; the file holds more.",
    ),
    "questions.none": ("没有符合的内容。", "Nothing was found."),
    "questions.yes": ("是", "Yes"),
    "questions.no": ("否", "No"),
    "questions.wrong": ("这个查询无法回答", "This query cannot be answered"),
    "questions.take": ("下载全部", "Download all of it"),
    "questions.chart": ("图示", "As a chart"),
    "questions.chart.first": ("图示（前 {count} 行）", "As a chart, the first row|As a chart, the first {count} rows"),
    "questions.share": ("复制链接", "Copy link"),
    # what the questions ask about, and the columns of their answers
    "column.about": ("主题", "About"),
    "column.after": ("后一年", "Later year"),
    "column.alias": ("别名", "Other name"),
    "column.alliance_name": ("联盟", "Alliance"),
    "column.award": ("奖项", "Award"),
    "column.base_name": ("基地", "Base"),
    "column.before": ("前一年", "Earlier year"),
    "column.builder_name": ("共建方", "Builder"),
    "column.built_name": ("共建的学院或基地", "College or base"),
    "column.city": ("城市", "City"),
    "column.college_name": ("产业学院", "Industrial college"),
    "column.competition_name": ("赛事", "Competition"),
    "column.count": ("数量", "Count"),
    "column.enterprise_name": ("企业", "Enterprise"),
    "column.entities": ("实体数", "Entities"),
    "column.first": ("起始行", "First line"),
    "column.from": ("从", "From"),
    "column.host_name": ("举办方", "Host"),
    "column.kind": ("类别", "Kind"),
    "column.last": ("末行", "Last line"),
    "column.leader_name": ("牵头方", "Leader"),
    "column.level": ("级别", "Level"),
    "column.member_name": ("成员", "Member"),
    "column.name": ("名称", "Name"),
    "column.one": ("一所院校", "One school"),
    "column.page": ("页", "Page"),
    "column.park_name": ("园区", "Park"),
    "column.part": ("方式", "Part taken"),
    "column.partner_name": ("合作方", "Partner"),
    "column.partners": ("合作方数", "Partners"),
    "column.predicate": ("关系", "Relation"),
    "column.quotes": ("引文数", "Quotes"),
    "column.related": ("相关对象数", "Related to"),
    "column.report_id": ("报告", "Report"),
    "column.reports": ("报告数", "Reports"),
    "column.role": ("角色", "Role"),
    "column.school_name": ("院校", "School"),
    "column.supervisor_name": ("主管单位", "Supervisor"),
    "column.title": ("标题", "Title"),
    "column.to": ("到", "To"),
    "column.topic": ("主题", "Topic"),
    "column.two": ("另一所院校", "Another school"),
    "column.words": ("原文", "Words as printed"),
    "column.year": ("年度", "Year"),
    # about
    "about.title": ("关于", "About"),
    "about.what": (
        "这里把职业教育质量年报读成可以检索的段落和可以追问的关系。原文一字不改，每个结果、每条关系都指回所在的行。",
        (
            "Annual quality reports of vocational education, read into passages to search and relations to ask "
            "about. The text is never altered, and every result and relation points to its lines."
        ),
    ),
    "about.how": (
        (
            "检索同时看词语和语义，并说明为何命中；关系由规则从原句读出，没有原句就没有关系。同样的报告，总得到同"
            "样的结果。"
        ),
        (
            "Search weighs words and meaning together and says why it found a passage. Relations are read from "
            "sentences by rules: no sentence, no relation. The same reports always give the same result."
        ),
    ),
    "about.holds": ("库中内容", "What the library holds"),
    "about.reports": ("报告", "Reports"),
    "about.chunks": ("段落", "Passages"),
    "about.entities": ("实体", "Entities"),
    "about.relations": ("关系", "Relations"),
    "about.generation": ("库版本", "Library generation"),
    "about.more": ("还可以", "More to do"),
    "about.api": ("程序接口", "For programs"),
    "about.api.text": ("同样的内容也以 JSON 提供：", "The same content is served as JSON:"),
    # errors
    "error.400": ("这个请求无法回答", "This request cannot be answered"),
    "error.name": ("库中没有这个名称", "The library holds nothing of that name"),
    "error.404": ("没有这一页", "There is no such page"),
    "error.403": ("这个请求不被允许", "This request is not allowed"),
    "error.413": ("内容太大", "This is too large"),
    "error.405": ("此处不接受这种请求", "This kind of request is not accepted here"),
    "error.500": ("服务器出错了", "Something went wrong on the server"),
    "error.503": ("库暂时不可用", "The library cannot be used now"),
    "error.home": ("回到检索", "Back to search"),
}
