"""Builds and opens each engine as its user would: the same passages, words and vectors in, the ten best passages out.

Every engine gets the text of a query and its filter, cuts the text into words and turns it into a vector with the same
functions, and gives back whole passages. Where an engine leaves it to its user to join words and meaning, they are
joined by reciprocal rank fusion of a hundred of each. tantivy, txtai, LanceDB, bm25s and FTS5 cannot cut Chinese into
words by themselves, so they are given words parted by spaces.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus import cut
from vocgraph.index.bundled import bundled_embedding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus import Corpus
    from genre import Passage
    from vocgraph.index.chunks import IndexedChunk

LIMIT = 10
_DEPTH = 100  # candidates of each ranker, where the user joins them
_EXACT_UP_TO = 50_000  # vectors
_PROBED = 32
_ROWS = 10_000  # rows per batch

Years = tuple[int, ...]
Names = tuple[str, ...]


def fuse(rankings: Iterable[Iterable[int]], *, k: int = 60) -> list[int]:
    """Reciprocal rank fusion (Cormack, Clarke & Büttcher, SIGIR 2009), best first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, number in enumerate(ranking, start=1):
            scores[number] += 1 / (k + rank)
    return sorted(scores, key=lambda number: (-scores[number], number))


class Table:
    """What passages are filtered by, as arrays: for engines whose user filters with a mask."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / "table.npz", allow_pickle=False) as kept:
            self.years, self.homes = kept["years"], kept["homes"]
        self.names: dict[str, int] = json.loads((folder / "names.json").read_text(encoding="utf-8"))

    @staticmethod
    def write(folder: Path, passages: Iterable[Passage]) -> None:
        names: dict[str, int] = {}
        rows = [(passage.year, names.setdefault(passage.institution, len(names))) for passage in passages]
        years, homes = np.array(rows, dtype=np.int32).T
        np.savez(folder / "table.npz", years=years, homes=homes)
        (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    def mask(self, years: Years, institutions: Names) -> NDArray[np.bool_] | None:
        if not years and not institutions:
            return None
        allowed = np.ones(len(self.years), dtype=bool)
        if years:
            allowed &= np.isin(self.years, years)
        if institutions:
            allowed &= np.isin(self.homes, [self.names.get(name, -1) for name in institutions])
        return allowed


class Dense:
    """faiss over the given vectors: exact while that is fast, IVF with bytes above."""

    def __init__(self, folder: Path) -> None:
        import faiss

        self._faiss, self._index = faiss, faiss.read_index(str(folder / "vectors.faiss"), faiss.IO_FLAG_MMAP_IFC)
        self._clustered = hasattr(self._index, "nprobe")

    @staticmethod
    def write(folder: Path, vectors: NDArray[np.float32]) -> None:
        import faiss

        count, dim = vectors.shape
        if count <= _EXACT_UP_TO:
            index = faiss.IndexFlatIP(dim)
        else:
            clusters = int(2 ** np.round(np.log2(2 * np.sqrt(count))))
            index = faiss.index_factory(dim, f"IVF{clusters},SQ8", faiss.METRIC_INNER_PRODUCT)
            index.train(np.ascontiguousarray(vectors[:: max(1, count // (64 * clusters))]))
        for start in range(0, count, _ROWS):
            index.add(np.ascontiguousarray(vectors[start : start + _ROWS]))
        faiss.write_index(index, str(folder / "vectors.faiss"))

    def nearest(self, vector: NDArray[np.float32], mask: NDArray[np.bool_] | None) -> list[int]:
        options: dict[str, Any] = {}
        if mask is not None:
            options["sel"] = self._faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
        kind = self._faiss.SearchParametersIVF if self._clustered else self._faiss.SearchParameters
        parameters = kind(nprobe=_PROBED, **options) if self._clustered else kind(**options)
        _, numbers = self._index.search(vector[None, :], _DEPTH, params=parameters)
        return [number for number in numbers[0].tolist() if number >= 0]


def _vector(text: str) -> NDArray[np.float32]:
    return bundled_embedding().encode([text])[0]


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(itertools.islice(rows, _ROWS)):
        yield batch


# ---------------------------------------------------------------------------------------------------------- vocgraph


class _Chunks:
    """The passages as vocgraph indexes them, made anew for every pass so that not all are in memory."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __len__(self) -> int:
        return len(self._corpus)

    def __iter__(self) -> Iterator[IndexedChunk]:
        from vocgraph.index.chunks import IndexedChunk

        at: defaultdict[str, int] = defaultdict(int)
        for number, passage in enumerate(self._corpus.passages()):
            chunk = _chunk(passage, at[passage.report])
            at[passage.report] += len(passage.text) + 1
            yield IndexedChunk(number, chunk, passage.institution, passage.year or None)


