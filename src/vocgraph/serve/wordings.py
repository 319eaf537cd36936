"""Holds what errors say in Chinese, by the English templates that they are raised with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from werkzeug import exceptions

if TYPE_CHECKING:
    from vocgraph.errors import VocgraphError

# English template: Chinese template with the same places.
CHINESE: Final[dict[str, str]] = {
    # libraries
    "No report in {place}.": "{place} 里没有报告。",
    "Put report files ({endings}) there, or name another folder or file.": (
        "请放入报告文件（{endings}），或另指定文件夹或文件。"
    ),
    "No library in {folder}.": "{folder} 里没有建好的库。",
    "Build one: vocgraph build data/reports --library {folder}": (
        "请先建库：vocgraph build data/reports --library {folder}"
    ),
    "The library in {folder} cannot be used: {what}.": "{folder} 里的库无法使用：{what}。",
    "Build it again from your report files: vocgraph build REPORTS --library {folder}": (
        "请用报告文件重新建库：vocgraph build REPORTS --library {folder}"
    ),
    "The library in {folder} has format {found}; this version of vocgraph reads format {known}.": (
        "{folder} 里的库是格式 {found}，这一版 vocgraph 读格式 {known}。"
    ),
    "Use the version that built it, or build a new library from your report files into another folder.": (
        "请用建它的那一版，或用报告文件在另一个文件夹里重新建库。"
    ),
    "Another build is writing to {folder}.": "另一次建库正在写入 {folder}。",
    "Wait until it has ended, or build into another folder with --library.": (
        "请等它结束，或用 --library 另指定文件夹。"
    ),
    "Cannot write to {folder}: {reason}.": "无法写入 {folder}：{reason}。",
    "Check the space on the disk and your rights to the folder, or name another one with --library.": (
        "请检查磁盘空间和文件夹权限，或用 --library 另指定文件夹。"
    ),
    "The library in {folder} was built with the embedding model {model}, {what}.": (
        "{folder} 里的库是用嵌入模型 {model} 建的：{what}。"
    ),
    "Put that model back, or build the library again: vocgraph build REPORTS --library {folder} --model {model}": (
        "请放回那个模型，或重新建库：vocgraph build REPORTS --library {folder} --model {model}"
    ),
    # reports sent
    "No file was chosen.": "没有选文件。",
    "Choose one or more files ({endings}).": "请选一个或几个文件（{endings}）。",
    "{name!r} is no kind of report.": "“{name}”不是可读的报告文件。",
    "No report was chosen, or it was not confirmed.": "没有选报告，或没有确认。",
    "Choose reports, tick both, send again.": "请选报告并勾选确认，再提交一次。",
    # names
    "There is no report {report!r} in this library.": "库中没有报告“{report}”。",
    "It holds: {known}": "库中有：{known}",
    "There is no page {page} of {report!r} to show.": "报告“{report}”没有可显示的第 {page} 页。",
    "Its pages are 1 to {last}.": "它的页码是 1 至 {last}。",
    "Only a report that was read from a PDF has pages to show, where the library keeps that file.": (
        "只有读自 PDF、且库中存有原件的报告才能显示原页。"
    ),
    "Page {page} is damaged, or takes more than {megabytes} MB of memory or {seconds} s to draw.": (
        "第 {page} 页已损坏，或绘制时超出 {megabytes} MB 内存或 {seconds} 秒的限度。"
    ),
    "Read its text here, or open the file itself in a PDF reader.": "请在此读它的文字，或用 PDF 阅读器打开原件。",
    "Other pages are being drawn.": "正在绘制别的页面。",
    "No entity is called {name!r} in this library.": "库中没有叫“{name}”的机构或赛事。",
    "Did you mean: {near}?": "是不是：{near}？",
    "Look for a part of it with: vocgraph search": "请用名称的一部分检索。",
    "No indicator is called {name!r} in this library.": "库中没有叫“{name}”的指标。",
    "List what there is: vocgraph indicators": "请到“指标”页查看有哪些。",
    "There is no export format {name!r}.": "没有导出格式“{name}”。",
    "Choose one of: {known}.": "可选：{known}。",
    "No case has the id {case!r} in this library.": "库中没有编号为“{case}”的案例。",
    "An id is the report's and the case's place in it, such as report-2024/3. List them: vocgraph cases": (
        "编号是报告编号加上案例在其中的次序，例如 report-2024/3；可到“案例”页查看。"
    ),
    "No passage stands at {place}.": "{place} 处没有段落。",
    "Name lines that hold text: report-2024:120-134": "请指明有文字的行：report-2024:120-134",
    "No topic is called {topic!r}.": "没有叫“{topic}”的主题。",
    "Use a term of the thesaurus, such as 乡村振兴 or rural revitalisation. List them: vocgraph topics": (
        "请用叙词表中的词，例如“乡村振兴”。"
    ),
    # addresses
    "There is no parameter {name!r} here.": "此处没有参数“{name}”。",
    "Known are: {known}.": "可用的有：{known}。",
    "{name} is {length} characters long.": "{name} 有 {length} 个字。",
    "Use at most {most} characters: a question or a few words find more than a whole page does.": (
        "最多 {most} 个字：一个问题或几个词，比整页文字更容易找到。"
    ),
    "{name} is missing.": "缺少 {name}。",
    "Add it to the address: ?{name}=…": "请加到网址里：?{name}=…",
    "mark={value} names no lines.": "mark={value} 不是行号。",
    "Write first and last line, such as mark=120-134.": "请写起止行，例如 mark=120-134。",
    "{name} is given {count} times.": "{name} 给了 {count} 次。",
    "Give it at most {most} times.": "最多给 {most} 次。",
    "A value of {name} is {length} characters long.": "{name} 的一个值有 {length} 个字。",
    "Use at most {most}.": "最多 {most} 个字。",
    "There is no kind {name!r}.": "没有类型“{name}”。",
    "There is no relation {name!r}.": "没有关系“{name}”。",
    "There is no {name}={value}.": "没有 {name}={value}。",
    "There is no kind of passage {name!r}.": "没有段落类型“{name}”。",
    "There is no scope {name!r}.": "没有范围“{name}”。",
    "The text has {length:,} characters; the limit is {most:,}.": "文本有 {length:,} 个字，上限是 {most:,}。",
    "There is no order {name!r}.": "没有排序方式“{name}”。",
    "There is no measure {name!r}.": "没有衡量方式“{name}”。",
    "There is no format {name!r}.": "没有格式“{name}”。",
    "There is no interface in {language!r}.": "没有“{language}”界面。",
    "Use {known}.": "请用 {known}。",
    "Use one of: {known}.": "可选：{known}。",
    "{name}={value} is no number from {low} to {high}.": "{name}={value} 不是 {low} 到 {high} 之间的数。",
    "Use a number from {low} to {high}.": "请用 {low} 到 {high} 之间的整数。",
    "letter={value} is no letter.": "letter={value} 不是字母。",
    "Use a letter from A to Z, or # for the rest.": "请用 A 到 Z 的字母，其余用 #。",
    # queries
    "The query is empty.": "没有检索词。",
    "Type what you look for, such as: 校企合作 案例": "请输入要找的内容，例如：校企合作 案例",
    "The query has {length:,} characters; the limit is {most:,}.": "查询有 {length:,} 个字，上限是 {most:,}。",
    "Keep its most telling sentence or words.": "请只留最要紧的一句或几个词。",
    "Ask for less at once.": "请一次少问一些。",
    "The query {query!r} holds no word.": "“{query}”里没有可检索的词。",
    "Type at least one word, number or character.": "请至少输入一个词、数字或汉字。",
    "There is no text.": "没有文本。",
    "Name a case (report-2024/3), a place (report-2024:120) or a text.": (
        "请给出案例（report-2024/3）、位置（report-2024:120）或一段文本。"
    ),
    "The query {query!r} only says what to leave out.": "“{query}”只说了不要什么。",
    "Add what you look for, such as: 实训 {query}": "请加上要找的内容，例如：实训 {query}",
    "The query {query!r} only filters.": "“{query}”只有筛选条件。",
    "Add what you look for: {query} 实训": "请加上要找的内容：{query} 实训",
    "{value!r} is no year.": "“{value}”不是年份。",
    "Write four digits: year:2024, 年份:2024.": "请写四位数字：year:2024 或 年份:2024。",
    "A filter cannot be excluded: -{said}.": "筛选条件不能排除：-{said}。",
    "Ask for what you want instead: {field}:…": "请写要的是什么：{field}:…",
    "There is no query.": "没有查询。",
    "Send one: /sparql?query=SELECT …": "请发来一个：/sparql?query=SELECT …",
    "The data set of a query cannot be chosen.": "查询的数据集不能指定。",
    "Ask about one report with GRAPH <…> { … } instead.": "请用 GRAPH <…> { … } 查询一份报告。",
    "The query holds a \\u escape.": "查询里有 \\u 转义。",
    "Write the character itself.": "请直接写这个字。",
    "The query holds the word SERVICE; this library asks no other server.": (
        "查询里有 SERVICE 一词；本库不向其他服务器查询。"
    ),
    'Remove it; inside a text, write CONCAT("serv", "ice").': '请去掉；在文本中请写 CONCAT("serv", "ice")。',
    "The query cannot be read from character {at}: {there!r}.": "查询从第 {at} 个字符起读不懂：“{there}”。",
    "Check quotation marks and brackets there.": "请检查那里的引号和括号。",
    "A query must begin with SELECT, ASK, CONSTRUCT or DESCRIBE, not {word!r}.": (
        "查询要以 SELECT、ASK、CONSTRUCT 或 DESCRIBE 开头，而不是“{word}”。"
    ),
    "Example: SELECT ?name WHERE {{ ?x a voc:Enterprise ; skos:prefLabel ?name }} LIMIT 10": (
        "例如：SELECT ?name WHERE {{ ?x a voc:Enterprise ; skos:prefLabel ?name }} LIMIT 10"
    ),
    "{word} is not offered here.": "这里不提供 {word}。",
    "Use SPARQL 1.1 queries without FROM and without updates; texts stand in quotation marks.": (
        "请用不含 FROM、不作更新的 SPARQL 1.1 查询；文本要加引号。"
    ),
    "Two other queries are running.": "另有两个查询正在运行。",
    "Ask again in a few seconds.": "请过几秒再试。",
    "The query was stopped after {seconds:g} seconds.": "查询超过 {seconds:g} 秒，已停止。",
    "Narrow it, or ask for fewer things at once.": "请缩小范围，或一次少问一些。",
    "The query broke off: {what}.": "查询中断：{what}。",
    "It may need too much memory: narrow it.": "可能需要的内存太多，请缩小范围。",
    "The query is wrong: {what}.": "查询有误：{what}。",
    "Correct it there; the prefixes are predeclared.": "请改正那一处；前缀不必声明。",
    # requests
    "There is no such question.": "没有这个问题。",
    "This server does not answer to that host name.": "本服务器不以这个主机名应答。",
    "The server met an error that it did not foresee.": "服务器遇到了没有料到的错误。",
    "Try again; the server's log says more.": "请再试一次；服务器日志里有详情。",
    str(exceptions.NotFound.description): "网址没有对应的页面。请检查网址，或从检索开始。",
    str(exceptions.MethodNotAllowed.description): "这个网址不接受这种请求方法。",
    str(exceptions.RequestEntityTooLarge.description): "发来的内容太大。",
    str(exceptions.BadRequest.description): "浏览器发来的请求无法理解。",
}


def in_chinese(error: VocgraphError) -> tuple[str, str]:
    """The problem and the way out in Chinese; in English what there is no Chinese for."""
    problem, fix = (
        (CHINESE[template].format(**error.values) if error.values else CHINESE[template])
        if template in CHINESE
        else said
        for template, said in zip(error.templates, (error.problem, error.fix), strict=True)
    )
    return problem, fix
