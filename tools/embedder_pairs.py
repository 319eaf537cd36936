"""Turns corpora, thesaurus, written pairs and reports into the token pairs that the embedding is trained on.

Run it with the project's own environment; it needs no torch. Everything is drawn with a fixed seed, so the same input
gives the same pairs. Corpora are read in the forms of docs/training.md; a file that is missing is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vocgraph.analysis import analyse
from vocgraph.index.chunks import embedded_text
from vocgraph.ontology import concepts, indicator_concepts
from vocgraph.read.files import read_report
from vocgraph.search.wording import CHINESE_EMPTY, ENGLISH_EMPTY, stem
from vocgraph.text.variants import fold
from vocgraph.text.words import Segmenter, has_han, is_han, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Pair = tuple[
    str, str, str
]  # query-like side, document-like side, group: pairs of one group are no negatives of another
IdPair = tuple[list[int], list[int], str]

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_PASSAGE = (40, 260)  # characters of a training passage
_LONGEST = 128  # tokens of a side
_HELD_OUT = 20  # every n-th group of written pairs is kept for evaluation
_ASKING_ZH = (
    "学校",
    "怎么",
    "有没有",
    "哪些",
    "如何",
    "情况",
    "什么",
    "办法",
    "做法",
    "学生",
    "怎样",
    "有关",
    "开展",
    "的",
)
_ASKING_EN = ("how", "school", "schools", "what", "do", "for", "the", "students", "in", "of", "and", "college", "to")


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
    say = lambda *words: print(*words, file=sys.stderr, flush=True)  # noqa: E731 - one line of progress
    known = [*concepts(), *indicator_concepts()]
    labels = {concept.id: _labels(concept) for concept in known}
    corpora = _corpora(options.corpora)
    terms, sentences = corpora["terms"], corpora["sentences"]
    written = {path.stem: _tsv(path) for path in sorted(options.written.glob("*.tsv"))}
    reports = _report_texts(options.reports)
    without = set(options.without_reports.split(",")) - {""}
    passages = _passages([text for _, text in corpora["news"]], random_)
    passages += _passages(
        [text for _, text in random_.sample(corpora["policy"], min(60_000, len(corpora["policy"])))], random_
    )
    own = [text for report, pairs in reports.items() if report not in without for _, text in pairs]
    say(len(passages), "passages")
    counts = _count(passages, own, terms, sentences, written, labels, corpora["qa"])
    vocabulary = _vocabulary(counts, labels, options.tokens)
    tokenizer = build_tokenizer(vocabulary)
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    tokens = [token for token, _ in vocabulary]
    say(len(tokens), "tokens")
    (options.out / "parts.json").write_text(json.dumps(_parts(tokens), ensure_ascii=False))
    cut = _cutter(tokenizer)
    held_groups = lambda group: options.held_out and zlib.crc32(group.encode()) % options.held_out == 0  # noqa: E731
    sets: dict[str, list[Pair]] = {}
    sets["terms"] = [(en, zh, zh) for zh, en in terms]
    sets["sentences"] = [(en, zh, zh) for zh, en, *_ in sentences]
    sets["news_title"] = [(title, text, title) for title, text in corpora["news_heads"]]
    sets["policy_title"] = [
        (title, text, title) for title, text in random_.sample(corpora["policy"], min(60_000, len(corpora["policy"])))
    ]
    sets["qa"] = [(question, answer, question) for question, answer in corpora["qa"]]
    sets["paraphrase"] = [(left, right, left) for left, right, *_ in corpora["pairs"]]
    sets["inverse_cloze"] = list(_inverse_cloze(passages, random_, most=80_000))
    sets["reports"] = [
        (head, text, head) for report, pairs in reports.items() if report not in without for head, text in pairs
    ]
    sets["held_reports"] = [
        (head, text, head) for report, pairs in reports.items() if report in without for head, text in pairs
    ]
    sets["written"], sets["labels"] = [], []
    for name, rows in written.items():
        sets[f"held_{name}"] = []
        for left, right, *_ in rows:
            whole = right[-1] in "。！？；"
            if whole:
                sets[f"held_{name}" if held_groups(right) else "written"].append((left, right, right))
    held_labels: set[str] = set()
    for concept, (official, everyday, english) in labels.items():
        for label in (*everyday, *english):
            if held_groups(label):
                held_labels.add(label)
    sets["held_labels_zh"] = [(w, " ".join(o[:4]), c) for c, (o, e, _) in labels.items() for w in e if w in held_labels]
    sets["held_labels_en"] = [(w, " ".join(o[:4]), c) for c, (o, _, e) in labels.items() for w in e if w in held_labels]
    for concept, (official, everyday, english) in labels.items():
        asked = [word for word in (*everyday, *english, *official[1:]) if word not in held_labels]
        for word in asked:
            sets["labels"].append((word, official[0], concept))
            if len(official) > 1:
                sets["labels"].append((word, random_.choice(official[1:]), concept))
            if len(asked) > 1:
                sets["labels"].append((word, random_.choice(asked), concept))
    ids: dict[str, list[IdPair]] = {name: _cut_pairs(pairs, cut) for name, pairs in sets.items()}
    say({name: len(pairs) for name, pairs in ids.items()})
    usable = {
        c: (o, [w for w in e if w not in held_labels], [w for w in n if w not in held_labels])
        for c, (o, e, n) in labels.items()
    }
    texts = own * 4 + passages
    cut_texts = cut(texts)
    ids["concept_zh"], ids["concept_en"] = _concept_queries(cut_texts, usable, cut, tokens, random_)
    place = {token: number for number, token in enumerate(tokens)}
    english_of, same = _translations(terms, usable, place, cut, counts)
    ids["glossed"] = list(_translated(cut_texts, english_of, counts, tokens, random_, most=150_000))
    ids["synonyms"] = list(_translated(cut_texts, same, counts, tokens, random_, most=100_000))
    say({name: len(pairs) for name, pairs in ids.items()})
    total = sum(counts.values())
    shares = np.array([counts.get(token, 0) / total for token in tokens])
    np.save(options.out / "shares.npy", shares)
    for name, pairs in ids.items():
        _save(options.out / f"{name}.npz", pairs)


def build_tokenizer(vocabulary: Sequence[tuple[str, float]]) -> Any:  # noqa: ANN401 - a tokenizers.Tokenizer
    """A tokenizer that cuts runs of Han characters and of letters into the likeliest known words."""
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.normalizers import NFKC, Lowercase, Sequence
    from tokenizers.pre_tokenizers import Split

    tokenizer = Tokenizer(Unigram(list(vocabulary), unk_id=0, byte_fallback=False))
    tokenizer.normalizer = Sequence([NFKC(), Lowercase()])
    tokenizer.pre_tokenizer = Split(Regex(r"\p{Han}+|[^\W\p{Han}_]+"), "removed", invert=True)
    return tokenizer


def _labels(concept: Any) -> tuple[list[str], list[str], list[str]]:  # noqa: ANN401 - an ontology.Concept
    """Official Chinese, everyday Chinese and English labels, folded."""
    official = [fold(label) for label in (concept.pref_zh, *concept.alt_zh)]
    everyday = [fold(label) for label in concept.hidden if has_han(label)]
    english = [concept.pref_en, *concept.alt_en, *(label for label in concept.hidden if not has_han(label))]
    english = [fold(label) for label in english if label]
    return official, everyday, english


def _corpora(folder: Path) -> dict[str, list[Any]]:
    def rows(name: str) -> list[tuple[str, ...]]:
        path = folder / name
        return _tsv(path) if path.exists() else []

    def objects(name: str) -> list[dict[str, str]]:
        path = folder / name
        if not path.exists():
            return []
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [
                {key: fold(value) for key, value in json.loads(line).items() if isinstance(value, str)}
                for line in lines
            ]

    news = [(row["title"], row["text"]) for row in objects("news_zh.jsonl.gz")]
    return {
        "terms": rows("zh_en_terms.tsv.gz"),
        "sentences": rows("zh_en_sentences.tsv.gz"),
        "pairs": rows("pairs_zh.tsv.gz"),
        "news": news,
        "news_heads": [(title, text[:300]) for title, text in news],
        "policy": [
            (row["title"], row["text"]) for row in objects("policy_zh.jsonl.gz") if 30 <= len(row["text"]) <= 1500
        ],
        "qa": [
            (row["question"], row["answer"][:300])
            for row in objects("qa_zh.jsonl.gz")
            if "ai" not in row["answer"][:40] and "人工智能" not in row["answer"][:40]
        ],
    }


def _tsv(path: Path) -> list[tuple[str, ...]]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
    with opened as lines:
        return [tuple(fold(line.rstrip("\n")).split("\t")) for line in lines if "\t" in line]


def _report_texts(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Per report: headings, case titles and captions with what stands under them, and neighbouring sentences."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.txt")):
        analysis = analyse(read_report(path))
        pairs: list[tuple[str, str]] = []
        for chunk in analysis.chunks:
            text = fold(chunk.text)
            heads = [fold(head) for head in (chunk.case, *chunk.heading[-2:], chunk.caption) if head]
            pairs.extend((head, text) for head in heads)
            pairs.extend((one, text.replace(one, "")) for one in _SENTENCE.findall(text)[1:4:2])
        found[path.stem] = [(head, text) for head, text in pairs if len(head) > 3 and len(text) > 15]
    return found


def _passages(texts: Iterable[str], random_: random.Random) -> list[str]:
    """Texts cut into passages of whole sentences, of varied length."""
    found = []
    for text in texts:
        held, wanted = "", random_.randint(*_PASSAGE)
        for sentence in _SENTENCE.findall(text):
            held += sentence
            if len(held) >= wanted:
                found.append(held[: 2 * _PASSAGE[1]])
                held, wanted = "", random_.randint(*_PASSAGE)
        if len(held) >= _PASSAGE[0]:
            found.append(held[: 2 * _PASSAGE[1]])
    return found


def _count(
    passages: list[str],
    own: list[str],
    terms: list[tuple[str, ...]],
    sentences: list[tuple[str, ...]],
    written: dict[str, list[tuple[str, ...]]],
    labels: dict[str, tuple[list[str], list[str], list[str]]],
    qa: list[tuple[str, str]],
) -> Counter[str]:
    """How often each word stands in the texts; the project's own texts count more."""
    segmenter = Segmenter(label for official, _, _ in labels.values() for label in official)
    counts: Counter[str] = Counter()

    def add(texts: Iterable[str], weight: int) -> None:
        for text in texts:
            for token in segmenter.tokens(text):
                counts[token.word] += weight

    add(passages[::3], 3)
    add(own, 5)
    add((text for pair in qa for text in pair), 2)
    add((text for row in sentences for text in row[:2]), 5)
    add((text for rows in written.values() for row in rows for text in row), 5)
    add((label for group in labels.values() for part in group for label in part), 5)
    add((text for row in terms for text in row[:2]), 1)
    return counts