_PLACES = range(1 << 30)


def _chunk(passage: Passage, start: int) -> Any:  # noqa: ANN401 - a vocgraph Chunk
    from vocgraph.model import Chunk, PassageKind

    raw_at = tuple(_PLACES[start : start + len(passage.text)])
    kind = PassageKind(passage.kind)
    return Chunk(passage.report, kind, passage.heading, passage.text, raw_at, passage.case, passage.caption)


def build_vocgraph(corpus: Corpus, folder: Path) -> None:
    """A library as `vocgraph build` leaves it, but for the graph, which search does not open."""
    from vocgraph import storage
    from vocgraph.documents.writing import DocumentsWriter
    from vocgraph.model import Analysis, Profile, Region, Report, Resolution, Structure
    from vocgraph.ontology import concepts
    from vocgraph.search.files import compile_concepts, model_facts, write_search_files

    library = folder / "library"
    library.mkdir()
    number, generation = storage.begin(library)
    reports: dict[str, str] = {}
    with DocumentsWriter(generation / "documents.sqlite") as writer:
        for name, group in itertools.groupby(corpus.passages(), key=lambda passage: passage.report):
            listed = list(group)
            profile = Profile("", listed[0].institution, "", Region(listed[0].province), listed[0].year or None)
            starts = itertools.accumulate((len(passage.text) + 1 for passage in listed), initial=0)
            chunks = tuple(_chunk(passage, start) for passage, start in zip(listed, starts, strict=False))
            report = Report(name, "\n".join(passage.text for passage in listed))
            writer.add_analysis(Analysis(report, Structure(profile, (), (), (), (), ()), chunks, (), (), ()))
            reports[name] = report.sha256
        writer.add_resolution(Resolution((), (), ()))
    known = concepts()
    write_search_files(generation, _Chunks(corpus), known, compiled=compile_concepts(known))
    manifest = storage.Manifest(
        format=storage.FORMAT,
        generation=number,
        built="",
        counts={"report": len(reports), "chunk": len(corpus)},
        fingerprints={},
        model=model_facts(generation),
        reports=reports,
        failures=[],
        files=storage.file_digests(generation),
    )
    storage.publish(library, generation, manifest)


class Vocgraph:
    """``vocgraph.open(...).search(...)``."""

    def __init__(self, folder: Path) -> None:
        from vocgraph.library import Library
        from vocgraph.model import SearchQuery

        self._library, self._query = Library.open(folder / "library"), SearchQuery
        self._database = self._library.folder / "generations" / "000001" / "documents.sqlite"

    def search(self, text: str, years: Years, institutions: Names) -> list[tuple[str, int, str]]:
        asked = self._query(text=text, years=years, institutions=institutions, limit=LIMIT)
        return [(hit.report, hit.start, hit.text) for hit in self._library.search(asked).results]

    def numbers(self, hits: Sequence[tuple[str, int, str]]) -> list[int]:
        """The passages' numbers, which an answer does not hold; not part of what is timed."""
        with sqlite3.connect(f"file:{self._database}?mode=ro", uri=True) as database:
            sql = "SELECT number FROM chunk WHERE report = ? AND start = ?"
            return [database.execute(sql, (report, start)).fetchone()[0] for report, start, _ in hits]


# --------------------------------------------------------------------------------------------------- tantivy + faiss


def _schema() -> Any:  # noqa: ANN401 - a tantivy schema
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("institution", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True)
    builder.add_bytes_field("text", stored=True)
    return builder.build()


