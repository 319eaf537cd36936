"""Knows the words of a query that say how it is asked, not what about, and which English forms are one word."""

from __future__ import annotations

import re

from vocgraph.text.words import is_han, runs

# words that a question is built with and that say nothing of what it is about
CHINESE_EMPTY = frozenset(
    """
    的 了 着 过 地 得 之 和 与 及 或 并 而 且 也 都 还 又 就 才 在 于 从 到 向 往 由 被 把 将 给 对 对于 关于
    有关 为 为了 是 有 没有 是否 能否 可否 会 能 可以 要 想 应该 这 那 这个 那个 这些 那些 它 它们 他们 她们
    我们 我 你 您 他 她 其 谁 什么 什么样 甚么 啥 哪 哪个 哪些 哪里 哪儿 哪家 哪几 怎 怎么 怎么样 怎样 如何 为何
    为什么 何时 何 几 几个 几家 几所 多少 多大 多高 多久 多长 吗 呢 吧 啊 呀 么 嘛 请 请问 一下 一些 一个 一种
    有没有 是不是 能不能 分别 情况 上 里 中 下 来 去 等 以 以及 其中 具体 主要 目前 所 个 些 种 家 何种 请教
    介绍 告诉 查找 搜索
    """.split()  # noqa: SIM905 - as a list it would fill a hundred lines
)
ENGLISH_EMPTY = frozenset(
    """
    a an the of for to in on at by with from into about as is are was were be been being do does did has have
    had and or not no how what which who whom whose when where why that this these those it its their there they
    them we our you your i me my can could should would will may might any some all such than then so if between
    among through over under up out per via also please tell show find search many much
    """.split()  # noqa: SIM905 - as a list it would fill a hundred lines
)
_ENDINGS = (
    ("isations", "ize"),
    ("izations", "ize"),
    ("isation", "ize"),
    ("ization", "ize"),
    ("ising", "ize"),
    ("izing", "ize"),
    ("ised", "ize"),
    ("ized", "ize"),
    ("ise", "ize"),
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ments", ""),
    ("ment", ""),
    ("ings", ""),
    ("ing", ""),
    ("ships", ""),
    ("ship", ""),
    ("ers", "er"),
    ("ed", ""),
    ("our", "or"),
)
_SHORTEST = 3  # letters that must be left when an ending is cut off
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")


def stem(word: str) -> str:
    """One form for the forms of an English word, British and American: programmes and program, training and train.

    It need not be a word. Other writing comes back unchanged.
    """
    if not word.isascii() or len(word) <= _SHORTEST:
        return word
    word = word.replace("'s", "").replace("programme", "program").replace("centre", "center")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)] + instead
            break
    else:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    word = _DOUBLED.sub(r"\1", word)
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST + 1 else word


def content_runs(folded: str) -> list[str]:
    """The Han runs of a text, cut where a question word of two or more characters stands."""
    cut = _QUESTION.sub(" ", folded)
    return [run for run, _, _ in runs(cut) if is_han(run)]


_QUESTION = re.compile(
    "|".join(sorted((word for word in CHINESE_EMPTY if len(word) > 1), key=lambda word: (-len(word), word)))
)