def _vocabulary(
    counts: Counter[str], labels: dict[str, tuple[list[str], list[str], list[str]]], size: int
) -> list[tuple[str, float]]:
    """Tokens with the logarithm of their probability, most frequent first; token 0 stands for the unknown."""
    official = {label for group in labels.values() for label in group[0] if 2 <= len(label) <= 8 and is_word(label)}
    single = {token for token in counts if len(token) == 1 and is_han(token) and counts[token] >= 8}
    letters = set("abcdefghijklmnopqrstuvwxyz0123456789")
    must = official | single | letters
    rest = sorted(
        (
            token
            for token in counts
            if token not in must
            and len(token) <= 20
            and not any(c.isdigit() for c in token)
            and (is_han(token) or token.isascii() and token.isalpha())
        ),
        key=lambda token: (-counts[token], token),
    )
    kept = [*must, *rest[: size - 1 - len(must)]]
    kept.sort(key=lambda token: (-counts[token], token))
    total = sum(counts[token] for token in kept)
    scores = [(token, math.log((counts[token] + 0.5) / total)) for token in kept]
    scores = [(token, -16.0 if token in letters else round(score, 3)) for token, score in scores]
    return [("[UNK]", -20.0), *scores]


def is_word(label: str) -> bool:
    found = list(runs(label))
    return len(found) == 1 and is_han(label) and len(found[0][0]) == len(label)


