"""Measures quality on the gold annotations and adds the figures to tests/quality/scores.json."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.quality import ledger, test_extraction, test_search  # noqa: E402 - the path above makes them importable

from vocgraph import pipeline  # noqa: E402 - found only after the project was put on the path
from vocgraph.library import Library  # noqa: E402 - found only after the project was put on the path
from vocgraph.search.ranking import Ranking  # noqa: E402 - found only after the project was put on the path


def main() -> None:
    """Measure, write, and print a table."""
    reports = ROOT / "data" / "reports"
    extraction = test_extraction.measure(reports)
    with TemporaryDirectory() as folder:
        pipeline.build([reports], Path(folder))
        with Library.open(folder) as library:
            search = test_search.measure(library)
            others = [ranking for ranking in Ranking if ranking is not Ranking.COMBINED]
            rankers = {ranking.value: test_search.measure(library, ranking) for ranking in others}
    ledger.write(datetime.now(UTC).date().isoformat(), extraction=extraction, search=search, rankers=rankers)
    for label, figures in (*extraction.items(), *search.items()):
        print(f"{label:<28}" + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