def build_tantivy(corpus: Corpus, folder: Path) -> None:
    """The limit: the two libraries under vocgraph with nothing around them."""
    import tantivy

    (folder / "words").mkdir()
    writer = tantivy.Index(_schema(), path=str(folder / "words")).writer(heap_size=256_000_000)
    for number, (passage, words) in enumerate(zip(corpus.passages(), corpus.words(), strict=True)):
        document = tantivy.Document()
        document.add_unsigned("number", number)
        document.add_text("words", words)
        document.add_text("institution", passage.institution)
        document.add_integer("year", passage.year)
        document.add_bytes("text", passage.whole.encode())
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    Dense.write(folder, corpus.vectors)
    Table.write(folder, corpus.passages())


class Tantivy:
    """BM25 in tantivy, vectors in faiss, both filtered before ranking."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy, self._index = tantivy, tantivy.Index.open(str(folder / "words"))
        self._searcher, self._schema = self._index.searcher(), self._index.schema
        self._dense, self._table = Dense(folder), Table(folder)
        self.mask = self._table.mask

    def search(self, text: str, years: Years, institutions: Names) -> list[tuple[int, str]]:
        dense = self._dense.nearest(_vector(text), self.mask(years, institutions))
        best = fuse((self.by_words(text, years, institutions), dense))[:LIMIT]
        query = self._tantivy.Query.term_set_query(self._schema, "number", best)
        addresses = [address for _, address in self._searcher.search(query, limit=LIMIT, count=False).hits]
        numbers = self._searcher.fast_field_values("number", addresses)
        texts = {
            number: bytes(self._searcher.doc(address)["text"][0]).decode()
            for number, address in zip(numbers, addresses, strict=True)
        }
        return [(number, texts[number]) for number in best]

    def by_words(self, text: str, years: Years, institutions: Names) -> list[int]:
        """The best by BM25."""
        found = self._searcher.search(self._query(text, years, institutions), limit=_DEPTH, count=False).hits
        return self._searcher.fast_field_values("number", [address for _, address in found]) if found else []

    def _query(self, text: str, years: Years, institutions: Names) -> Any:  # noqa: ANN401 - a tantivy query
        query, occur = self._tantivy.Query, self._tantivy.Occur
        terms = [query.term_query(self._schema, "words", word, "freq") for word in dict.fromkeys(cut(text).split())]
        clauses = [(occur.Must, query.boolean_query([(occur.Should, term) for term in terms]))]
        for field, values in (("year", years), ("institution", institutions)):
            if values:
                any_of = [(occur.Should, query.term_query(self._schema, field, value, "basic")) for value in values]
                clauses.append((occur.Must, query.const_score_query(query.boolean_query(any_of), 0.0)))
        return query.boolean_query(clauses)


# ------------------------------------------------------------------------------------------------------------- txtai


def build_txtai(corpus: Corpus, folder: Path) -> None:
    """A hybrid txtai index with content: BM25 beside faiss with txtai's own defaults, filters in SQL."""
    from txtai import Embeddings

    vectors = corpus.vectors
    given = 0

    def transform(texts: Sequence[str]) -> NDArray[np.float32]:
        nonlocal given
        given += len(texts)
        return vectors[given - len(texts) : given]

    embeddings = Embeddings(_txtai(transform))
    embeddings.index(
        (
            number,
            {"text": words, "whole": passage.whole, "year": passage.year, "institution": passage.institution},
            None,
        )
        for number, (passage, words) in enumerate(zip(corpus.passages(), corpus.words(), strict=True))
    )
    embeddings.config["transform"] = None  # a function cannot be saved; it is given again when the index is opened
    embeddings.save(str(folder / "txtai"))
    embeddings.close()


def _txtai(transform: Callable[[Sequence[str]], NDArray[np.float32]]) -> dict[str, Any]:
    scoring = {"method": "bm25", "terms": True, "normalize": True, "tokenizer": {"whitespace": True}}
    return {"method": "external", "transform": transform, "content": True, "hybrid": True, "scoring": scoring}


