"""What a profile lets one job write holds for edits, undo and the command line, too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.api.connection import Connection, normalise_base_url
from qualtrics_desk.domain.errors import UsageError
from qualtrics_desk.services import job_runs
from qualtrics_desk.services.edits import commit
from qualtrics_desk.services.lists import find_list
from qualtrics_desk.services.session import open_session
from qualtrics_desk.store.edits.edit_set import EditSet
from qualtrics_desk.store.edits.records import CellEdit
from qualtrics_desk.store.paths import Home
from qualtrics_desk.store.settings import WriteLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PEOPLE = 10


class Careful:
    """The command line with a profile that has limits."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk

    def allow(self, **limits: Any) -> None:
        profile = {"name": "Careful", "base_url": self._desk.url, "kind": "test", "limits": limits}
        document = {"version": 1, "absence_wait_seconds": 1, "profiles": [profile]}
        (self._desk.home / "settings.json").write_text(json.dumps(document), encoding="utf-8")

    def run(self, *words: object, code: int) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "qualtrics_desk", "--profile", "Careful", *map(str, words)],
            env={**os.environ, "QUALTRICS_API_TOKEN": self._desk.token},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, (done.stdout, done.stderr)
        return done.stdout + done.stderr

    def jobs(self) -> list[dict[str, Any]]:
        out = self.run("jobs", "list", "--json", code=0)
        return [json.loads(line) for line in out.splitlines()]


def write_file(path: Path, last_name: str, rows: range) -> Path:
    lines = [f"p{number}@example.org,{last_name}" for number in rows]
    path.write_text("\n".join(["Email,LastName", *lines, ""]), encoding="utf-8")
    return path


def names(brand: Any, target: str) -> list[str]:
    return sorted(f"{one['email']} {one['lastName']}" for one in brand.contacts(target))


@pytest.fixture
def target(open_desk: Callable[..., Any]) -> tuple[Careful, Any, str]:
    desk, brand = open_desk("dedupe=off,job-time=0.05,lag=0,put=merge")
    made = brand.make_list()
    for number in range(PEOPLE):
        brand.add(made, {"email": f"p{number}@example.org", "lastName": "Ek"})
    return Careful(desk), brand, made


def test_an_import_beyond_the_rows_of_a_job_is_not_sent(
    tmp_path: Path, target: tuple[Careful, Any, str]
) -> None:
    careful, brand, made = target
    before = names(brand, made)
    file = write_file(tmp_path / "new.csv", "New", range(20, 25))
    careful.allow(rows_per_job=4)

    said = careful.run("contacts", "import", file, "--list", made, "--yes", code=1)

    assert "would write 5 rows; the profile “Careful” allows 4" in said
    assert names(brand, made) == before
    assert careful.jobs() == []
    careful.allow(rows_per_job=5)
    careful.run("contacts", "import", file, "--list", made, "--yes", code=0)
    assert len(names(brand, made)) == PEOPLE + 5
    job = careful.jobs()[0]["id"]
    # Lowered since, it holds for taking that back, too.
    careful.allow(rows_per_job=4)
    assert "allows 4" in careful.run("jobs", "undo", job, "--yes", code=1)
    assert len(names(brand, made)) == PEOPLE + 5
    careful.allow()
    careful.run("jobs", "undo", job, "--yes", code=0)
    assert names(brand, made) == before


def test_the_share_of_a_profile_holds_an_import_back(
    tmp_path: Path, target: tuple[Careful, Any, str]
) -> None:
    careful, brand, made = target
    before = names(brand, made)
    file = write_file(tmp_path / "changed.csv", "Berg", range(3))
    careful.allow(share_percent=25)

    careful.run("contacts", "import", file, "--list", made, "--yes", code=0)
    assert names(brand, made) == before

    careful.allow(share_percent=30)
    careful.run("contacts", "import", file, "--list", made, "--yes", code=0)
    assert sum("Berg" in name for name in names(brand, made)) == 3


@pytest.fixture
def edits(tmp_path: Path) -> Iterator[EditSet]:
    edits = EditSet(tmp_path / "edits.db")
    yield edits
    edits.close()


async def plan_of(
    home: Path, brand: Any, target: str, edits: EditSet, limits: WriteLimits
) -> job_runs.JobPlan:
    connection = Connection(
        base_url=normalise_base_url(brand.sandbox.url), token=brand.sandbox.token
    )
    async with open_session(Home(home), connection, profile="P", limits=limits) as session:
        place = await find_list(session.client, target)
        job = await commit.create_edit_job(session, place, edits)
        return await job_runs.plan_job(session, job)


async def test_edits_obey_both_limits(
    home: Path, target: tuple[Careful, Any, str], edits: EditSet
) -> None:
    _, brand, made = target
    ids = [one["contactId"] for one in brand.contacts(made)][:3]
    edits.set_cells([CellEdit(one, "lastName", "Berg", "Ek") for one in ids])

    with pytest.raises(UsageError, match="would write 3 rows; the profile “P” allows 2"):
        await plan_of(home, brand, made, edits, WriteLimits(rows_per_job=2, share_percent=100))
    held = await plan_of(home, brand, made, edits, WriteLimits(share_percent=25))
    free = await plan_of(home, brand, made, edits, WriteLimits(rows_per_job=3, share_percent=30))

    assert (held.forecast.sent, held.forecast.share_exceeded) == (0, True)
    assert (free.forecast.sent, free.forecast.share_exceeded) == (3, False)
    assert edits.counts().total == 3
