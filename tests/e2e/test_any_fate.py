"""Whatever the service and the disk do to a small import, the sum holds and nothing is doubled."""

from __future__ import annotations

import asyncio
import csv
from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualtrics_desk.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = ("mark_sending", "mark_accepted", "mark", "settle", "replace_chunk", "counts", "walk")
FAULTS = st.fixed_dictionaries(
    {
        "503": st.sampled_from(["0", "0.15", "0.3"]),
        "503-applied": st.sampled_from(["0", "0.5", "1"]),
        "500": st.sampled_from(["0", "0.1"]),
        "504": st.sampled_from(["0", "0.1"]),
        "reset": st.sampled_from(["0", "0.1"]),
        "lost": st.sampled_from(["0", "0.15"]),
        "put": st.sampled_from(["merge", "replace"]),
        "blank": st.sampled_from(["clear", "ignore"]),
        "report-index": st.sampled_from(["before", "after"]),
        "lag": st.sampled_from(["0", "0.15"]),
        "refuse": st.sampled_from(
            ["unprocessed:3", "email:2", "report:3", "unprocessed:4/email:3/report:2"]
        ),
        "seed": st.integers(0, 10_000).map(str),
    }
)


class Line(NamedTuple):
    """A row of a small file; `who` is an address, "" for none, or no address at all."""

    who: str
    name: str
    phone: str


LINES = st.lists(
    st.builds(
        Line,
        who=st.sampled_from(
            ["", "not an address", *(f"p{number}@example.org" for number in range(14))]
        ),
        name=st.sampled_from(["Ann", "Åsa", "渡辺"]),
        phone=st.sampled_from(["", "", "", "+46701234567"]),
    ),
    min_size=1,
    max_size=24,
)
LIVE = st.dictionaries(
    st.sampled_from([f"p{number}@example.org" for number in range(14)]),
    st.sampled_from(["Ann", "Old"]),
    max_size=5,
)


class Harm:
    """A disk that fails at one step of each of the first drives of a job."""

    def __init__(self, steps: list[tuple[str, bool, int]]) -> None:
        self._steps = iter(steps)

    def __call__(self, session: Any) -> None:
        found = next(self._steps, None)
        if found is None:
            return
        step, is_after, number = found
        ledger = session.journal.ledger
        true, calls = getattr(ledger, step), count(1)

        def fail(*arguments: Any, **options: Any) -> Any:
            if next(calls) != number:
                return true(*arguments, **options)
            if is_after:
                true(*arguments, **options)
            raise StoreError("The disk is full.")

        setattr(ledger, step, fail)


@pytest.mark.slow
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    lines=LINES,
    live=LIVE,
    piece=st.integers(1, 7),
    duplicates=st.sampled_from(["first", "last", "skip", "send all"]),
    marked=st.booleans(),
    faults=FAULTS,
    harm=st.lists(st.tuples(st.sampled_from(STEPS), st.booleans(), st.integers(1, 4)), max_size=4),
)
def test_the_sum_holds_and_nothing_is_doubled(
    tmp_path_factory: pytest.TempPathFactory,
    running: tuple[Any, Any],
    lines: list[Line],
    live: dict[str, str],
    piece: int,
    duplicates: str,
    marked: bool,
    faults: dict[str, str],
    harm: list[tuple[str, bool, int]],
) -> None:
    rig, brand = running
    brand.use("lag=0")
    target = brand.make_list()
    for email, name in live.items():
        brand.add(target, {"email": email, "firstName": name, "embeddedData": {"Own": "kept"}})
    file = tmp_path_factory.mktemp("file") / "people.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["Email", "FirstName", "Phone", "Mark"])
        for number, line in enumerate(lines, start=1):
            writer.writerow([*line, f"m{number}" if marked else "m"])
    spec = ",".join(f"{word}={value}" for word, value in faults.items())
    brand.use(f"job-time=0.02,dedupe=off,{spec}")

    job = asyncio.run(rig.plan(file, target, piece, duplicates=duplicates))
    result = asyncio.run(rig.finish(job, Harm(harm)))

    assert sum(result.counts.values()) == len(lines)
    with Path(result.files["all"]).open(encoding="utf-8-sig", newline="") as text:
        told = list(csv.DictReader(text))
    assert [row["_row"] for row in told] == [str(number + 1) for number in range(len(lines))]
    assert Counter(row["_status"].partition("(")[0] for row in told) == Counter(
        {outcome: number for outcome, number in result.counts.items() if number}
    )
    check_list(told, brand.contacts(target), live, marked=marked)


def check_list(
    told: list[dict[str, str]],
    held: list[dict[str, Any]],
    live: dict[str, str],
    *,
    marked: bool,
) -> None:
    """The list has what the rows say they became, once each."""
    by_id = {contact["contactId"]: contact for contact in held}
    assert len(by_id) == len(held)
    assert all(contact["created"] == 1 for contact in held)
    before = [contact for contact in held if contact["embeddedData"].get("Own") == "kept"]
    assert sorted(contact["email"] for contact in before) == sorted(live)
    made = [contact for contact in held if contact not in before]
    created = [row for row in told if row["_status"] == "created"]
    in_part = [row for row in told if row["_error"].startswith("Created, but")]
    open_ended = [row for row in told if row["_status"].startswith("unknown")]
    known = len(created) + len([row for row in in_part if row not in open_ended])
    assert known <= len(made) <= known + len(open_ended)
    assert len({row["_contactId"] for row in created}) == len(created)
    for row in created:
        contact = by_id[row["_contactId"]]
        assert contact not in before
        assert contact["email"] == (row["Email"] or None)
        assert contact["firstName"] == row["FirstName"]
        assert contact["phone"] == (row["Phone"] or None)
        assert contact["embeddedData"] == {"Mark": row["Mark"]}
    if marked:
        times = Counter(contact["embeddedData"]["Mark"] for contact in made)
        assert set(times.values()) <= {1}
        named = {row["Mark"] for row in (*created, *in_part, *open_ended)}
        assert set(times) <= named


@pytest.fixture
def running(open_rig: Callable[..., Any]) -> tuple[Any, Any]:
    """One sandbox for all examples, each with a list of its own."""
    rig, brand = open_rig("lag=0", absence_wait=0.5)
    return rig, brand
