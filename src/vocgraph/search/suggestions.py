"""Completes what is being typed, and finds what was meant by what was mistyped: topics, organisations, cases.

Every name has keys: its characters, its pinyin and the first letters of its pinyin, each from the beginning and from
every word in it. A prefix that many keys share has its best names noted beforehand, so that the first letter typed is
answered as fast as the last, however many names there are.
"""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz.distance import OSA

from vocgraph.text.names import fold_name
from vocgraph.text.pinyin import spell
from vocgraph.text.variants import fold
from vocgraph.text.words import has_han, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LONGEST: Final = 32  # characters of a key; who has typed more knows the name
_STARTS = 4  # words of a name from which it can be typed
_CROWD = 64  # keys with one prefix, from which its best names are noted
_NOTED = 12  # names noted for such a prefix, per kind
_CANDIDATES = 200  # names looked at for one mistyped part
_NEAR = 0.72  # likeness that a correction must reach: one character in four may differ
_CLOSENESS = 1.0  # what a name gains that is all but typed
_SAME_SOUND = 0.95  # likeness of two names that are written apart and sound the same
_INNER, _ALIAS, _SOUND, _LETTERS = 0.6, 0.9, 0.9, 0.8  # what a key is worth beside the name from its beginning

_SCHEMA = """
CREATE TABLE entry (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL, english TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE said (entry INTEGER NOT NULL, place INTEGER NOT NULL, label TEXT NOT NULL, PRIMARY KEY (entry, place))
    STRICT, WITHOUT ROWID;
CREATE TABLE key (
    kind TEXT NOT NULL, key TEXT NOT NULL, score REAL NOT NULL, entry INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (kind, key, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE best (
    kind TEXT NOT NULL, prefix TEXT NOT NULL, rank INTEGER NOT NULL, entry INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (kind, prefix, rank)
) STRICT, WITHOUT ROWID;
"""
_SORTED = "INSERT INTO key SELECT kind, key, score, entry, place FROM raw ORDER BY kind, key, entry"
_RAW = "CREATE TEMP TABLE raw (kind TEXT, key TEXT, score REAL, entry INTEGER, place INTEGER);"
_IN_RANGE = (
    "SELECT entry, place, score FROM key WHERE kind = ? AND key >= ? AND key < ? ORDER BY score DESC, entry LIMIT ?"
)


LabelKeys = dict[str, list[tuple[str, float]]]  # by label: what can be typed for it, and how near that is to it


