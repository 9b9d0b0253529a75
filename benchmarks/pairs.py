"""The comparisons of `make bench`: the product and its limit in one run, on one server."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.brand import Brand, brand, write_contacts
from benchmarks.children import Cost, Piece, side_by_side, work
from benchmarks.report import Result, at_most, megabytes
from qualtrics_desk.api.endpoints.contacts import PAGE_SIZE
from qualtrics_desk.services.export_contacts import COLUMNS as CONTACT_COLUMNS
from qualtrics_desk.services.links.columns import LINK_COLUMNS
from qualtrics_desk.services.tables.surveys import PARALLEL

if TYPE_CHECKING:
    from collections.abc import Iterator

JOB_TIME = 0.3
"""Seconds that an import job takes at least, the default of the sandbox."""
ROUND_TRIP = 50
"""Milliseconds; the two ends of a continent."""


def contact_import(rows: int | None, *, quick: bool) -> list[Result]:
    """Import a file into an empty list, near and far."""
    rows = rows or (1_000 if quick else 100_000)
    results = []
    for latency in (0, ROUND_TRIP):
        with _server(latency=latency, job_time=JOB_TIME) as (server, folder):
            source = folder / "contacts.csv"
            write_contacts(source, rows)
            wish = {**_who(server), "source": str(source)}
            ours, bare, overlapped = side_by_side(
                # From afar nearly all of it is waiting, which other work on the machine leaves be.
                1 if latency else _times(quick),
                Piece("product", "contact_import", wish),
                Piece("bare", "contact_import", wish),
                Piece("bare", "contact_import_overlapped", wish),
                prepare=lambda: {"list": server.new_list()},
            )
            _same(rows, ours, bare, overlapped)
            name = f"import {rows:,} contacts, {latency} ms round trip"
            results += [
                at_most(name, ours.seconds, bare.seconds, 1.25),
                at_most(
                    f"{name}, beside a loop that also fetches the report during the next job",
                    ours.seconds,
                    overlapped.seconds,
                ),
                _processor(name, ours, bare),
            ]
    return results


def links(rows: int | None, *, quick: bool) -> list[Result]:
    """Write the links of a distribution to CSV, near and far; the memory for few and for many."""
    many = rows or (1_000 if quick else 100_000)
    few = many // 10
    peaks = []
    results = []
    for amount, latency in ((few, 0), (many, 0), (many, ROUND_TRIP)):
        with _server(latency=latency) as (server, _folder):
            wish = {**_distribution(server, amount), "columns": LINK_COLUMNS}
            ours, bare = side_by_side(
                # From afar nearly all of it is waiting, which other work on the machine leaves be.
                1 if latency else _times(quick),
                Piece("product", "links", wish),
                Piece("bare", "links", wish),
            )
        _same(amount, ours, bare)
        peaks.append(ours.peak)
        if amount == many:
            name = f"write {amount:,} links to CSV, {latency} ms round trip"
            results += [
                at_most(name, ours.seconds, bare.seconds, 1.10),
                _processor(name, ours, bare),
            ]
    return [
        *results,
        Result(
            f"peak memory of that process, beside the same with {few:,} links",
            megabytes(peaks[1]),
            megabytes(peaks[0]),
            f"{megabytes(peaks[1] - peaks[0])} more",
            "does not grow",
            # What an allocator keeps differs by some megabytes from run to run.
            peaks[1] - peaks[0] < 5 * 2**20,
        ),
    ]


def surveys(rows: int | None, *, quick: bool) -> list[Result]:
    """List surveys from afar."""
    amount = rows or (300 if quick else 10_000)
    with _server(latency=ROUND_TRIP) as (server, _folder):
        server.fill({"surveys": amount})
        total = work("bare", "surveys", _who(server)).done
        wish = {**_who(server), "surveys": total, "parallel": PARALLEL}
        ours, single, bare = side_by_side(
            _times(quick),
            Piece("product", "list_surveys", wish),
            Piece("bare", "surveys", wish),
            Piece("bare", "surveys_at_once", wish),
        )
    _same(total, ours, single, bare)
    name = f"list {total:,} surveys, {ROUND_TRIP} ms round trip"
    faster = single.seconds / ours.seconds
    return [
        Result(
            f"{name}, beside one page at a time",
            f"{ours.seconds:.2f} s",
            f"{single.seconds:.2f} s",
            f"{faster:.1f} × faster",
            "≥ 4 × faster",
            faster >= 4,
        ),
        at_most(f"{name}, {PARALLEL} at once on both sides", ours.seconds, bare.seconds, 1.3),
    ]


def contacts(rows: int | None, *, quick: bool) -> list[Result]:
    """Read the contacts of one list."""
    amount = rows or (1_000 if quick else 100_000)
    with _server() as (server, _folder):
        results = []
        wish = _list_of(server, amount)
        for name, function, limit, bar in (
            ("read {} contacts of one list", "contacts", "contacts", 1.10),
            ("the same into the table of the window", "contacts_to_table", "contacts", None),
            ("write {} contacts of one list to CSV", "contacts_to_csv", "contacts_to_csv", None),
            ("the same by the export job", "contacts_by_job", "contacts_by_job", 1.30),
        ):
            results += _read(name.format(f"{amount:,}"), function, limit, wish, bar, _times(quick))
    part = max(1_000, amount // 5)
    with _server(latency=ROUND_TRIP) as (server, _folder):
        name = f"read {part:,} contacts into the table of the window, {ROUND_TRIP} ms round trip"
        wish = _list_of(server, part)
        return results + _read(name, "contacts_to_table", "contacts", wish, 1.10, 1)


def _list_of(server: Brand, amount: int) -> dict[str, Any]:
    return {
        **_who(server),
        "list": server.new_list(contacts=amount),
        "contacts": amount,
        "page_size": PAGE_SIZE,
        "columns": CONTACT_COLUMNS,
    }


def _read(
    name: str, function: str, limit: str, wish: dict[str, Any], bar: float | None, times: int
) -> list[Result]:
    ours, bare = side_by_side(times, Piece("product", function, wish), Piece("bare", limit, wish))
    _same(wish["contacts"], ours, bare)
    return [at_most(name, ours.seconds, bare.seconds, bar), _processor(name, ours, bare)]


@contextmanager
def _server(*, latency: int = 0, job_time: float = 0.0) -> Iterator[tuple[Brand, Path]]:
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as name:
        folder = Path(name)
        with brand(folder, latency=latency, job_time=job_time) as server:
            yield server, folder


def _who(server: Brand) -> dict[str, Any]:
    return {"url": server.url, "token": server.token, "directory": server.directory}


def _distribution(server: Brand, amount: int) -> dict[str, Any]:
    """A set of links for a list of that size."""
    list_id = server.new_list(contacts=amount)
    server.fill({"surveys": 1})
    survey = server.call("GET", "/surveys")["result"]["elements"][0]["id"]
    made = server.links(survey, list_id)
    return {**_who(server), "survey": survey, "distribution": made}


def _times(quick: bool) -> int:
    return 1 if quick else 3


def _same(amount: int, *costs: Cost) -> None:
    """Both sides did the whole job, or the comparison is worth nothing."""
    found = [cost.done for cost in costs]
    if found != [amount] * len(costs):
        raise RuntimeError(f"{amount} things were asked for, done: {found}")


def _processor(name: str, ours: Cost, bare: Cost) -> Result:
    return Result(
        f"{name}: processor time",
        f"{ours.processor:.2f} s",
        f"{bare.processor:.2f} s",
        f"{ours.processor / bare.processor:.2f} ×",
    )
