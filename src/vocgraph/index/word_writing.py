"""Writes the index of chunks by word."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import contextmanager
from itertools import pairwise, tee
from typing import TYPE_CHECKING, Any

from vocgraph.index.borders import packed, word_borders, write_borders
from vocgraph.index.chunks import marked_text
from vocgraph.index.postings import PostingsWriter
from vocgraph.text.variants import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vocgraph.index.chunks import IndexedChunk, Passage
    from vocgraph.text.words import Segmenter

DICTIONARY = "dictionary.json"
BETWEEN = "\u2502"  # stands between two fields, and where a mark stood, among the character pairs
MARKS = re.compile(r"[\W_]+")
_HEAP = 1_000_000_000  # bytes, taken as they are needed: what fits is one segment, which is searched fastest
_OF_TITLE = 2  # how often a word of a case's title counts
_NAMED = ("report", "institution", "kind", "province", "chapter", "topic", "organisation")  # fields of whole values

# the words of a chunk's title, of what stands above it, and of its text, parted by spaces; and their packed borders
Cut = tuple[str, str, str, str]


def cut_words(chunk: Passage, segmenter: Segmenter) -> Cut:
    """What of a chunk is indexed by word; the slow part of indexing, and the same wherever the chunk stands."""
    above = " ".join((*chunk.heading, chunk.caption or ""))
    title, heading, text = (" ".join(segmenter.index_words(part)) for part in (chunk.case or "", above, chunk.text))
    return title, heading, text, packed(word_borders(fold(marked_text(chunk)), segmenter))


def build_word_index(
    folder: Path, chunks: Iterable[IndexedChunk], *, segmenter: Segmenter, cuts: Iterable[Cut] | None = None
) -> None:
    """Write an index of the chunks into a folder, which is made where it is missing and must hold no index yet.

    The words added to the segmenter's dictionary are kept beside the index, so that queries are cut the same way.

    :param cuts: what `cut_words` made of each chunk with the same segmenter, in the same order; None: made here.
    """
    import tantivy

    folder.mkdir(parents=True, exist_ok=True)
    if cuts is None:
        chunks, again = tee(chunks)
        cuts = (cut_words(item.chunk, segmenter) for item in again)
    with _as_os_errors():
        index = tantivy.Index(schema(), path=str(folder), reuse=False)
        writer = index.writer(heap_size=_HEAP, num_threads=1)  # one thread: chunks keep their order
    borders, postings = [], PostingsWriter()
    for item, cut in zip(chunks, cuts, strict=True):
        document = _document(item, cut)
        borders.append(cut[-1])
        postings.add(word for words in cut[:-1] for word in words.split(" ") if word)
        with _as_os_errors():
            writer.add_document(document)
    with _as_os_errors():
        writer.commit()
        writer.wait_merging_threads()
    write_borders(folder, borders)
    postings.save(folder)
    dictionary = json.dumps(segmenter.domain, ensure_ascii=False)
    (folder / DICTIONARY).write_text(dictionary + "\n", encoding="utf-8")
    for path in folder.iterdir():  # tantivy leaves some files to their owner alone
        shutil.copymode(folder / DICTIONARY, path)


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """Tell of a full or failing disk as the rest of Python does: tantivy says ValueError."""
    try:
        yield
    except ValueError as error:
        raise OSError(f"the index of words cannot be written ({error})") from error


def schema() -> Any:  # noqa: ANN401 - a tantivy schema
    """The fields of a chunk."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("characters", tokenizer_name="whitespace", index_option="freq")
    for field in _NAMED:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True)
    return builder.build()


def _document(item: IndexedChunk, cut: Cut) -> Any:  # noqa: ANN401 - a tantivy document
    import tantivy

    chunk = item.chunk
    document = tantivy.Document()
    document.add_unsigned("number", item.number)
    title, *others, _ = cut
    for words in (*[title] * _OF_TITLE, *others):
        document.add_text("words", words)
    characters = _characters(chunk)
    document.add_text("pairs", " ".join(pairs_of(characters)))
    document.add_text("characters", " ".join(character for character in characters if character.isalnum()))
    facts = item.facts
    for field in _NAMED[:5]:
        document.add_text(field, str(getattr(facts, field)))
    for topic in facts.topics:
        document.add_text("topic", topic)
    for organisation in facts.organisations:
        document.add_text("organisation", organisation)
    if item.year is not None:
        document.add_integer("year", item.year)
    return document


def _characters(chunk: Passage) -> str:
    parts = (chunk.case or "", *chunk.heading, chunk.caption or "", chunk.text)
    return BETWEEN.join(fold(part) for part in parts if part)


def pairs_of(folded: str) -> list[str]:
    """Neighbouring characters two by two; marks break the chain and leave a sign of it, white space does not."""
    pairs: list[str] = []
    for stretch in MARKS.split(folded.replace(" ", "")):
        if stretch and pairs:
            pairs.append(BETWEEN)
        pairs.extend(left + right for left, right in pairwise(stretch))
        if len(stretch) == 1:
            pairs.append(stretch)
    return pairs
