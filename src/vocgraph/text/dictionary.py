"""Loads the word frequencies that jieba cuts by, quickly, and from no place that another user could write to.

jieba keeps its parsed dictionary as a marshal file in the shared temporary folder: a predictable name that anyone can
put there first, and half a second to read. Here the same table is kept as plain text with a checksum, in a folder of
one's own, and words are read one first character at a time: a query needs a dozen of seven thousand.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Frequencies = dict[str, int]  # words with their count, and every beginning of a word with 0


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The general dictionary: about 350,000 words and their beginnings, by first character."""

    total: int  # all counts together
    lines: Mapping[str, str]  # first character -> "word\tcount\tword\tcount…", in the dictionary's own order

    def starting_with(self, character: str) -> Frequencies:
        """The words that start with a character, and their beginnings; empty where none does."""
        fields = self.lines.get(character, "").split("\t")
        return dict(zip(fields[::2], map(int, fields[1::2]), strict=False))  # an empty line has one field and no count


def load_dictionary() -> Dictionary:
    """The general dictionary, from the cache where there is a good one."""
    source = _dictionary_file()
    place = private_folder()
    if place is None:
        return _read(_parse(source))
    cached = place / f"dictionary-{source.stat().st_size}.txt"
    body = _read_cache(cached)
    if body is None:
        body = _parse(source)
        _write_cache(cached, body)
    return _read(body)


def private_folder() -> Path | None:
    """A cache folder that only this user can read or write, or None where there can be none."""
    import platformdirs  # late: only needed once a text is cut

    folder = Path(platformdirs.user_cache_dir("vocgraph", appauthor=False))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode):
            return None
        if os.name == "posix":
            if found.st_uid != os.getuid():
                return None
            if stat.S_IMODE(found.st_mode) & 0o077:
                folder.chmod(0o700)
    except OSError:  # a read-only home, a full disk: the dictionary is then parsed each time
        return None
    return folder


def _dictionary_file() -> Path:
    from importlib.util import find_spec

    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("jieba's dictionary is missing from this installation")
    return Path(spec.origin).with_name("dict.txt")


def _parse(source: Path) -> str:
    """Read "word count tag" lines the way jieba does, so that cutting gives what jieba gives; total and lines."""
    table: Frequencies = {}
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            word, count = line.split(" ")[:2]
            table[word] = int(count)
            for end in range(1, len(word)):
                table.setdefault(word[:end], 0)
    by_first: dict[str, list[str]] = {}
    for word, number in table.items():
        by_first.setdefault(word[0], []).append(f"{word}\t{number}")
    return "\n".join((str(sum(table.values())), *("\t".join(words) for words in by_first.values())))


def _read(body: str) -> Dictionary:
    total, *lines = body.split("\n")
    return Dictionary(int(total), {line[0]: line for line in lines})


def _read_cache(path: Path) -> str | None:
    """The body of a cache file, or None where there is none or its checksum does not fit."""
    try:
        with path.open("rb") as file:
            checksum, body = file.read(65)[:64], file.read()
    except OSError:
        return None
    return body.decode() if hashlib.sha256(body).hexdigest().encode() == checksum else None


def _write_cache(path: Path, text: str) -> None:
    """Write the cache aside and move it into place; not being able to is no reason to stop."""
    body = text.encode()
    with contextlib.suppress(OSError), _written_aside(path) as aside:
        aside.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        aside.replace(path)


@contextlib.contextmanager
def _written_aside(path: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
    finally:
        aside.unlink(missing_ok=True)
