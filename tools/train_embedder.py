"""Trains the bundled static embedding on the pairs that embedder_pairs.py has written, and exports it.

Needs torch (see docs/training.md); the package itself never does. A run is seeded, writes a checkpoint every few
hundred steps, and goes on from it when started again.

A token's vector is its weight times the sum of its own row and the mean of its parts' rows (characters, inner words, a
stem), so that rare words learn from common ones; the sum is worked out once, at export. The loss is in-batch
contrastive (InfoNCE, both directions) with pairs of one group left out of each other's negatives.

Sources: van den Oord et al., "Representation Learning with Contrastive Predictive Coding", 2018; Arora et al., "A
Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR 2017 (weights); Bojanowski et al., "Enriching Word
Vectors with Subword Information", TACL 2017 (parts).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray
    from torch import Tensor

    Numbers = NDArray[np.int64]
    Vectors = NDArray[np.float32]

# how often a batch comes from each source; chosen on held-out pairs
WEIGHTS = {
    "terms": 1.5,
    "sentences": 0.7,
    "news_title": 0.7,
    "policy_title": 0.4,
    "qa": 0.8,
    "paraphrase": 0.3,
    "inverse_cloze": 0.8,
    "reports": 0.7,
    "written": 0.8,
    "labels": 1.6,
    "concept_zh": 1.6,
    "concept_en": 1.6,
    "glossed": 1.6,
    "synonyms": 1.2,
}
_SCALE = 20.0  # one over the temperature
_WINDOW = 56  # tokens of the document-like side that a step looks at
_DROPPED = 0.1  # share of the query-like side's tokens left out
_RARE = 3e-4  # the a of Arora et al.: a word of this share counts half
_MASKED = -1e4


@dataclass(frozen=True, slots=True)
class Side:
    """Texts as runs of token numbers: text i is ids[at[i]:at[i + 1]]."""

    ids: Numbers
    at: Numbers


@dataclass(frozen=True, slots=True)
class Pairs:
    """One source's pairs."""

    left: Side
    right: Side
    group: Numbers

    def __len__(self) -> int:
        return len(self.group)


