"""What a dry run says is what the run does, state by state, on a service without faults."""

from __future__ import annotations

import asyncio
import csv
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

OUTCOMES = {
    "new": "created",
    "changed": "updated",
    "unchanged": "unchanged",
    "invalid": "failed(invalid)",
    "duplicate": "skipped(duplicate)",
    "protected": "skipped(protected)",
    "ambiguous": "skipped(ambiguous)",
}
"""What becomes of each plan state where nothing goes wrong (design.md 3)."""
DIALECT = st.fixed_dictionaries(
    {
        "dedupe": st.sampled_from(["on", "off"]),
        "put": st.sampled_from(["merge", "replace"]),
        "blank": st.sampled_from(["clear", "ignore"]),
        "phone": st.sampled_from(["accept", "refuse"]),
        "report-index": st.sampled_from(["before", "after"]),
        "nextpage": st.sampled_from(["absolute", "relative", "otherhost"]),
        "lag": st.sampled_from(["0", "0.1"]),
    }
)
ADDRESS = st.sampled_from([f"p{number}@example.org" for number in range(9)])
NAME = st.sampled_from(["Ann", "Åsa", "渡辺", "O'Hara"])


class Line(NamedTuple):
    """A row of the file."""

    who: str
    name: str
    phone: str
    team: str
    out: str


LINES = st.lists(
    st.builds(
        Line,
        who=st.one_of(
            ADDRESS, ADDRESS.map(str.upper), st.sampled_from(["", "no address", " p1@example.org "])
        ),
        name=NAME,
        phone=st.sampled_from(["", "", "+46701234567"]),
        team=st.sampled_from(["", "A", "B"]),
        out=st.sampled_from(["", "", "yes", "no"]),
    ),
    min_size=1,
    max_size=20,
)
LIVE = st.lists(
    st.fixed_dictionaries(
        {
            "email": ADDRESS,
            "firstName": NAME,
            "embeddedData": st.sampled_from([{}, {"Team": "A"}, {"Team": "B", "Own": "kept"}]),
            "unsubscribed": st.booleans(),
        }
    ),
    max_size=8,
)


@pytest.fixture
def running(open_rig: Callable[..., Any]) -> tuple[Any, Any]:
    """One sandbox for all examples, each with a list of its own."""
    rig, brand = open_rig("lag=0", absence_wait=0.5)
    return rig, brand


@pytest.mark.slow
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    lines=LINES,
    live=LIVE,
    dialect=DIALECT,
    duplicates=st.sampled_from(["first", "last", "skip", "merge"]),
    piece=st.integers(2, 9),
)
def test_the_outcome_is_the_forecast(
    tmp_path_factory: pytest.TempPathFactory,
    running: tuple[Any, Any],
    lines: list[Line],
    live: list[dict[str, Any]],
    dialect: dict[str, str],
    duplicates: str,
    piece: int,
) -> None:
    rig, brand = running
    brand.use("dedupe=off,lag=0")
    target = brand.make_list()

    def own(address: str) -> str:
        # The people of earlier examples stay in the directory, and it would match them.
        return re.sub("(?i)@example", f"@{target[3:]}.example", address)

    for contact in live:
        brand.add(target, contact | {"email": own(contact["email"])})
    file = tmp_path_factory.mktemp("file") / "people.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["Email", "FirstName", "Phone", "Team", "Unsubscribed"])
        writer.writerows(line._replace(who=own(line.who)) for line in lines)
    spec = ",".join(f"{word}={value}" for word, value in dialect.items())
    brand.use(f"job-time=0.02,{spec}")
    before = brand.contacts(target)

    job = asyncio.run(rig.plan(file, target, piece, duplicates=duplicates))
    forecast = asyncio.run(_plans(rig, job))
    assert brand.contacts(target) == before
    result = asyncio.run(rig.finish(job))

    with Path(result.files["all"]).open(encoding="utf-8-sig", newline="") as text:
        told = Counter(
            re.sub(r"merged into row \d+", "duplicate", row["_status"])
            for row in csv.DictReader(text)
        )
    wanted = Counter({OUTCOMES[state]: rows for state, rows in forecast.items() if rows})
    assert told == wanted
    made = {one["contactId"] for one in brand.contacts(target)} - {
        one["contactId"] for one in before
    }
    assert len(made) == forecast.get("new", 0)


async def _plans(rig: Any, job: int) -> dict[str, int]:
    async with rig.session() as session:
        found: dict[str, int] = session.journal.ledger.plans(job)
        return found