class SuggestionKind(StrEnum):
    """What can be suggested, in the order in which it is shown."""

    TOPIC = "topic"
    ORGANISATION = "organisation"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Suggestable:
    """Something that may be typed."""

    kind: SuggestionKind
    id: str
    labels: tuple[str, ...]  # the first is shown; all can be typed
    english: tuple[str, ...] = ()
    note: str = ""  # what tells it from others of the same name: a kind of organisation, a case's report
    weight: float = 1.0  # how often it is spoken of


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the typed characters may become."""

    kind: SuggestionKind
    id: str
    label: str
    english: str
    note: str
    said: str  # the label that was typed, where it is another one; else empty


def write_suggestions(path: Path, entries: Iterable[Suggestable], *, known: LabelKeys | None = None) -> LabelKeys:
    """Write the index: the same entries give the same bytes.

    :param known: what an earlier call returned; spelling a thesaurus takes a second, and it seldom changes.
    :return: what can be typed for each label of a topic.
    """
    keys: LabelKeys = {}
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;{_SCHEMA}{_RAW}")
        for number, entry in enumerate(entries):
            english = entry.english[0] if entry.english else ""
            row = (number, entry.kind.value, entry.id, entry.labels[0], english, entry.note)
            db.execute("INSERT INTO entry VALUES (?,?,?,?,?,?)", row)
            labels = (*entry.labels, *entry.english)
            db.executemany("INSERT INTO said VALUES (?,?,?)", ((number, at, label) for at, label in enumerate(labels)))
            db.executemany(
                "INSERT INTO raw VALUES (?,?,?,?,?)",
                (
                    (entry.kind.value, key, score, number, at)
                    for key, (score, at) in _keys(entry, known or {}, keys).items()
                ),
            )
        db.execute(_SORTED)  # sorted at once: keys put in one by one would touch the whole file each
        for kind, prefix in list(_crowded(db)):
            nearest = db.execute(_IN_RANGE, (kind, prefix, _after(prefix), 4 * _NOTED))
            found = {entry: (place, score) for entry, place, score in reversed(nearest.fetchall())}
            ranked = sorted(found.items(), key=lambda item: (-item[1][1], item[0]))[:_NOTED]
            db.executemany(
                "INSERT INTO best VALUES (?,?,?,?,?)",
                ((kind, prefix, rank, entry, place) for rank, (entry, (place, _)) in enumerate(ranked)),
            )
        db.execute("COMMIT")
    return keys


class Suggester:
    """An index that `write_suggestions` wrote; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open it.

        :raises ValueError: if the file is damaged.
        """
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(address, uri=True, check_same_thread=False, cached_statements=0)
        try:
            for table in ("entry", "said", "key", "best"):
                self._rows(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - our own words
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise ValueError(f"{path.name} cannot be read: {error}") from error

    def close(self) -> None:
        self._db.close()

    def suggest(self, text: str, *, limit: int = 4) -> tuple[Suggestion, ...]:
        """What begins with the text, or has a word that does, by characters, pinyin or first letters.

        :param limit: suggestions of each kind.
        """
        typed = _folded(text)
        if not typed or len(typed) > LONGEST:
            return ()
        return tuple(
            self._suggestion(entry, place)
            for kind in SuggestionKind
            for entry, place in self._matching(kind, typed)[:limit]
        )

    def near(self, text: str, *, limit: int = 3) -> tuple[str, ...]:
        """Names that the text may be a slip of: they sound the same, or a character or two differ; nearest first.

        A text that is a name itself is no slip: it has none.
        """
        typed = _folded(text)
        if not 1 < len(typed) <= LONGEST or self._known(typed):
            return ()
        sound = "".join(spell(typed))
        found: dict[str, float] = {}
        for label in self._candidates(typed, sound):
            for form, alike in _likeness(typed, sound, label):
                if alike >= _NEAR:
                    found[form] = max(alike, found.get(form, 0.0))
        return tuple(sorted(found, key=lambda form: (-found[form], len(form), form))[:limit])

    def _known(self, typed: str) -> bool:
        return bool(self._rows("SELECT 1 FROM key WHERE kind IN ('topic', 'organisation') AND key = ? LIMIT 1", typed))

    def _candidates(self, typed: str, sound: str) -> Iterator[str]:
        """Labels of topics and organisations whose first or second half, or sound, is that of the text."""
        half = (len(typed) + 1) // 2
        prefixes = {typed[:half], sound[: (len(sound) + 1) // 2], typed[half:] if len(typed) > 2 else sound}
        if typed.isascii():
            prefixes.add(typed[:3])
        for prefix in sorted(prefix for prefix in prefixes if prefix):
            sql = (
                "SELECT DISTINCT label FROM key JOIN said USING (entry, place)"
                " WHERE kind = ? AND key >= ? AND key < ? LIMIT ?"
            )
            for kind in (SuggestionKind.TOPIC, SuggestionKind.ORGANISATION):
                for (label,) in self._rows(sql, kind.value, prefix, _after(prefix), _CANDIDATES):
                    yield label

    def _matching(self, kind: SuggestionKind, typed: str) -> list[tuple[int, int]]:
        """Entries and the places of the labels typed, best first: those called just so before those that begin so."""
        whole = self._rows(
            "SELECT entry, place, label FROM key JOIN said USING (entry, place) WHERE kind = ? AND key = ?"
            " ORDER BY score DESC, entry LIMIT ?",
            *(kind.value, typed, _NOTED),
        )
        whole = [row for row in whole if _folded(str(row[2])) == typed]
        begun = self._rows(
            "SELECT entry, place FROM best WHERE kind = ? AND prefix = ? ORDER BY rank", kind.value, typed
        ) or self._rows(
            "SELECT entry, place, max(score) FROM key WHERE kind = ? AND key >= ? AND key < ?"
            " GROUP BY entry ORDER BY 3 DESC, 1 LIMIT ?",
            *(kind.value, typed, _after(typed), _NOTED),
        )
        found: dict[int, int] = {}
        for entry, place, *_ in (*whole, *begun):
            found.setdefault(entry, place)
        return list(found.items())

    def _suggestion(self, entry: int, place: int) -> Suggestion:
        [(kind, ref, label, english, note)] = self._rows(
            "SELECT kind, id, label, english, note FROM entry WHERE number = ?", entry
        )
        [(said,)] = self._rows("SELECT label FROM said WHERE entry = ? AND place = ?", entry, place)
        return Suggestion(SuggestionKind(kind), ref, label, english, note, said if said not in {label, english} else "")

    def _rows(self, sql: str, *values: object) -> list[Any]:
        with closing(self._db.cursor()) as cursor:
            return cursor.execute(sql, values).fetchall()


def _crowded(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Kind and prefix wherever more than `_CROWD` keys share one, in one walk over the sorted keys."""
    before, begun = "", [0] * (LONGEST + 1)  # begun[n]: the place of the first key with the present prefix of n + 1
    for kind in SuggestionKind:
        keys = db.execute("SELECT key FROM key WHERE kind = ? ORDER BY key", (kind.value,))
        for at, (key,) in enumerate(chain(keys, [("",)])):  # the empty one ends every prefix
            same = _shared(before, key)
            for size in range(same, len(before)):
                if at - begun[size] > _CROWD:
                    yield kind.value, before[: size + 1]
            begun[same : len(key)] = [at] * (len(key) - same)
            before = key


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    size = min(len(one), len(other))
    for at in range(size):
        if one[at] != other[at]:
            return at
    return size