def main() -> None:
    """Train, or export what has been trained."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder written by embedder_pairs.py")
    parser.add_argument("--run", type=Path, required=True, help="folder of checkpoints and log")
    parser.add_argument("--steps", type=int, default=6_000)
    parser.add_argument("--batch", type=int, default=768)
    parser.add_argument("--dim", type=int, default=256)
    parser.add_argument("--rate", type=float, default=0.012)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=int, default=400, help="steps between checkpoints and evaluations")
    parser.add_argument("--weights", default="", help="other weights of sources: qa=0.5,labels=2")
    parser.add_argument("--without", default="", help="sources to leave out, separated by commas")
    parser.add_argument("--no-parts", action="store_true", help="learn each token by itself")
    parser.add_argument("--export", type=Path, help="write the model here instead of training")
    parser.add_argument("--also", type=Path, nargs="*", default=(), help="at export, runs to take the mean with")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.run.mkdir(parents=True, exist_ok=True)
    if options.export:
        export(options.export, mean_vectors(options), options.data)
    else:
        trainer = Trainer(options)
        trainer.resume()
        trainer.train()


class Trainer:
    """The tables that are learned, and where their learning stands."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        shares = np.load(options.data / "shares.npy")
        parts = json.loads((options.data / "parts.json").read_text(encoding="utf-8"))
        vocabulary = json.loads((options.data / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
        names = {token: number for number, (token, _) in enumerate(vocabulary)}
        self.tokens = len(names)
        for part in (part for group in parts for part in group):
            names.setdefault(part, len(names))
        own: list[list[int]] = [[number] for number in range(self.tokens)]
        weights: list[list[float]] = [[1.0] for _ in range(self.tokens)]
        for number, group in enumerate(parts):
            if group and not options.no_parts:
                own[number] += [names[part] for part in group]
                weights[number] += [1.0 / len(group)] * len(group)
        self.part_at = np.cumsum([0, *map(len, own)])
        self.part_ids = np.array([part for group in own for part in group], dtype=np.int64)
        self.part_shares = np.array([share for group in weights for share in group], dtype=np.float32)
        generator = torch.Generator().manual_seed(options.seed)
        self.rows = torch.randn(len(names), options.dim, generator=generator) / options.dim**0.5
        self.logs = torch.from_numpy(np.log(_RARE / (_RARE + shares))).float()
        self.logs[0] = -20.0  # the unknown says nothing
        self.squares = [torch.zeros(len(names)), torch.zeros(self.tokens)]
        self.step = 0

    @property
    def checkpoint(self) -> Path:
        return self.options.run / "checkpoint.pt"

    def resume(self) -> None:
        """Go on from the checkpoint, where there is one."""
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.rows, self.logs = state["rows"], state["logs"]
            self.squares, self.step = state["squares"], state["step"]

    def save(self) -> None:
        """Write a checkpoint aside, then move it into place."""
        aside = self.checkpoint.with_suffix(".new")
        torch.save({"rows": self.rows, "logs": self.logs, "squares": self.squares, "step": self.step}, aside)
        aside.replace(self.checkpoint)

    def train(self) -> None:
        """Take the steps that are left."""
        without = set(self.options.without.split(","))
        sources = {name: load(self.options.data / f"{name}.npz") for name in WEIGHTS if name not in without}
        sources = {name: pairs for name, pairs in sources.items() if len(pairs)}
        names = list(sources)
        other = dict(entry.split("=") for entry in self.options.weights.split(",") if entry)
        chances = np.array([float(other.get(name, WEIGHTS[name])) for name in names])
        chances /= chances.sum()
        held = {path.stem: load(path) for path in sorted(self.options.data.glob("held_*.npz"))}
        began, losses = time.monotonic(), []
        while self.step < self.options.steps:
            random = np.random.default_rng((self.options.seed, self.step))
            pairs = sources[names[random.choice(len(names), p=chances)]]
            losses.append(self.take_step(pairs, random))
            self.step += 1
            if self.step % 50 == 0:
                self.log(
                    step=self.step, loss=round(float(np.mean(losses[-50:])), 4), seconds=round(time.monotonic() - began)
                )
            if self.step % self.options.every == 0 or self.step == self.options.steps:
                self.save()
                vectors = self.vectors()
                self.log(
                    step=self.step,
                    **{name: round(rank_score(pairs, vectors), 4) for name, pairs in held.items() if len(pairs)},
                )

    def take_step(self, pairs: Pairs, random: Generator) -> float:
        """One batch of one source: forward, backward, update of the rows that were touched."""
        chosen = random.choice(len(pairs), min(self.options.batch, len(pairs)), replace=False)
        left, left_at = pick(pairs.left, chosen, random, _WINDOW // 2, dropped=_DROPPED)
        right, right_at = pick(pairs.right, chosen, random, _WINDOW)
        tokens, local = np.unique(np.concatenate((left, right)), return_inverse=True)
        spans = self.part_at[tokens + 1] - self.part_at[tokens]
        starts = np.cumsum(spans) - spans
        flat = np.repeat(self.part_at[tokens] - starts, spans) + np.arange(spans.sum())
        touched, parts = np.unique(self.part_ids[flat], return_inverse=True)
        touched_rows, touched_tokens = torch.from_numpy(touched), torch.from_numpy(tokens)
        rows = self.rows[touched_rows].requires_grad_()
        logs = self.logs[touched_tokens].requires_grad_()
        shares = torch.from_numpy(self.part_shares[flat])
        vectors = bag(torch.from_numpy(parts), rows, torch.from_numpy(starts), shares) * logs.exp()[:, None]
        numbers = torch.from_numpy(local)
        one = functional.normalize(bag(numbers[: len(left)], vectors, torch.from_numpy(left_at)), dim=1)
        other = functional.normalize(bag(numbers[len(left) :], vectors, torch.from_numpy(right_at)), dim=1)
        scores = _SCALE * one @ other.T
        group = torch.from_numpy(pairs.group[chosen])
        same = group[:, None] == group[None, :]
        same.fill_diagonal_(False)
        scores = scores.masked_fill(same, _MASKED)
        target = torch.arange(len(chosen))
        loss = 0.5 * (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target))
        loss.backward()
        self.update(self.rows, touched_rows, rows.grad, self.squares[0])
        self.update(self.logs, touched_tokens, logs.grad[:, None], self.squares[1])
        return float(loss.detach())

    def update(self, table: Tensor, places: Tensor, grad: Tensor, squares: Tensor) -> None:
        """Step against the gradient, divided by its usual size in each row (RMSProp by rows), in touched rows alone."""
        done = self.step / self.options.steps
        rate = self.options.rate * min(1.0, (self.step + 1) / 100) * max(0.02, 1.0 - done)
        square = grad.square().mean(dim=1)
        before = squares[places]
        usual = torch.where(before == 0, square, before.lerp(square, 0.02))
        squares[places] = usual
        steps = grad.mul_(-rate / usual.sqrt().add_(1e-8)[:, None])
        table.index_add_(0, places, steps if table.dim() > 1 else steps[:, 0])

    def vectors(self) -> Vectors:
        """The vectors of all tokens with their parts and weights in them, shape (tokens, dim)."""
        with torch.no_grad():
            shares = torch.from_numpy(self.part_shares)
            whole = bag(torch.from_numpy(self.part_ids), self.rows, torch.from_numpy(self.part_at[:-1]), shares)
            vectors = (whole * self.logs.exp()[:, None]).numpy()
        vectors[0] = 0.0
        return vectors

    def log(self, **figures: float) -> None:
        """Print one line, and keep it."""
        line = json.dumps(figures)
        print(line, file=sys.stderr, flush=True)
        with (self.options.run / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def bag(ids: Tensor, table: Tensor, at: Tensor, shares: Tensor | None = None) -> Tensor:
    """Sums of a table's rows, one per text."""
    return functional.embedding_bag(ids, table, at, mode="sum", per_sample_weights=shares)


def load(path: Path) -> Pairs:
    """Read one source."""
    arrays = np.load(path)
    left, right = (Side(arrays[side].astype(np.int64), arrays[side + "_at"]) for side in ("left", "right"))
    return Pairs(left, right, arrays["group"])


def pick(
    side: Side, chosen: Numbers, random: Generator, longest: int, *, dropped: float = 0.0
) -> tuple[Numbers, Numbers]:
    """The chosen texts, each at most so long from a random place on: token numbers and where each text starts."""
    lengths = side.at[chosen + 1] - side.at[chosen]
    slack = np.maximum(lengths - longest, 0)
    begins = side.at[chosen] + (random.random(len(chosen)) * (slack + 1)).astype(np.int64)
    lengths = np.minimum(lengths, longest)
    starts = np.cumsum(lengths) - lengths
    ids = side.ids[np.repeat(begins - starts, lengths) + np.arange(lengths.sum())]
    if dropped:
        kept = random.random(len(ids)) >= dropped
        kept[starts] = True  # no text becomes empty
        counts = np.add.reduceat(kept, starts)
        return ids[kept], np.cumsum(counts) - counts
    return ids, starts


def rank_score(pairs: Pairs, vectors: Vectors, *, most: int = 2_000) -> float:
    """Mean reciprocal rank, among the first ten, of the right document-like side among all of them."""
    chosen = np.arange(len(pairs))[:: max(1, len(pairs) // most)]
    _, first = np.unique(pairs.group, return_index=True)
    asked, found = encode(pairs.left, chosen, vectors), encode(pairs.right, first, vectors)
    scores = asked @ found.T
    right = scores[np.arange(len(chosen)), pairs.group[chosen]]  # groups are numbered from 0 in order
    ranks = 1 + (scores > right[:, None]).sum(axis=1)
    return float(np.where(ranks <= 10, 1.0 / ranks, 0.0).mean())


def encode(side: Side, chosen: Numbers, vectors: Vectors) -> Vectors:
    """Unit vectors of texts."""
    sums = np.stack([vectors[side.ids[side.at[n] : side.at[n + 1]]].sum(axis=0) for n in chosen])
    return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


def mean_vectors(options: argparse.Namespace) -> Vectors:
    """The token vectors of a run, or the mean of several runs from one start, each brought to one size first.

    Runs that start from the same rows stay comparable number by number, and their mean is better than any of them.
    Source: Wortsman et al., "Model soups", ICML 2022.
    """
    shares = np.load(options.data / "shares.npy")
    found = []
    for run in (options.run, *options.also):
        trainer = Trainer(argparse.Namespace(**{**vars(options), "run": run}))
        trainer.resume()
        vectors = trainer.vectors()
        found.append(vectors / float((np.linalg.norm(vectors, axis=1) * shares).sum()))
    return np.mean(found, axis=0, dtype=np.float32)


def export(folder: Path, vectors: Vectors, data: Path) -> None:
    """Write the model: one byte per number, one scale per token."""
    from tokenizers import Tokenizer

    from vocgraph.index.embedding import write_static_embedding

    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / 127.0
    write_static_embedding(
        folder,
        tokenizer=Tokenizer.from_file(str(data / "tokenizer.json")),
        weights=np.rint(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
        segmented=False,
        folded=True,
    )


if __name__ == "__main__":
    main()
