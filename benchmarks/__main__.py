"""`python -m benchmarks [NAME…] [--rows N] [--quick]`: measure, print a Markdown table."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from benchmarks import (
    big_file,
    big_table,
    cold_start,
    pairs,
    survey_search,
    window_jobs,
    worker_stall,
)
from benchmarks.machine import describe
from benchmarks.report import Result, table

if TYPE_CHECKING:
    from collections.abc import Callable

MEASUREMENTS: dict[str, Callable[..., list[Result]]] = {
    "import": pairs.contact_import,
    "links": pairs.links,
    "surveys": pairs.surveys,
    "search": survey_search.run,
    "contacts": pairs.contacts,
    "worker": worker_stall.run,
    "start": cold_start.run,
    "window": window_jobs.run,
    "window-import": window_jobs.run_import,
    "table": big_table.run,
    "file": big_file.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASUREMENTS)}")
    parser.add_argument("--rows", type=int, help="rows, contacts, links or surveys")
    parser.add_argument("--quick", action="store_true", help="small sizes, once: does it run?")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in MEASUREMENTS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}")
    print(describe("before"), flush=True)
    results: list[Result] = []
    for name in options.names or MEASUREMENTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        results += MEASUREMENTS[name](options.rows, quick=options.quick)
    print(f"\n{table(results)}\n\n{describe('after')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
