"""Writes the parts of the documentation that are facts about the program: commands and measured quality."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typer
from ontology_reference import reference

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import record  # noqa: E402 - the path above makes it importable

LEDGER = ROOT / "tests" / "quality" / "scores.json"
KINDS = {
    "outline": "section headings",
    "cases": "cases (案例)",
    "case extent": "cases whose lines are right (at least 0.9 shared)",
    "table cells": "table cells",
    "metadata": "institution, year, province, city",
    "indicators": "headline figures (recall alone is measured)",
    "aliases": "pairs of names of one entity",
}


def command_reference() -> str:
    """Every command with its arguments and options, as Markdown."""
    from vocgraph.cli import app

    group: Any = typer.main.get_command(app)
    parts = ["# Command line\n", "Written by `make docs` from the program itself.\n"]
    for name, command in sorted(group.commands.items()):
        parts.append(f"## vocgraph {name}\n")
        parts.append(f"{command.help}\n")
        rows = ["| argument or option | default | meaning |", "|---|---|---|"]
        for parameter in command.params:
            names = ", ".join(f"`{one}`" for one in (*parameter.opts, *parameter.secondary_opts))
            default = parameter.default
            silent = parameter.required or default is None or default is False or callable(default)
            shown = "" if silent else f"`{default}`"
            rows.append(f"| {names} | {shown} | {getattr(parameter, 'help', '') or ''} |")
        parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def quality_page() -> str:
    """The newest committed scores, as Markdown."""
    newest = json.loads(LEDGER.read_text(encoding="utf-8"))[-1]
    lines = [
        "# How good it is",
        "",
        f"Measured on {newest['date']} against the annotations in `tests/quality/gold/`: what a careful reader found",
        "in two of the reports. `make scores` measures again; the tests fail when a figure falls by more than 0.01.",
        "Both reports were used to write the rules, so expect less on reports of other schools.",
        "",
        "## Reading and extraction",
        "",
        "| what | F1 | precision | recall |",
        "|---|---|---|---|",
    ]
    for label, of in newest["extraction"].items():
        name = KINDS.get(
            label,
            label.replace("entity ", "entities: ")
            .replace("name ", "full name chosen: ")
            .replace("relation ", "relations: "),
        )
        lines.append(f"| {name} | {of['f1']:.3f} | {of['precision']:.3f} | {of['recall']:.3f} |")
    lines += [
        "",
        "## Search",
        "",
        "Sixty queries, each asked within the report that it was written for. *Paraphrase* queries share no content",
        "word with the text that answers them; *english* queries ask for Chinese text.",
        "",
        "| kind of query | nDCG@10 | hit@1 | hit@3 | recall@10 |",
        "|---|---|---|---|---|",
    ]
    for kind, of in newest["search"].items():
        lines.append(
            f"| {kind} | " + " | ".join(f"{of[name]:.3f}" for name in ("ndcg@10", "hit@1", "hit@3", "recall@10")) + " |"
        )
    kinds = tuple(newest["search"])
    lines += ["", "Each way of ranking, nDCG@10 ([how they are joined](ranking.md)):", ""]
    lines += ["| ranking | " + " | ".join(kinds) + " |", "|---|" + "---:|" * len(kinds)]
    for name, scores in {"combined": newest["search"], **newest["rankers"]}.items():
        lines.append(f"| {name} | " + " | ".join(f"{scores[kind]['ndcg@10']:.3f}" for kind in kinds) + " |")
    return "\n".join(lines) + "\n"


PAGES = {
    "docs/cli.md": command_reference,
    "docs/quality.md": quality_page,
    "docs/benchmarks.md": record.page,
    "docs/ontology/reference.md": reference,
}


def main() -> int:
    """Write the pages, or with ``--check`` only say which are out of date."""
    stale = []
    for name, page in PAGES.items():
        path, text = ROOT / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run `make docs`\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
