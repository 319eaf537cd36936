"""Says in Chinese why a file was left out of a library, by the English sentence that reading it ended with."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

STAYS: Final = (" The report that it should replace stays.", "它要替换的报告保持不变。")

# English sentence, {} for what differs from file to file: the same in Chinese.
SENTENCES: Final[dict[str, str]] = {
    "it is no sound Word document ({}).": "不是完好的 Word 文档（{}）。",
    "Save it again as .docx in Word or WPS.": "请用 Word 或 WPS 重新存为 .docx。",
    "it is no Word document (.docx is a zip file, this is none).": "不是 Word 文档（.docx 是 zip 文件，这个不是）。",
    "Save it as .docx; .doc is another format.": "请存为 .docx；.doc 是另一种格式。",
    "it unpacks to {} bytes in {} parts, too much for a report.": "解开后有 {} 字节、{} 个部分，对报告来说太大。",
    "Check where it comes from; save it again without embedded files.": "请核对来源，去掉嵌入的文件后重新保存。",
    "not a text file, byte {} is zero.": "不是文本文件：第 {} 个字节是零。",
    "Save it as UTF-8 text, or give it its true ending (.pdf, .docx).": (
        "请存为 UTF-8 文本，或改成真正的扩展名（.pdf、.docx）。"
    ),
    "neither UTF-8 nor GB18030 text, byte {} is {}.": "既不是 UTF-8 也不是 GB18030 文本：第 {} 个字节是 {}。",
    "Open it where it was made and save it as UTF-8.": "请在制作它的程序里打开，存为 UTF-8。",
    "there is no text in it.": "里面没有文字。",
    "If its pages are pictures, run text recognition (OCR) on it first.": "如果各页是图片，请先做文字识别（OCR）。",
    "its first bytes promise {}, but byte {} breaks it.": "开头说是 {}，但第 {} 个字节不合。",
    "The file may be cut short: fetch it again, or save it as UTF-8.": "文件可能不完整：请重新获取，或存为 UTF-8。",
    "a file without an ending is no kind of report.": "没有扩展名，不是可读的报告文件。",
    "{} is no kind of report.": "{} 不是可读的报告文件。",
    "Save it as {}.": "请存为 {}。",
    "it cannot be opened ({}).": "无法打开（{}）。",
    "Check the path, and that you may read it.": "请检查路径和读取权限。",
    "it has {} bytes, too many for a report.": "有 {} 字节，对报告来说太大。",
    "Split or compress it.": "请拆分或压缩。",
    "the file is empty (0 bytes).": "文件是空的（0 字节）。",
    "Fetch it again.": "请重新获取。",
    "it holds {} characters, too many for a report.": "有 {} 个字，对报告来说太多。",
    "Split it into its reports.": "请按报告拆开。",
    "reading it took more than {} MB of memory or {} s, or broke the reader.": (
        "读它用了超过 {} MB 内存或 {} 秒，或使阅读程序中断。"
    ),
    "Open it where it was made and save it again, or save its text as .txt.": (
        "请在制作它的程序里打开、重新保存，或把文字存为 .txt。"
    ),
    "it is locked with a password.": "有密码保护。",
    "Save an unlocked copy.": "请另存一份不加密的。",
    "it is no sound PDF ({}).": "不是完好的 PDF（{}）。",
    "Open it in a PDF reader and save it again, or fetch it again.": "请用 PDF 阅读器打开后重新保存，或重新获取。",
    "its page {} cannot be read ({}).": "第 {} 页无法读取（{}）。",
    "Save it again with a PDF printer.": "请用 PDF 打印机重新保存。",
    "its {} pages hold {} letters: they are pictures.": "共 {} 页，只有 {} 个字：各页是图片。",
    "Run text recognition (OCR) on it first.": "请先做文字识别（OCR）。",
    "It has the same content as {}, which is in the library once.": "内容与 {} 相同，库中只存一份。",
    "Nothing is missing; remove one of the two files.": "没有缺少什么；请删去其中一个文件。",
    "No file could be read.\n{}": "没有一个文件可以读取。\n{}",
    "Mend these files, or name others.": "请修好这些文件，或指定别的文件。",
    "That would leave an empty library.": "那样库里就没有报告了。",
    "Delete the folder {} instead.": "请直接删除文件夹 {}。",
    "{} does not exist.": "{} 不存在。",
    "Name a report file or a folder of report files.": "请指定报告文件，或放报告文件的文件夹。",
    "Analysis broke off: its process ended, maybe out of memory.": "分析中断：进程结束了，可能是内存不足。",
    "Analysis broke off: {}: {} ({}:{}).": "分析中断：{}：{}（{}:{}）。",
    "This is a fault of vocgraph: please report it with the file.": "这是 vocgraph 的错误：请连同文件报告给我们。",
}


def failure_in_chinese(file: str, problem: str, fix: str) -> tuple[str, str]:
    """Why a file was left out, and the way out; as it is where there is no Chinese for it."""
    said = problem.removeprefix(f"{file}: ")
    told = in_chinese(said.removesuffix(STAYS[0])) + (STAYS[1] if said.endswith(STAYS[0]) else "")
    return told, in_chinese(fix)


def in_chinese(sentence: str) -> str:
    """A sentence of SENTENCES in Chinese; any other as it is."""
    for pattern, chinese in _patterns():
        if match := pattern.fullmatch(sentence):
            return chinese.format(*match.groups())
    return sentence


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, sentence.split("{}"))), re.DOTALL), chinese)
        for sentence, chinese in SENTENCES.items()
    )
