"""Holds what the OpenAPI document says in Chinese, by its English words."""

from __future__ import annotations

from typing import Final

API_CHINESE: Final[dict[str, str]] = {
    # operations
    "Find passages by words and meaning, best first.": "按词语和语义检索段落，最相关的在前。",
    "Every report of the library.": "库中的全部报告。",
    "One report's outline, cases, tables and oddities, with line numbers.": (
        "一份报告的目录、案例、表格和存疑之处，带行号。"
    ),
    "Names of the graph, those equal to q first, then those that hold it, most mentioned first.": (
        "图谱中的名称：与 q 相同的在前，其次是含有它的，提及多的在前。"
    ),
    "One entity with its relations and the quotes that say them.": "一个实体，连同它的关系和引文。",
    "Who works with an organisation, and what says so.": "谁与一个机构合作，依据是什么。",
    "Organisations named in the same passages as an entity, though no report states a relation.": (
        "与一个实体在同一段落被提到、但报告没有写明关系的机构。"
    ),
    "Partners that two organisations share, and those that each has alone; two report ids compare reports.": (
        "两个机构共同的与各自独有的合作方；给两个报告编号则比较两份报告。"
    ),
    "The most connected entities.": "联系最多的实体。",
    "Groups of entities with more ties inside than to the rest, largest first.": (
        "内部联系多于对外联系的群体，大的在前。"
    ),
    "What the reports give figures for: the ontology's indicators first, those of most schools before others.": (
        "报告给出数字的指标：本体中的通用指标在前，学校多的在前。"
    ),
    "One indicator across schools and years: each figure with its place, contradictions marked.": (
        "一个指标跨学校、跨年度的数：每个数带出处，矛盾处有标记。"
    ),
    "A shortest chain of relations between two entities, with the quotes along it.": (
        "两个实体之间的最短关系链，带引文。"
    ),
    "Answer a SPARQL query.": "回答一个 SPARQL 查询。",
    "Answer a SPARQL query that is sent in the body.": "回答放在请求体里的 SPARQL 查询。",
    "The graph, or the part that meets every condition, as a file for another program.": (
        "整个图谱，或符合全部条件的部分，作为其他程序可用的文件。"
    ),
    "Every concept that a case is about, with the number of cases.": "案例所涉及的每个主题，及其案例数。",
    "The cases that meet every condition, and how they are spread; the newest first, or by a search.": (
        "符合全部条件的案例及其分布；新的在前，或按检索排序。"
    ),
    "One case with its text, its topics and the entities named in it.": "一个案例，连同正文、主题和其中提到的实体。",
    "Cases or passages like a case, a passage or a text; near-duplicates apart.": (
        "与一个案例、段落或文本相似的案例或段落；近乎重复的另列。"
    ),
    # parameters
    (
        'A few words or a question, Chinese or English; "a phrase" that every hit must hold, -word that n'
        "one may, and the filters as year:2024, school:…, report:…, kind:case."
    ): (
        '几个词或一个问题，中文或英文；"引号"内的短语必须出现，-词 不得出现，筛选可写 year:2024、school:…'
        "、report:…、kind:case。"
    ),
    "Only in these reports, by id.": "只在这些报告里，用报告编号。",
    "Only in reports of these institutions.": "只在这些院校的报告里。",
    "Only in reports of these years.": "只在这些年度的报告里。",
    "Only these kinds of passage.": "只要这些类型的段落。",
    "How many results.": "多少条结果。",
    "How many results to pass over.": "跳过多少条结果。",
    "How many at most.": "最多多少个。",
    "How many to pass over.": "跳过多少个。",
    "The report's id.": "报告编号。",
    "1: with the raw text.": "1：连同原文。",
    "A name or a part of one.": "名称或名称的一部分。",
    "A part of a name, Chinese or English.": "名称的一部分，中文或英文。",
    "Only this kind of entity.": "只要这一类实体。",
    "Only these kinds of entity.": "只要这些类实体。",
    "Only these relations.": "只要这些关系。",
    "Only names filed under it, by the pinyin of the first character; # for the rest.": (
        "只要这个首字母下的名称（按第一个字的拼音）；其余用 #。"
    ),
    "Only what this report names, by id.": "只要这份报告提到的，用报告编号。",
    "Only what these reports say, by id.": "只要这些报告所说的，用报告编号。",
    "Only what reports of these years say.": "只要这些年度的报告所说的。",
    "Only what reports of these provinces or cities say.": "只要这些省市的报告所说的。",
    "Only so many entities, the best connected, and none without relations.": (
        "只要联系最多的若干实体，没有关系的不要。"
    ),
    "Entities that are among those however few relations they have, by id.": "关系再少也在其中的实体，用编号。",
    "The best connected part of the graph with its places in a picture, column by column.": (
        "图谱中联系最多的部分及其在图上的位置，按列给出。"
    ),
    (
        "Each list of entities has one value per entity, each list of relations one per relation. An id that is "
        "null is the kind, a slash and the name. kind and predicate count from 0 in kinds and predicates, subject "
        "and object in entities; y grows upwards; community -1 is none."
    ): (
        "entities 的每个列表按实体、relations 的每个列表按关系各有一个值。id 为 null 时就是类别、斜线和名称。"
        "kind 与 predicate 从 0 数起，指向 kinds 与 predicates；subject 与 object 指向 entities；y 向上增大；"
        "community 为 -1 表示不属于任何群体。"
    ),
    "Only what lies around this entity, by id or name.": "只要这个实体周围的，用编号或名称。",
    "How many relations away from it.": "离它几步之内。",
    "The order.": "排序。",
    "An organisation or contest, by id or by any of its names.": "机构或赛事，用编号或任一名称。",
    "degree: how many different neighbours; betweenness: share of shortest chains through it.": (
        "degree：不同相邻者的个数；betweenness：经过它的最短关系链所占的比例。"
    ),
    "1: only those that the ontology knows; 0: only other names, as printed.": (
        "1：只要通用指标；0：只要其他名称（照原文）。"
    ),
    "The indicator's key, any of its names, or a name as printed.": "指标的编号、任一名称，或原文中的名称。",
    "Only figures of these schools.": "只要这些学校的数。",
    "Only figures of these years.": "只要这些年度的数。",
    "Only schools of these provinces.": "只要这些省份的学校。",
    "csv: all figures as a file, without their sentences.": "csv：全部的数作为一个文件，不含原句。",
    "For csv alone: 1 makes the file safe and readable for spreadsheets.": "仅用于 csv：1 使文件适合电子表格。",
    "For csv alone: 1 makes the files safe and readable for spreadsheets.": "仅用于 csv：1 使文件适合电子表格。",
    "SELECT, ASK, CONSTRUCT or DESCRIBE; the usual prefixes are predeclared. No FROM, no SERVICE, no updates.": (
        "SELECT、ASK、CONSTRUCT 或 DESCRIBE；常用前缀不必声明。不可用 FROM、SERVICE，不可更新。"
    ),
    "The format by name, as a file; without it Accept decides.": "格式名，作为文件取得；不给则由 Accept 决定。",
    "The format; the page /export says what each is for.": "格式；/export 页说明各自的用途。",
    "1: also count how the ranked passages are spread.": "1：同时统计结果的分布。",
    "1: only in reports of other institutions.": "1：只在其他院校的报告里。",
    "A case's id, a place (report-2024:120 or report-2024:120-134), or a text.": (
        "案例编号、位置（report-2024:120 或 report-2024:120-134）或一段文本。"
    ),
    "Only cases about these concepts or narrower ones, by id or label.": (
        "只要涉及这些主题或其下位主题的案例，用编号或名称。"
    ),
    "Only cases of reports from these provinces.": "只要这些省份的报告中的案例。",
    "Only cases that a search for this finds, best first.": "只要检索到的案例，最相关的在前。",
    "Only cases that name these organisations, by id or any name.": "只要提到这些机构的案例，用编号或任一名称。",
    "Only cases under these outermost headings, without their numbers.": "只要这些一级标题下的案例，标题不带编号。",
    "Only passages about these concepts or narrower ones, by id or label.": (
        "只要涉及这些主题或其下位主题的段落，用编号或名称。"
    ),
    "Only passages of reports from these provinces.": "只要这些省份的报告中的段落。",
    "Only passages that name these, by id or any name.": "只要提到这些机构的段落，用编号或任一名称。",
    "Only passages under these outermost headings, without their numbers.": "只要这些一级标题下的段落，标题不带编号。",
    "The case's id: its report's and its place among that report's cases, such as report-2024/3.": (
        "案例编号：报告编号加上它在该报告案例中的次序，例如 report-2024/3。"
    ),
    "What is looked for.": "找什么。",
    # answers
    "The answer.": "答案。",
    "The request cannot be answered as it stands.": "请求无法照此回答。",
    "The library holds nothing of that name.": "库中没有这个名称。",
    "In the format asked for by name, else by Accept, else as JSON or Turtle.": (
        "按名称指定的格式，否则按 Accept，再否则为 JSON 或 Turtle。"
    ),
    "The query is missing, wrong or not allowed.": "没有查询、查询有误或不被允许。",
    "The answer cannot be had in that format.": "答案不能用这种格式取得。",
    "The query took too long.": "查询用时过长。",
    "The body is neither a form nor a query.": "请求体既不是表单也不是查询。",
    "The file; formats of several files come as a zip.": "文件；由几个文件组成的格式打包为 zip。",
    "There is no such format, report or name.": "没有这样的格式、报告或名称。",
    # further
    "0: near-identical passages, as of two years, are hits of their own.": "0：近乎相同的段落（例如两年的）各算一条。",
    "How many of each kind.": "每类多少个。",
    "The language of the notes; without it Accept-Language decides.": (
        "说明所用的语言；不给则由 Accept-Language 决定。"
    ),
    "What is typed.": "已输入的字。",
    "What typed characters may become: topics, organisations and cases, by name, pinyin or its first letters.": (
        "输入的字可能是什么：主题、机构和案例，按名称、拼音或拼音首字母。"
    ),
    "How the query was read: what every hit holds, what none holds, the filters, entities by id.": (
        "查询是怎样理解的：必有的、不得有的、筛选条件、实体编号。"
    ),
    "said: the name that was typed, or the one in the other language, where it is not the label.": (
        "said：输入的名称，或另一种语言的名称，与标签不同时才有。"
    ),
    (
        "total: passages that hold a word of the query or a term added to it, or are near it in meaning; "
        "ranked: the hits that limit and offset can reach."
    ): ("total：含有查询词、扩展词或意思相近的段落数；ranked：limit 和 offset 可及的条数。"),
    # records
    "How all results are spread, by facet, the commonest values first.": "全部结果在各方面的分布，常见的值在前。",
    "number is the printed one, empty where none is; lines are 1-based and inclusive.": (
        "number 是原文编号，没有则为空；行号从 1 起，含首尾。"
    ),
    "overlap: the share of text that is the same; copies: other places with nearly the same text.": (
        "overlap：相同文字所占的比例；copies：文字几乎相同的其他位置。"
    ),
    "words earned the topic; start and end count characters of the report's raw text.": (
        "words 是得出主题的词；start、end 按报告原文的字符计。"
    ),
    "RFC 9457 problem details; fix says how to put it right.": "RFC 9457 的问题说明；fix 说明怎样改正。",
    "Lines are 1-based and inclusive, in the report's raw text; twins are near-identical passages.": (
        "行号从 1 起，含首尾，指报告原文；twins 是近乎相同的段落。"
    ),
    "marks and the most telling sentence are [start, end) in the passage's text.": (
        "marks 和最说明问题的句子是段落文本中的 [起, 止) 位置。"
    ),
    "passages: how many name both; first: the first of them.": "passages：同时提到两者的段落数；first：其中第一段。",
    "through: the college, base or alliance that both take part in; null for a direct relation.": (
        "through：双方共同参与的学院、基地或联盟；直接关系为 null。"
    ),
    "steps[i] holds the relations between nodes[i] and nodes[i + 1]; no nodes: there is no way.": (
        "steps[i] 是 nodes[i] 与 nodes[i + 1] 之间的关系；没有 nodes 即没有通路。"
    ),
    "disagreements: how many schools, years and populations have figures that contradict each other.": (
        "disagreements：数字互相矛盾的学校、年度、对象的组数。"
    ),
    "amount: the value in base_unit, which figures of one sort share; indicator: the name as printed.": (
        "amount：以 base_unit 表示的值，同类的数单位一致；indicator：原文中的名称。"
    ),
}
