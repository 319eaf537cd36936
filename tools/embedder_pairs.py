"""Turns corpora, thesaurus, written pairs and reports into the token pairs that the embedding is trained on.

Run it with the project's own environment; it needs no torch. Everything is drawn with a fixed seed, so the same input
gives the same pairs. Corpora are read in the forms of docs/training.md; a file that is missing is left out.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from embedder_queries import chinese_wordings, concept_queries, english_wordings, inverse_cloze, translated_queries
from embedder_sources import Labels, cut_passages, read_corpora, read_labels, read_table, report_pairs
from embedder_vocabulary import build_tokenizer, choose_tokens, count_words, token_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from embedder_queries import Cut, IdPair, Pair

_LONGEST = 128  # tokens of a side
_HELD_OUT = 20  # every n-th group of written pairs, and every n-th label, is kept for evaluation
_ARTICLES = 60_000  # of laws and regulations, drawn at random
_OWN = 4  # how many times the reports' passages stand among the others
_CLOZES, _GLOSSED, _SYNONYMS = 80_000, 150_000, 100_000  # queries drawn


def main() -> None:
    """Write vocabulary and pairs to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of training text")
    parser.add_argument("--written", type=Path, required=True, help="folder of written pairs (data/training)")
    parser.add_argument("--reports", type=Path, required=True, help="folder of reports")
    parser.add_argument("--without-reports", default="", help="ids of reports to keep out, separated by commas")
    parser.add_argument("--held-out", type=int, default=_HELD_OUT, help="keep every n-th group for evaluation; 0: none")
    parser.add_argument("--tokens", type=int, default=54_000, help="size of the vocabulary")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    prepare(options)


def prepare(options: argparse.Namespace) -> None:
    """Read, cut, draw and write."""
    random_ = random.Random(options.seed)
    labels = read_labels()
    corpora = read_corpora(options.corpora)
    written = {path.stem: read_table(path) for path in sorted(options.written.glob("*.tsv"))}
    reports = report_pairs(options.reports)
    without = set(options.without_reports.split(","))
    passages = cut_passages([text for _, text in corpora["news"]], random_)
    passages += cut_passages([text for _, text in _drawn(corpora["policy"], random_)], random_)
    own = [text for report, pairs in reports.items() if report not in without for _, text in pairs]
    _say(passages=len(passages))
    counts = count_words(passages, own, corpora["terms"], corpora["sentences"], written, labels, corpora["qa"])
    vocabulary = choose_tokens(counts, labels, options.tokens)
    tokens = [token for token, _ in vocabulary]
    tokenizer = build_tokenizer(vocabulary)
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    (options.out / "parts.json").write_text(json.dumps(token_parts(tokens), ensure_ascii=False), encoding="utf-8")
    np.save(options.out / "shares.npy", np.array([counts.get(token, 0) / counts.total() for token in tokens]))
    cut = _cutter(tokenizer)

    def held(text: str) -> bool:
        return bool(options.held_out) and zlib.crc32(text.encode()) % options.held_out == 0

    sets = _corpus_pairs(corpora, random_)
    sets["inverse_cloze"] = list(inverse_cloze(passages, random_, most=_CLOZES))
    for report, pairs in reports.items():
        name = "held_reports" if report in without else "reports"
        sets.setdefault(name, []).extend((head, text, head) for head, text in pairs)
    sets |= _written_pairs(written, held) | _label_pairs(labels, held, random_)
    ids = {name: _cut_pairs(pairs, cut) for name, pairs in sets.items()}
    known = _without(labels, held)
    texts = cut(own * _OWN + passages)
    place = {token: number for number, token in enumerate(tokens)}
    ids["concept_zh"], ids["concept_en"] = concept_queries(texts, known, cut, tokens, random_)
    english = english_wordings(corpora["terms"], known, place, cut, counts)
    chinese = chinese_wordings(corpora["terms"], known, place, cut)
    ids["glossed"] = list(translated_queries(texts, english, counts, tokens, random_, most=_GLOSSED))
    ids["synonyms"] = list(translated_queries(texts, chinese, counts, tokens, random_, most=_SYNONYMS))
    _say(**{name: len(pairs) for name, pairs in ids.items()})
    for name, pairs in ids.items():
        _save(options.out / f"{name}.npz", pairs)


