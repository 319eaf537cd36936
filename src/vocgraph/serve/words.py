"""Holds every word of the interface in Chinese and English, and chooses between the two."""

from __future__ import annotations

from functools import cache
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
    "nav.cases": ("案例", "Cases"),
    "nav.reports": ("报告", "Reports"),
    "nav.entities": ("图谱", "Graph"),
    "nav.network": ("网络", "Network"),
    "nav.indicators": ("指标", "Figures"),
    "nav.questions": ("问答", "Ask"),
    "nav.export": ("导出", "Export"),
    "nav.about": ("关于", "About"),
    "nav.list": ("清单", "List"),
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
    "search.only-meaning": (
        "没有段落含有这些词，以下是意思最接近的段落",
        "No passage holds these words; these are the nearest in meaning",
    ),
    "search.shown": ("第 {first}–{last} 处", "{first}–{last} shown"),
    "search.none": ("没有找到相关段落", "Nothing was found"),
    "search.none.hint": (
        "换一个更常用的说法，减少词语，或去掉筛选条件。",
        "Try a more common wording, fewer words, or remove the filters.",
    ),
    "search.remove": ("去掉筛选：", "Remove filter:"),
    "search.keys": (
        "快捷键：/ 聚焦检索框，j 与 k 移动，Enter 打开",
        "Keys: / to search, j and k to move, Enter to open",
    ),
    "search.results": ("检索结果", "Results"),
    "search.json": ("此页的 JSON", "This page as JSON"),
    "suggest.title": ("建议", "Suggestions"),
    "suggest.topic": ("主题", "Topic"),
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
    "search.back-to-report": ("回到这份报告", "Back to this report"),
    "search.meant": ("您要找的是不是", "Did you mean"),
    "search.without-filters": ("去掉全部筛选再检索", "Search again without filters"),
    "search.group": ("结果按什么列出", "What results are listed by"),
    "search.by-passage": ("按段落", "Passages"),
    "search.by-case": ("按案例", "Whole cases"),
    "search.ranked": ("按相关程度列出前 {count} 处", "the best {count} are listed"),
    "read.phrases": ("必须含有", "Must hold"),
    "read.without": ("不含", "Without"),
    "read.topics": ("涉及主题", "About"),
    "read.named": ("涉及机构", "Naming"),
    "hit.twins": ("另见相同文字", "The same text in"),
    "hit.case": ("案例全文", "Whole case"),
    "hit.similar": ("找相似", "Similar"),
    "home.cases": ("按主题浏览全部案例", "Browse all cases by topic"),
    # filters with counts
    "facets.title": ("筛选", "Filters"),
    "facets.chosen": ("已选筛选：", "Filters in force:"),
    "facets.clear": ("全部去掉", "Remove all"),
    "facets.more": ("另 {count} 项", "{count} more"),
    "facet.topic": ("主题", "Topic"),
    "facet.institution": ("学校", "School"),
    "facet.year": ("年度", "Year"),
    "facet.province": ("省份", "Province"),
    "facet.kind": ("段落类型", "Kind of passage"),
    "facet.chapter": ("章节", "Chapter"),
    "facet.organisation": ("提到的机构", "Organisation"),
    "facet.partner": ("提到的机构", "Organisation"),
    "facet.report": ("报告", "Report"),
    # cases
    "cases.title": ("案例", "Cases"),
    "cases.lead": (
        "各校年报中的案例，可按主题、学校、年度和合作方浏览，每个案例都附原文位置与相似案例。",
        "The cases of every report, by topic, school, year and partner, each with its place and its like elsewhere.",
    ),
    "cases.label": ("在案例中检索", "Search the cases"),
    "cases.placeholder": ("例如：产业学院、乡村振兴", "For example: industrial college"),
    "cases.themes": ("按主题浏览", "Browse by theme"),
    "cases.count": ("{count} 个案例", "1 case|{count} cases"),
    "cases.shown": ("第 {first}–{last} 个", "{first}–{last} shown"),
    "cases.number": ("案例 {number}", "Case {number}"),
    "cases.none": ("没有符合条件的案例。", "No case meets these conditions."),
    "case.about": ("关于这个案例", "About this case"),
    "case.entities": ("提到的学校、企业等", "Who is named"),
    "case.cite": ("引用：", "Cite:"),
    "case.similar": ("相似案例", "Similar cases"),
    "case.similar.more": ("更多相似内容", "More like this"),
    "case.duplicates": ("文字几乎相同的案例", "Nearly the same text elsewhere"),
    "similar.title": ("相似内容", "Similar texts"),
    "similar.to": ("与此相似：", "Like this:"),
    "similar.none": ("没有足够相似的内容。", "Nothing is similar enough."),
    "similar.topics": ("共同主题", "Shared topics"),
    "similar.entities": ("共同提到", "Both name"),
    "similar.words": ("共同用词", "Shared words"),
    "similar.common": ("共同之处", "In common"),
    "similar.meaning": ("意思接近", "near in meaning"),
    "similar.overlap": ("{percent}% 文字相同", "{percent}% of the text is the same"),
    # the reading list
    "list.title": ("阅读清单", "Reading list"),
    "list.lead": (
        "在检索结果、案例和报告页上加入的内容。清单只保存在这个浏览器里，可附笔记，可带引文导出。",
        (
            "What you kept from results, cases and reports. The list stays in this browser; add notes, and take it "
            "away with citations."
        ),
    ),
    "list.scripts": ("阅读清单需要浏览器启用脚本。", "The reading list needs scripts to be switched on."),
    "list.empty": (
        "清单还是空的。在检索结果旁点“加入清单”即可。",
        "The list is empty. Choose “Keep” beside a search result.",
    ),
    "list.add": ("加入清单", "Keep"),
    "list.added": ("移出清单", "Kept · remove"),
    "list.add.report": ("整份加入清单", "Keep this report"),
    "list.take": ("导出", "Take away"),
    "list.ris": ("Zotero、EndNote、NoteExpress 等", "Zotero, EndNote, NoteExpress and others"),
    "list.print": ("打印", "Print"),
    "list.clear": ("清空", "Clear"),
    "list.clear.ask": ("清空整个阅读清单？", "Clear the whole reading list?"),
    "list.remove": ("移出", "Remove"),
    "list.note": ("笔记：", "Note:"),
    "list.note.label": ("笔记", "Your note"),
    "list.heading": ("阅读清单（{count}）", "Reading list ({count})"),
    "list.column.title": ("标题", "Title"),
    "list.column.school": ("学校", "School"),
    "list.column.report": ("报告", "Report"),
    "list.column.year": ("年度", "Year"),
    "list.column.page": ("页", "Page"),
    "list.column.first": ("起始行", "First line"),
    "list.column.last": ("末行", "Last line"),
    "list.column.address": ("链接", "Address"),
    "list.column.note": ("笔记", "Note"),
    "list.column.text": ("原文", "Text"),
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
    # adding reports
    "add.title": ("添加报告", "Add reports"),
    "add.lead": (
        "选好的文件在这台机器上读入，成为库的新版本；读不了的文件只影响它自己。与已有报告同名的文件会替换那份报告。",
        (
            "The files are read on this machine and become a new generation of the library; one that cannot be read "
            "costs only itself. A file named like a report that is there replaces it."
        ),
    ),
    "add.files": ("报告文件", "Report files"),
    "add.hint": (
        "可选多个文件：{endings}。一次最多 {files} 个，合计 {size} MB。",
        "Several may be chosen: {endings}. At most {files} at once, {size} MB in all.",
    ),
    "add.submit": ("添加", "Add"),
    "add.busy": ("另一项更改正在进行，看看进度", "Another change is under way: see how far it is"),
    "add.remove": ("移除报告", "Remove reports"),
    "add.which": ("要移除的报告", "Reports to remove"),
    "add.sure": (
        "我知道：移除后，这些报告只能从原文件再次添加。",
        "I know that these reports can then only be added again from their files.",
    ),
    "add.progress": ("进度", "Progress"),
    "add.wait": (
        "完成之前，检索照常使用现有的库。",
        "Until this is done, everybody goes on using the library as it is.",
    ),
    "add.nothing": ("库没有改变。", "Nothing was changed."),
    "add.done": (
        "完成。现在显示的是库的第 {generation} 版。",
        "Done. Generation {generation} of the library is shown now.",
    ),
    "add.left-out": ("未收入：", "Left out:"),
    "add.odd": ("{count} 处异常", "1 oddity|{count} oddities"),
    "add.even": ("没有发现异常", "Nothing odd was found"),
    "add.line": ("第 {line} 行", "line {line}"),
    "add.removed": ("已移除", "Removed"),
    "add.more": ("继续添加", "Add more"),
    "add.step.start": ("正在准备", "Getting ready"),
    "add.step.thesaurus": ("正在读词表", "Reading the thesaurus"),
    "add.step.read": ("正在读报告", "Reading reports"),
    "add.step.join": ("正在归并名称", "Joining names"),
    "add.step.index": ("正在建立索引", "Indexing passages"),
    "add.step.names": ("正在收集联想用的名称", "Collecting names to suggest"),
    "add.step.graph": ("正在写入图谱", "Writing the graph"),
    "add.step.draw": ("正在绘制图谱", "Drawing the graph"),
    "report.outline": ("目录", "Outline"),
    "report.cases": ("案例（{count}）", "Cases ({count})"),
    "report.tables": ("表格（{count}）", "Tables ({count})"),
    "report.figures": ("数据（{count}）", "Figures ({count})"),
    "report.pages": ("页码（{count}）", "Pages ({count})"),
    "oddity.figures-disagree": ("此处的数与前文不一致", "The figure differs from one given before"),
    "oddity.table-is-image": (
        "表题下读不到任何一行，表格可能是图片",
        "No row can be read: the table is probably an image",
    ),
    "oddity.number-missing": ("编号不连续", "A number is missing before this one"),
    "oddity.number-repeated": ("编号重复", "The number was used before"),
    "oddity.case-number-repeated": ("案例编号重复", "Two cases have this number"),
    "oddity.case-empty": ("案例没有正文", "The case has no text"),
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
    "original": ("原页", "Original page"),
    "original.show": ("显示原页", "Show original pages"),
    "original.open": ("看第 {page} 页的原样", "Show page {page} as printed"),
    "original.where": ("第 {page} 页，共 {pages} 页", "page {page} of {pages}"),
    "original.alt": (
        "原件第 {page} 页的图像；文字见正文",
        "Image of page {page} as printed; its text stands in the report",
    ),
    "original.previous": ("上一页", "Previous page"),
    "original.next": ("下一页", "Next page"),
    "original.close": ("收起", "Close"),
    "original.trouble": ("这一页现在画不出来。", "This page cannot be drawn now."),
    "report.sheets": ("报告的各部分", "Parts of the report"),
    "report.sheet": ("第 {number} 部分，共 {count} 部分", "Part {number} of {count}"),
    "report.whole": ("整份报告显示在一页", "The whole report on one page"),
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
        raise QueryError(
            "There is no interface in {language!r}.",
            fix="Use {known}.",
            language=asked[:20],
            known=" / ".join(f"lang={each}" for each in LANGUAGES),
        )
    return asked


@cache
def teller(language: str) -> Callable[..., str]:
    """A function that gives a string of WORDS in one language, its places filled in."""
    column = LANGUAGES.index(language)
    plain = {key: strings[column] for key, strings in WORDS.items() if not {"{", "|"} & set(strings[column])}

    def tell(key: str, **values: object) -> str:
        if key in plain:
            return plain[key]
        one, _, many = WORDS[key][column].partition("|")  # "1 case|{count} cases"
        return (many if many and values.get("count") not in {1, "1"} else one).format(**values)

    return tell
