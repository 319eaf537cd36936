"""Says how documents.sqlite is laid out, and how records are packed into its fields."""

from __future__ import annotations

import json
import zlib
from typing import Any

SCHEMA_VERSION = 2

SCHEMA = """
CREATE TABLE report (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL, title TEXT NOT NULL, institution TEXT NOT NULL,
    institution_type TEXT NOT NULL, province TEXT NOT NULL, city TEXT NOT NULL, year INTEGER, publisher TEXT NOT NULL,
    published TEXT NOT NULL, characters INTEGER NOT NULL, pages INTEGER NOT NULL,
    cases INTEGER NOT NULL, tables INTEGER NOT NULL, body BLOB NOT NULL, structure BLOB NOT NULL
) STRICT;
CREATE TABLE case_study (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report TEXT NOT NULL REFERENCES report(id),
    printed TEXT NOT NULL, title TEXT NOT NULL, heading TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, page INTEGER
) STRICT;
CREATE INDEX case_study_place ON case_study(report, start);
CREATE TABLE section (
    number INTEGER PRIMARY KEY, report TEXT NOT NULL REFERENCES report(id), level INTEGER NOT NULL,
    printed TEXT NOT NULL, title TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL
) STRICT;
CREATE INDEX section_place ON section(report, start);
CREATE TABLE chunk (
    number INTEGER PRIMARY KEY, report TEXT NOT NULL REFERENCES report(id), kind TEXT NOT NULL, heading TEXT NOT NULL,
    case_title TEXT, caption TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL, page INTEGER, text TEXT NOT NULL, raw_at TEXT NOT NULL,
    case_study INTEGER REFERENCES case_study(number)
) STRICT;
CREATE INDEX chunk_of_report ON chunk(report, start);
CREATE INDEX chunk_of_case ON chunk(case_study) WHERE case_study IS NOT NULL;
CREATE TABLE chunk_topic (
    chunk INTEGER NOT NULL REFERENCES chunk(number), place INTEGER NOT NULL, concept TEXT NOT NULL,
    weight REAL NOT NULL, words TEXT NOT NULL, PRIMARY KEY (chunk, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_topic (
    case_study INTEGER NOT NULL REFERENCES case_study(number), place INTEGER NOT NULL, concept TEXT NOT NULL,
    weight REAL NOT NULL, words TEXT NOT NULL, PRIMARY KEY (case_study, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_topic_concept ON case_topic(concept);
CREATE TABLE section_topic (
    section INTEGER NOT NULL REFERENCES section(number), place INTEGER NOT NULL, concept TEXT NOT NULL,
    weight REAL NOT NULL, words TEXT NOT NULL, PRIMARY KEY (section, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX section_topic_concept ON section_topic(concept);
CREATE TABLE entity (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, mentions INTEGER NOT NULL, letter TEXT NOT NULL
) STRICT;
CREATE TABLE name (entity TEXT NOT NULL REFERENCES entity(id), name TEXT NOT NULL, folded TEXT NOT NULL) STRICT;
CREATE INDEX name_folded ON name(folded);
CREATE INDEX name_entity ON name(entity);
CREATE TABLE mention (
    entity TEXT NOT NULL REFERENCES entity(id), report TEXT NOT NULL REFERENCES report(id), start INTEGER NOT NULL,
    end INTEGER NOT NULL, surface TEXT NOT NULL, rule TEXT NOT NULL, implied TEXT NOT NULL
) STRICT;
CREATE INDEX mention_entity ON mention(entity, report, start);
CREATE INDEX mention_place ON mention(report, start);
CREATE TABLE relation (
    id INTEGER PRIMARY KEY, subject TEXT NOT NULL REFERENCES entity(id), predicate TEXT NOT NULL,
    object TEXT NOT NULL REFERENCES entity(id)
) STRICT;
CREATE INDEX relation_subject ON relation(subject);
CREATE INDEX relation_object ON relation(object);
CREATE TABLE evidence (
    relation INTEGER NOT NULL REFERENCES relation(id), report TEXT NOT NULL REFERENCES report(id),
    start INTEGER NOT NULL, end INTEGER NOT NULL, first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL, page INTEGER, quote TEXT NOT NULL,
    attrs TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_relation ON evidence(relation);
CREATE TABLE observation (
    report TEXT NOT NULL REFERENCES report(id), indicator TEXT NOT NULL, concept TEXT NOT NULL, value REAL NOT NULL,
    unit TEXT NOT NULL, year INTEGER, population TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    line INTEGER NOT NULL, page INTEGER, base_unit TEXT NOT NULL, amount REAL NOT NULL, slack REAL,
    whole INTEGER NOT NULL
) STRICT;
CREATE INDEX observation_concept ON observation(concept, report);
CREATE INDEX observation_name ON observation(indicator, report) WHERE concept = '';
CREATE INDEX observation_report ON observation(report, start);
CREATE TABLE indicator (
    key TEXT PRIMARY KEY, known INTEGER NOT NULL, figures INTEGER NOT NULL, whole INTEGER NOT NULL,
    reports INTEGER NOT NULL, institutions INTEGER NOT NULL, first_year INTEGER, last_year INTEGER,
    disagreements INTEGER NOT NULL
) STRICT;
CREATE TABLE decision (
    surface TEXT NOT NULL, kind TEXT NOT NULL, report TEXT NOT NULL, entity TEXT NOT NULL REFERENCES entity(id),
    rule TEXT NOT NULL, features TEXT NOT NULL
) STRICT;
CREATE INDEX decision_entity ON decision(entity);
"""


def pack(value: object) -> bytes:
    """JSON, compressed; the same bytes for the same value."""
    return zlib.compress(dump(value).encode(), 6)


def unpack(data: bytes) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """What `pack` was given."""
    return json.loads(zlib.decompress(data))


def dump(value: object) -> str:
    """JSON without white space, characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