class Txtai:
    """txtai's own hybrid search: ``similar()`` and the filter in one SQL statement."""

    def __init__(self, folder: Path) -> None:
        from txtai import Embeddings

        self._asked = ""
        self._embeddings = Embeddings()

        def transform(texts: Sequence[str]) -> NDArray[np.float32]:
            return bundled_embedding().encode([self._asked] * len(texts))

        self._embeddings.load(str(folder / "txtai"), config={"transform": transform})

    def search(self, text: str, years: Years, institutions: Names) -> list[tuple[int, str]]:
        self._asked = text  # the words go into the statement, the vector is of the text as typed
        given: dict[str, Any] = {"words": cut(text)}
        where = ["similar(:words)"]
        for field, values in (("year", years), ("institution", institutions)):
            if values:
                names = [f"{field}{place}" for place in range(len(values))]
                given.update(zip(names, values, strict=True))
                where.append(f"{field} IN ({', '.join(f':{name}' for name in names)})")
        sql = f"SELECT id, whole, score FROM txtai WHERE {' AND '.join(where)} LIMIT {LIMIT}"
        return [(int(row["id"]), row["whole"]) for row in self._embeddings.search(sql, parameters=given)]


# ----------------------------------------------------------------------------------------------------------- LanceDB


def build_lancedb(corpus: Corpus, folder: Path) -> None:
    """A table indexed by words, by its filters' columns and, above 50,000 rows, by vector (IVF_PQ, its default)."""
    import lancedb
    import pyarrow as pa

    columns = {"number": pa.int64(), "text": pa.string(), "words": pa.string(), "year": pa.int32()}
    vector = pa.list_(pa.float32(), corpus.vectors.shape[1])
    schema = pa.schema([*columns.items(), ("institution", pa.string()), ("vector", vector)])

    def rows() -> Iterator[Any]:
        numbered = enumerate(zip(corpus.passages(), corpus.words(), strict=True))
        for batch in _batches(numbered):
            start = batch[0][0]
            flat = np.ascontiguousarray(corpus.vectors[start : start + len(batch)]).ravel()
            yield pa.record_batch(
                [
                    pa.array([number for number, _ in batch]),
                    pa.array([passage.whole for _, (passage, _) in batch]),
                    pa.array([words for _, (_, words) in batch]),
                    pa.array([passage.year for _, (passage, _) in batch], pa.int32()),
                    pa.array([passage.institution for _, (passage, _) in batch]),
                    pa.FixedSizeListArray.from_arrays(pa.array(flat), corpus.vectors.shape[1]),
                ],
                schema=schema,
            )

    table = lancedb.connect(folder / "lance").create_table("passages", rows(), schema=schema)
    plain = {"stem": False, "remove_stop_words": False, "ascii_folding": False, "with_position": False}
    table.create_fts_index("words", base_tokenizer="whitespace", **plain)
    table.create_scalar_index("year", index_type="BITMAP")
    table.create_scalar_index("institution", index_type="BTREE")
    if len(corpus) > _EXACT_UP_TO:
        table.create_index(metric="dot", vector_column_name="vector")
    table.optimize()


class LanceDB:
    """LanceDB's own hybrid search with its default reranker (reciprocal ranks) and prefilter."""

    def __init__(self, folder: Path) -> None:
        import lancedb

        self._table = lancedb.connect(folder / "lance").open_table("passages")

    def search(self, text: str, years: Years, institutions: Names) -> list[tuple[int, str]]:
        query = self._table.search(query_type="hybrid").vector(_vector(text)).text(cut(text))
        where = [f"year IN ({', '.join(map(str, years))})"] if years else []
        if institutions:
            quoted = ", ".join("'" + name.replace("'", "''") + "'" for name in institutions)
            where.append(f"institution IN ({quoted})")
        if where:
            query = query.where(" AND ".join(where), prefilter=True)
        found = query.limit(LIMIT).select(["number", "text"]).to_list()
        return [(row["number"], row["text"]) for row in found]


# ------------------------------------------------------------------------------------------------------ bm25s + faiss


def build_bm25s(corpus: Corpus, folder: Path) -> None:
    """bm25s with its numba backend beside faiss; texts in bm25s's own corpus file."""
    import bm25s

    tokenizer = bm25s.tokenization.Tokenizer(splitter=str.split, stopwords=[], lower=False)
    ids = tokenizer.tokenize(list(corpus.words()), return_as="ids", show_progress=False)
    retriever = bm25s.BM25(backend="numba")
    retriever.index((ids, tokenizer.get_vocab_dict()), show_progress=False)
    retriever.save(folder / "bm25s", corpus=({"text": passage.whole} for passage in corpus.passages()))
    Dense.write(folder, corpus.vectors)
    Table.write(folder, corpus.passages())