def _keys(entry: Suggestable, known_keys: LabelKeys, noted: LabelKeys) -> dict[str, tuple[float, int]]:
    """What can be typed for an entry, with its worth and the label's place; that of a topic's labels is noted."""
    found: dict[str, tuple[float, int]] = {}
    known = 1 + math.log1p(entry.weight)
    for at, label in enumerate((*entry.labels, *entry.english)):
        worth = known if at in {0, len(entry.labels)} else known * _ALIAS
        keys = known_keys.get(label) or list(_label_keys(label))
        if entry.kind is SuggestionKind.TOPIC:
            noted[label] = keys
        for key, share in keys:
            value = worth * share * (1 + _CLOSENESS / max(1, len(key)))
            if key and found.get(key, (0.0, 0))[0] < value:
                found[key] = (value, at)
    return found


def _label_keys(label: str) -> Iterator[tuple[str, float]]:
    folded = fold(label)
    starts = [token.start for token in plain().tokens(folded) if not token.inner][:_STARTS]
    sounds = [fold_name(sound) for sound in spell(folded)] if has_han(folded) else []
    for start in starts:
        share = 1.0 if start == starts[0] else _INNER
        yield fold_name(folded[start:])[:LONGEST], share
        if sounds:
            heard = sounds[start:]
            yield "".join(heard)[:LONGEST], share * _SOUND
            letters = "".join(sound[:1] for sound in heard)
            if len(letters) > 1:
                yield letters[:LONGEST], share * _LETTERS


def _likeness(typed: str, sound: str, label: str) -> Iterator[tuple[str, float]]:
    """What may have been meant, a label or its beginning, and how like it the typed text is, 0 to 1."""
    other = _folded(label)
    if not (has_han(typed) and has_han(other)):
        yield label, OSA.normalized_similarity(typed, other)
        return
    heard = spell(other)
    yield label, max(OSA.normalized_similarity(typed, other), _SAME_SOUND if "".join(heard) == sound else 0.0)
    if len(typed) < len(other) == len(label) and "".join(heard[: len(typed)]) == sound:
        yield label[: len(typed)], _SAME_SOUND


def _folded(text: str) -> str:
    return fold_name(fold(text))


def _after(prefix: str) -> str:
    """The first text in SQLite's order that does not begin with the prefix, nor stands before it."""
    return prefix + "\U0010ffff"
