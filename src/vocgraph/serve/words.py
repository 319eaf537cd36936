"""Holds every word of the interface in Chinese and English, and chooses between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vocgraph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.datastructures import LanguageAccept

LANGUAGES: Final = ("zh", "en")
HTML_LANGUAGE: Final = {"zh": "zh-CN", "en": "en"}

# One line per string: (Chinese, English). {name} is filled in by the page that shows it.
WORDS: Final[dict[str, tuple[str, str]]] = {
    "site": ("职教年报图谱", "vocgraph"),
    "tagline": (
        "在职业教育质量年报中检索案例、做法与合作关系",
        "Search cases, practices and partnerships in vocational-education annual reports",
    ),
    "skip": ("跳到正文", "Skip to content"),
    "nav": ("主导航", "Main"),
    "nav.search": ("检索", "Search"),
    "nav.reports": ("报告", "Reports"),
    "nav.entities": ("图谱", "Graph"),
    "nav.about": ("关于", "About"),
    "language": ("界面语言", "Interface language"),
    "language.zh": ("中文", "中文"),
    "language.en": ("English", "English"),
    # search
    "search.label": ("检索词或问题", "Words or a question"),
    "search.placeholder": ("例如：产业学院怎样参与课程开发", "For example: how industrial colleges shape courses"),
    "search.submit": ("检索", "Search"),
    "search.try": ("试试", "Try"),
    "search.title": ("{query} 的检索结果", "Results for {query}"),
    "search.total": ("找到 {count} 处，用时 {ms} 毫秒", "1 passage, {ms} ms|{count} passages, {ms} ms"),
    "search.shown": ("第 {first}–{last} 处", "{first}–{last} shown"),
    "search.none": ("没有找到相关段落", "Nothing was found"),
    "search.none.hint": (
        "换一个更常用的说法，减少词语，或去掉筛选条件。",
        "Try a more common wording, fewer words, or remove the filters.",
    ),
    "search.kind": ("段落类型", "Kind of passage"),
    "search.in-report": ("限定报告", "Only in report"),
    "search.in-year": ("限定年度", "Only in year"),
    "search.any-report": ("全部报告", "All reports"),
    "search.any-year": ("全部年度", "All years"),
    "search.apply": ("应用", "Apply"),
    "search.remove": ("去掉筛选：{name}", "Remove filter: {name}"),
    "search.keys": (
        "快捷键：/ 聚焦检索框，j 与 k 移动，Enter 打开",
        "Keys: / to search, j and k to move, Enter to open",
    ),
    "search.results": ("检索结果", "Results"),
    "search.json": ("此页的 JSON", "This page as JSON"),
    "kind.any": ("全部", "All"),
    "kind.prose": ("正文", "Prose"),
    "kind.case": ("案例", "Cases"),
    "kind.table": ("表格", "Tables"),
    "badge.case": ("案例", "Case"),
    "badge.table": ("表格", "Table"),
    "hit.why": ("为何命中", "Why it was found"),
    "hit.words": ("词语", "Words"),
    "hit.expanded": ("扩展", "Related"),
    "hit.shares": ("词语 {words}% · 语义 {meaning}%", "words {words}% · meaning {meaning}%"),
    "hit.open": ("在报告中查看", "Open in the report"),
    "pages": ("翻页", "Pages"),
    "pages.previous": ("上一页", "Previous"),
    "pages.next": ("下一页", "Next"),
    "pages.here": ("第 {page} 页", "Page {page}"),
    # places
    "place.line": ("第 {first} 行", "line {first}"),
    "place.lines": ("第 {first}–{last} 行", "lines {first}–{last}"),
    "place.page": ("第 {page} 页", "page {page}"),
    # reports
    "reports.title": ("报告", "Reports"),
    "reports.lead": (
        "共 {count} 份报告。点开即可按原文阅读，每一行都有固定链接。",
        (
            "One report, readable as printed, every line with its own link.|{count} reports, each readable as "
            "printed, every line with its own link."
        ),
    ),
    "reports.none": ("库中还没有报告。", "The library holds no report yet."),
    "reports.year": ("{year} 年度", "{year}"),
    "reports.cases": ("{count} 个案例", "1 case|{count} cases"),
    "reports.tables": ("{count} 张表", "1 table|{count} tables"),
    "reports.passages": ("{count} 个段落", "1 passage|{count} passages"),
    "reports.lines": ("{count} 行", "1 line|{count} lines"),
    "report.outline": ("目录", "Outline"),
    "report.cases": ("案例（{count}）", "Cases ({count})"),
    "report.tables": ("表格（{count}）", "Tables ({count})"),
    "report.oddities": ("存疑之处（{count}）", "Oddities ({count})"),
    "report.oddities.hint": (
        "读到但未能完全理解的地方，原文照录。",
        "Places that were read but not fully understood; the text is shown as printed.",
    ),
    "report.search": ("在本报告中检索", "Search this report"),
    "report.contents": ("原文目录（点开查看）", "Printed table of contents (open to read)"),
    "report.marked": ("已标出", "Marked:"),
    "report.back": ("回到标记", "Back to it"),
    "report.unmark": ("清除", "Clear"),
    "report.untitled-table": ("无标题表格", "Untitled table"),
    "report.cite": ("复制引文", "Copy citation"),
    "report.cited": ("已复制", "Copied"),
    "report.case": ("案例", "Case"),
    "report.top": ("回到顶部", "Back to top"),
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
    "entities.cut": (
        "只显示前 {count} 个，请用名称或类型缩小范围。",
        "The first {count} are shown; narrow them by name or kind.",
    ),
    "entities.count": ("{count} 个", "{count} found"),
    "entities.mentions": ("{count} 次提及", "1 mention|{count} mentions"),
    "entities.in-reports": ("{count} 份报告", "1 report|{count} reports"),
    "entity.aliases": ("又称", "Also called"),
    "entity.named-in": ("出现于", "Named in"),
    "entity.relations": ("关系", "Relations"),
    "entity.no-relations": ("报告中没有写明它与他者的关系。", "The reports state no relation of it."),
    "entity.quotes": ("另有 {count} 处原文", "1 more place|{count} more places"),
    "entity.search": ("检索相关段落", "Search passages about it"),
    "entity.path": ("与另一方的联系", "Ties to another"),
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
    "about.api": ("程序接口", "For programs"),
    "about.api.text": ("同样的内容也以 JSON 提供：", "The same content is served as JSON:"),
    # errors
    "error.400": ("这个请求无法回答", "This request cannot be answered"),
    "error.name": ("库中没有这个名称", "The library holds nothing of that name"),
    "error.404": ("没有这一页", "There is no such page"),
    "error.405": ("此处不接受这种请求", "This kind of request is not accepted here"),
    "error.500": ("服务器出错了", "Something went wrong on the server"),
    "error.503": ("库暂时不可用", "The library cannot be used now"),
    "error.home": ("回到检索", "Back to search"),
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

# Words of the genre, not of any report: what someone new to the page can try.
EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "zh": ("产业学院 共建", "订单班怎样培养人才", "乡村振兴 培训", "现场工程师", "心理健康教育"),
    "en": ("industrial college", "rural revitalisation training", "digital teaching resources", "skills competition"),
}


def choose_language(asked: str | None, accepted: LanguageAccept) -> str:
    """The language named in the address, else the one the browser prefers, else Chinese.

    :raises QueryError: if the address names a language that there is none of.
    """
    if asked is None:
        best = accepted.best_match(("zh", "zh-CN", "zh-Hans", "zh-TW", "zh-HK", "en"), default="zh")
        return best[:2]
    if asked not in LANGUAGES:
        raise QueryError(f"There is no interface in {asked[:20]!r}.", fix=f"Use lang={' or lang='.join(LANGUAGES)}.")
    return asked


def teller(language: str) -> Callable[..., str]:
    """A function that gives a string of WORDS in one language, its places filled in."""
    column = LANGUAGES.index(language)

    def tell(key: str, **values: object) -> str:
        one, _, many = WORDS[key][column].partition("|")  # "1 case|{count} cases"
        return (many if many and values.get("count") not in {1, "1"} else one).format(**values)

    return tell