def _corpus_pairs(corpora: dict[str, list[Any]], random_: random.Random) -> dict[str, list[Pair]]:
    """What the corpora say by themselves: translations, titles, answers, paraphrases."""
    return {
        "terms": [(english, chinese, chinese) for chinese, english, *_ in corpora["terms"]],
        "sentences": [(english, chinese, chinese) for chinese, english, *_ in corpora["sentences"]],
        "news_title": [(title, text, title) for title, text in corpora["news_heads"]],
        "policy_title": [(title, text, title) for title, text in _drawn(corpora["policy"], random_)],
        "qa": [(question, answer, question) for question, answer in corpora["qa"]],
        "paraphrase": [(left, right, left) for left, right, *_ in corpora["pairs"]],
    }


def _written_pairs(written: dict[str, list[tuple[str, ...]]], held: Callable[[str], bool]) -> dict[str, list[Pair]]:
    """Pairs whose right side is a whole sentence; the others come from the thesaurus, which has them all."""
    sets: dict[str, list[Pair]] = {"written": []} | {f"held_{name}": [] for name in written}
    for name, rows in written.items():
        for left, right, *_ in rows:
            if right[-1] in "。！？；":
                sets[f"held_{name}" if held(right) else "written"].append((left, right, right))
    return sets


def _label_pairs(labels: Labels, held: Callable[[str], bool], random_: random.Random) -> dict[str, list[Pair]]:
    """Wordings of one concept, each with its preferred term, another official one, and another wording."""
    sets: dict[str, list[Pair]] = {"labels": [], "held_labels_zh": [], "held_labels_en": []}
    for concept, group in labels.items():
        official = " ".join(group.official[:4])
        sets["held_labels_zh"] += [(word, official, concept) for word in group.everyday if held(word)]
        sets["held_labels_en"] += [(word, official, concept) for word in group.english if held(word)]
        asked = [word for word in (*group.everyday, *group.english) if not held(word)] + group.official[1:]
        for word in asked:
            sets["labels"].append((word, group.official[0], concept))
            if len(group.official) > 1:
                sets["labels"].append((word, random_.choice(group.official[1:]), concept))
            if len(asked) > 1:
                sets["labels"].append((word, random_.choice(asked), concept))
    return sets


def _without(labels: Labels, held: Callable[[str], bool]) -> Labels:
    """The labels that training may see."""
    return {
        concept: replace(
            group,
            everyday=[word for word in group.everyday if not held(word)],
            english=[word for word in group.english if not held(word)],
        )
        for concept, group in labels.items()
    }


def _drawn(articles: list[tuple[str, str]], random_: random.Random) -> list[tuple[str, str]]:
    return random_.sample(articles, min(_ARTICLES, len(articles)))


def _say(**counts: int) -> None:
    print(json.dumps(counts), file=sys.stderr, flush=True)


def _cutter(tokenizer: Any) -> Cut:  # noqa: ANN401 - a tokenizers.Tokenizer
    def cut(texts: Sequence[str]) -> list[list[int]]:
        found: list[list[int]] = []
        for start in range(0, len(texts), 5_000):
            batch = tokenizer.encode_batch(list(texts[start : start + 5_000]), add_special_tokens=False)
            found.extend([number for number in item.ids if number][:_LONGEST] for item in batch)
        return found

    return cut


def _cut_pairs(pairs: Sequence[Pair], cut: Cut) -> list[IdPair]:
    lefts, rights = cut([pair[0] for pair in pairs]), cut([pair[1] for pair in pairs])
    return [(left, right, pair[2]) for left, right, pair in zip(lefts, rights, pairs, strict=True) if left and right]


def _save(path: Path, pairs: Sequence[IdPair]) -> None:
    groups = {group: number for number, group in enumerate(dict.fromkeys(pair[2] for pair in pairs))}
    arrays: dict[str, Any] = {"group": np.array([groups[pair[2]] for pair in pairs], dtype=np.int64)}
    for side, name in enumerate(("left", "right")):
        arrays[name] = np.array([number for pair in pairs for number in pair[side]], dtype=np.int32)
        arrays[name + "_at"] = np.cumsum([0, *(len(pair[side]) for pair in pairs)])
    np.savez(path, **arrays)


if __name__ == "__main__":
    main()