def _parts(tokens: list[str]) -> list[list[str]]:
    """What each token's vector is made from besides its own: its characters and inner words, or its stem."""
    known = set(tokens)
    found = []
    for token in tokens:
        if len(token) < 2 or token == "[UNK]":
            found.append([])
        elif is_han(token):
            inner = {token[a:b] for a in range(len(token)) for b in range(a + 2, len(token) + 1) if b - a < len(token)}
            found.append(sorted(inner & known) + [c for c in token if c in known])
        else:
            found.append(["stem:" + stem(token)])
    return found


def _cutter(tokenizer: Any) -> Callable[[Sequence[str]], list[list[int]]]:  # noqa: ANN401
    def cut(texts: Sequence[str]) -> list[list[int]]:
        found: list[list[int]] = []
        for start in range(0, len(texts), 5_000):
            batch = tokenizer.encode_batch(list(texts[start : start + 5_000]), add_special_tokens=False)
            found.extend([number for number in item.ids if number][:_LONGEST] for item in batch)
        return found

    return cut


def _cut_pairs(pairs: Sequence[Pair], cut: Callable[[Sequence[str]], list[list[int]]]) -> list[IdPair]:
    lefts, rights = cut([pair[0] for pair in pairs]), cut([pair[1] for pair in pairs])
    return [(left, right, pair[2]) for left, right, pair in zip(lefts, rights, pairs, strict=True) if left and right]


