"""A heavy library has one home, and starting up imports none of them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "vocgraph"
HOMES = {
    "jieba": {"text"},
    "opencc": {"text"},
    "pypinyin": {"text"},
    "rdflib": {"ontology"},
    "pyshacl": {"ontology"},
    "networkx": {"graph"},
    "pyoxigraph": {"graph", "ontology"},  # the RDF engine, wherever RDF is read
    "tantivy": {"index"},
    "faiss": {"index"},
    "safetensors": {"index"},
    "tokenizers": {"index"},
    "sentence_transformers": {"index"},
    "huggingface_hub": {"index"},
    "pypdfium2": {"read"},
    "docx": {"read"},
    "selectolax": {"read"},
    "flask": {"serve"},
    "waitress": {"serve"},
    "typer": {"cli"},
    "pandas": {"frames"},
    "rich": {"cli", "terminal"},
}


def imported_at_run_time(tree: ast.Module) -> set[str]:
    """Top-level packages that a module imports, wherever, except for type checking alone."""
    for_types = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    skipped = {id(inner) for branch in for_types for inner in ast.walk(branch)}
    names: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_stay_at_home(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    strays = {
        name
        for name in imported_at_run_time(ast.parse(path.read_text(encoding="utf-8")))
        if name in HOMES and room not in HOMES[name]
    }
    assert strays == set()


def test_help_waits_for_no_heavy_library() -> None:
    code = "import vocgraph.cli, sys; print(*[name for name in sys.argv[1:] if name in sys.modules])"
    heavy = sorted(set(HOMES) - {"typer", "rich"} | {"numpy", "scipy", "sqlite3"})
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