class Bm25s:
    """Every passage is scored, then the best are taken."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._retriever = bm25s.BM25.load(folder / "bm25s", mmap=True, load_corpus=True)
        self._retriever.backend = "numba"
        self._retriever.activate_numba_scorer()
        self._dense, self._table = Dense(folder), Table(folder)

    def search(self, text: str, years: Years, institutions: Names) -> list[tuple[int, str]]:
        mask = self._table.mask(years, institutions)
        dense = self._dense.nearest(_vector(text), mask)
        words = [word for word in cut(text).split() if word in self._retriever.vocab_dict]
        ranked: list[int] = []
        if words:
            weights = None if mask is None else mask.astype(np.float32)
            numbers, scores = self._retriever.retrieve(
                [words],
                corpus=np.arange(len(self._table.years)),
                k=min(_DEPTH, len(self._table.years)),
                show_progress=False,
                weight_mask=weights,
            )
            ranked = numbers[0][scores[0] > 0].tolist()
        texts = self._retriever.corpus
        return [(number, texts[number]["text"]) for number in fuse((ranked, dense))[:LIMIT]]


# ------------------------------------------------------------------------------------------------ SQLite FTS5 + faiss


def build_sqlite(corpus: Corpus, folder: Path) -> None:
    """FTS5 without content beside a table of passages, and faiss."""
    with sqlite3.connect(folder / "passages.sqlite") as database:
        database.execute(
            "CREATE TABLE passage (number INTEGER PRIMARY KEY, year INTEGER, institution TEXT, text TEXT) STRICT"
        )
        database.execute("CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize='unicode61')")
        numbered = enumerate(corpus.passages())
        rows = ((number, passage.year, passage.institution, passage.whole) for number, passage in numbered)
        database.executemany("INSERT INTO passage VALUES (?,?,?,?)", rows)
        database.executemany("INSERT INTO words (rowid, body) VALUES (?,?)", enumerate(corpus.words()))
        database.execute("CREATE INDEX passage_year ON passage (year)")
        database.execute("CREATE INDEX passage_institution ON passage (institution)")
        database.execute("INSERT INTO words (words) VALUES ('optimize')")
    Dense.write(folder, corpus.vectors)
    Table.write(folder, corpus.passages())


class Sqlite:
    """FTS5's own BM25, filtered by a join."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(f"file:{folder / 'passages.sqlite'}?mode=ro", uri=True)
        self._dense, self._table = Dense(folder), Table(folder)

    def search(self, text: str, years: Years, institutions: Names) -> list[tuple[int, str]]:
        dense = self._dense.nearest(_vector(text), self._table.mask(years, institutions))
        wanted = " OR ".join(f'"{word}"' for word in dict.fromkeys(cut(text).split()))
        sql, given = "SELECT words.rowid FROM words", [wanted, *years, *institutions]
        if years or institutions:
            sql += " JOIN passage ON passage.number = words.rowid"
        sql += " WHERE words MATCH ?"
        for field, values in (("year", years), ("institution", institutions)):
            if values:
                sql += f" AND {field} IN ({', '.join('?' * len(values))})"
        ranked = [row[0] for row in self._database.execute(f"{sql} ORDER BY words.rank LIMIT {_DEPTH}", given)]
        best = fuse((ranked, dense))[:LIMIT]
        marks = ", ".join("?" * len(best))
        texts = dict(self._database.execute(f"SELECT number, text FROM passage WHERE number IN ({marks})", best))
        return [(number, texts[number]) for number in best]


ENGINES: dict[str, tuple[Callable[[Corpus, Path], None], Callable[[Path], Any]]] = {
    "tantivy + faiss": (build_tantivy, Tantivy),
    "vocgraph": (build_vocgraph, Vocgraph),
    "txtai": (build_txtai, Txtai),
    "LanceDB": (build_lancedb, LanceDB),
    "bm25s + faiss": (build_bm25s, Bm25s),
    "SQLite FTS5 + faiss": (build_sqlite, Sqlite),
}