def _inverse_cloze(passages: list[str], random_: random.Random, *, most: int) -> Iterator[Pair]:
    """A sentence asks for the passage that it was taken from. Source: Lee et al., ACL 2019."""
    for passage in random_.sample(passages, min(most, len(passages))):
        found = _SENTENCE.findall(passage)
        if len(found) > 1:
            one = random_.randrange(len(found))
            rest = found[:one] + found[one + 1 :] if random_.random() < 0.9 else found
            yield found[one], "".join(rest), passage[:40]


def _concept_queries(
    texts: list[list[int]],
    labels: dict[str, tuple[list[str], list[str], list[str]]],
    cut: Callable[[Sequence[str]], list[list[int]]],
    tokens: list[str],
    random_: random.Random,
    *,
    most: int = 80,
) -> tuple[list[IdPair], list[IdPair]]:
    """Everyday and English wordings of a concept ask for passages in which its official term stands."""
    place = {token: number for number, token in enumerate(tokens)}
    concept_of: dict[int, str] = {}
    for concept, (official, _, _) in labels.items():
        for label in official:
            if label in place and len(label) > 2:
                concept_of.setdefault(place[label], concept)
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, ids in enumerate(texts):
        for concept in {concept_of[token] for token in ids if token in concept_of}:
            holding[concept].append(number)
    asked = [{c: cut(group[side]) for c, group in labels.items()} for side in (1, 2)]
    asking = [[number for ids in cut(words) for number in ids] for words in (_ASKING_ZH, _ASKING_EN)]
    found: tuple[list[IdPair], list[IdPair]] = ([], [])
    for concept in sorted(holding):
        numbers = holding[concept]
        for number in random_.sample(numbers, min(most, len(numbers))):
            others = sorted({concept_of[token] for token in texts[number] if token in concept_of} - {concept})
            for side in (0, 1):
                if not asked[side][concept]:
                    continue
                query = list(random_.choice(asked[side][concept]))
                if others and random_.random() < 0.4:
                    more = asked[side][random_.choice(others)]
                    query += random_.choice(more) if more else []
                if random_.random() < 0.5:
                    query += random_.sample(asking[side], random_.randint(1, 4))
                if query:
                    found[side].append((query, texts[number], concept))
    return found


def _translations(
    terms: list[tuple[str, ...]],
    labels: dict[str, tuple[list[str], list[str], list[str]]],
    place: dict[str, int],
    cut: Callable[[Sequence[str]], list[list[int]]],
    counts: Counter[str],
) -> tuple[dict[int, list[tuple[float, list[int]]]], dict[int, list[tuple[float, list[int]]]]]:
    """English wordings, and Chinese words of the same meaning, of single tokens, with how usual they are."""
    english: defaultdict[int, dict[str, float]] = defaultdict(dict)
    chinese: defaultdict[str, set[str]] = defaultdict(set)
    for zh, en, *_ in terms:
        words = en.split()
        if zh in place and len(words) <= 3:
            usual = min(counts[word] for word in words) if words else 0
            english[place[zh]][en] = math.sqrt(usual + 1)
            if zh in place and len(zh) > 1:
                chinese[en].add(zh)
    for official, _, others in labels.values():
        for label in official:
            if label in place:
                for other in others:
                    english[place[label]][other] = 60.0
    same: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for group in chinese.values():
        if 2 <= len(group) <= 12:
            for one in group:
                for other in group - {one}:
                    same[place[one]][other] = same[place[one]].get(other, 0.0) + 1.0
    for official, everyday, _ in labels.values():
        for label in official:
            if label in place:
                for other in everyday:
                    same[place[label]][other] = 3.0

    def cut_all(table: dict[int, dict[str, float]]) -> dict[int, list[tuple[float, list[int]]]]:
        flat = [(token, text, weight) for token, group in table.items() for text, weight in sorted(group.items())]
        ids = cut([text for _, text, _ in flat])
        result: defaultdict[int, list[tuple[float, list[int]]]] = defaultdict(list)
        for (token, _, weight), numbers in zip(flat, ids, strict=True):
            if numbers:
                result[token].append((weight, numbers))
        return result

    return cut_all(english), cut_all(same)


def _translated(
    texts: list[list[int]],
    table: dict[int, list[tuple[float, list[int]]]],
    counts: Counter[str],
    tokens: list[str],
    random_: random.Random,
    *,
    most: int,
) -> Iterator[IdPair]:
    """Some telling words of a passage, put into other words one by one, ask for the passage."""
    common = max(counts.values())
    rarity = [math.log(common / (counts[token] + 1)) for token in tokens]
    empty = {number for number, token in enumerate(tokens) if token in CHINESE_EMPTY or token in ENGLISH_EMPTY}
    for number in random_.sample(range(len(texts)), min(most, len(texts))):
        ids = texts[number]
        start = random_.randrange(max(1, len(ids) - 24))  # words that stand near each other belong together
        window = sorted({token for token in ids[start : start + 40] if token in table and token not in empty})
        if len(window) < 2:
            continue
        wanted = min(len(window), random_.randint(2, 7))
        weights = [rarity[token] for token in window]
        chosen = {random_.choices(window, weights)[0] for _ in range(wanted)}
        query: list[int] = []
        for token in sorted(chosen):
            options = table[token]
            query += random_.choices([ids_ for _, ids_ in options], [weight for weight, _ in options])[0]
        yield query, ids, str(number)


def _save(path: Path, pairs: Sequence[IdPair]) -> None:
    groups = {group: number for number, group in enumerate(dict.fromkeys(pair[2] for pair in pairs))}
    arrays: dict[str, Any] = {"group": np.array([groups[pair[2]] for pair in pairs], dtype=np.int64)}
    for side, name in enumerate(("left", "right")):
        arrays[name] = np.array([number for pair in pairs for number in pair[side]], dtype=np.int32)
        arrays[name + "_at"] = np.cumsum([0, *(len(pair[side]) for pair in pairs)])
    np.savez(path, **arrays)


if __name__ == "__main__":
    main()
