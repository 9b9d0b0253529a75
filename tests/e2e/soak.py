"""Imports that are killed again and again on a service that misbehaves: nothing lost or doubled.

`python -m tests.e2e.soak [--rows 20000] [--piece 500] [--kills 200] [--minutes M]` goes on until so
many processes were killed or the time is over, prints a line of JSON for each import and one with
the sums, and ends with 1 where a row was lost, written twice, or has no outcome. The points of
death are drawn evenly over the requests and the journal's transitions of an import.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.e2e.conftest import Brand, Desk, Rig

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTS = (
    "503=0.02,503-applied=0.5,reset=0.01,lost=0.01,429=3000/min,lag=0.5,job-time=0.05,dedupe=off"
)
CALM = "dedupe=off,job-time=0.05,lag=0.5"
DYING = Path(__file__).with_name("dying.py")
ABSENCE_WAIT = 2.0
"""Seconds; longer than the lists lag."""


def say(line: dict[str, Any]) -> None:
    """Print a line of JSON."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def write_file(path: Path, rows: int) -> Path:
    """Rows of which each is somebody else."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Email", "FirstName", "LastName", "ExternalDataReference", "Team"])
        for n in range(rows):
            writer.writerow([f"p{n}@example.org", "Ann", f"Ek {n}", f"r{n}", f"team {n % 11}"])
    return path


class Soak:
    """One brand, one file, many imports into new lists."""

    def __init__(
        self, folder: Path, sandbox: Any, rows: int, piece: int, draw: random.Random
    ) -> None:
        self._rows, self._piece, self._draw = rows, piece, draw
        self._log = folder / "deaths.jsonl"
        self._file = write_file(folder / "people.csv", rows)
        self._brand = Brand(sandbox)
        self._desk = Desk(sandbox.url, sandbox.token, folder / "home")
        self._desk.settle(ABSENCE_WAIT)
        self._desk.environment["DYING_LOG"] = str(self._log)
        self.sums: Counter[str] = Counter()
        self.steps: Counter[str] = Counter()

    def events(self) -> int:
        """How many requests and transitions an import has that nothing disturbs."""
        self._brand.use(CALM)
        target, job = self._planned()
        self._resume(job, "any:count:0")
        self._judge(target, job)
        return int(self._deaths()[-1]["calls"])

    def killed(self, kills: int, events: int) -> None:
        """One import, killed so often at points spread over all of it, then ended and judged."""
        self._brand.use(CALM)
        target, job = self._planned()
        self._brand.use(f"{FAULTS},seed={self._draw.randrange(10_000)}")
        slot = events / kills
        so_far = 0
        for number in range(kills):
            point = int(slot * (number + self._draw.random())) + 1
            when = self._draw.choice(["before", "after"])
            code = self._resume(job, f"any:{when}:{max(1, point - so_far)}")
            death = self._deaths()[-1]
            so_far += death["calls"]
            # A process that died has written at which step of the job it did; one that came to the
            # end of the job before its point has not, and does not count.
            if code != -9 or not death["step"]:
                self.sums["points behind the end"] += 1
                break
            self.sums["killed"] += 1
            self.steps[f"{death['step']} {death['when']}"] += 1
        while self._resume(job, "any:count:0") in (2, 3):
            self.sums["gave up and was resumed"] += 1
        self._brand.use(CALM)
        self._judge(target, job)

    def _planned(self) -> tuple[str, int]:
        target = self._brand.make_list(f"Soak {self._draw.random()}")
        rig = Rig(self._desk.url, self._desk.token, self._desk.home, ABSENCE_WAIT)
        return target, asyncio.run(rig.plan(self._file, target, self._piece))

    def _resume(self, job: int, trap: str) -> int:
        ended = self._desk.as_program(sys.executable, DYING, trap).run(
            "jobs", "resume", job, "--yes", "--json"
        )
        if ended.code not in (-9, 0, 2, 3, 4):
            raise RuntimeError(f"{trap} ended with {ended.code}: {ended.err[-2000:]}")
        return ended.code

    def _judge(self, target: str, job: int) -> None:
        document = self._desk.run("jobs", "show", job, "--json", code=0).document
        counts = self._desk.counts(document, self._rows)
        held = Counter(contact["email"] for contact in self._brand.contacts(target))
        wanted = {f"p{n}@example.org" for n in range(self._rows)}
        seen = {
            "imports": 1,
            "rows": self._rows,
            "lost": len(wanted - set(held)),
            "doubled": sum(held.values()) - len(held),
            "strange": len(set(held) - wanted),
            "written twice": sum(
                contact["written"] != 1 for contact in self._brand.contacts(target)
            ),
            **{f"outcome {name}": number for name, number in counts.items()},
        }
        self.sums.update(seen)
        say({"job": job, **seen})

    def _deaths(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._log.read_text("ascii").splitlines()]


@contextmanager
def sandbox(folder: Path) -> Iterator[Any]:
    """A brand on this machine, as `tests.conftest` starts it."""
    from tests.conftest import Sandbox

    command = [
        sys.executable, "-m", "qualtrics_desk", "sandbox", "serve", "--seed", "empty",
        "--port", "0", "--data", str(folder / "brand"),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            words = process.stdout.readline().split() if process.stdout else []
            if len(words) != 4:
                raise RuntimeError("the sandbox did not start")
            yield Sandbox(words[1], words[3], folder / "none", folder / "brand", process)
        finally:
            process.terminate()


def main() -> int:
    """Soak, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.soak", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--piece", type=int, default=500, help="rows of a request")
    parser.add_argument("--kills", type=int, default=200, help="processes to kill in all")
    parser.add_argument("--each", type=int, default=10, help="of them in one import")
    parser.add_argument("--minutes", type=float, help="end earlier after that long")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    say({"seed": seed, "faults": FAULTS})
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="desk-soak-") as name, sandbox(Path(name)) as brand:
        os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
        soak = Soak(Path(name), brand, options.rows, options.piece, random.Random(seed))
        events = soak.events()
        while soak.sums["killed"] < options.kills:
            if options.minutes and time.monotonic() - started > options.minutes * 60:
                break
            soak.killed(min(options.each, options.kills - soak.sums["killed"]), events)
    sums = soak.sums
    unknown = sums["outcome unknown"] / sums["rows"]
    say(
        {
            **sums,
            "events of one import": events,
            "unknown share": unknown,
            "minutes": round((time.monotonic() - started) / 60, 1),
            "deaths": dict(soak.steps),
        }
    )
    bad = sums["lost"] + sums["doubled"] + sums["strange"] + sums["written twice"]
    return 1 if bad or unknown > 0.001 else 0


if __name__ == "__main__":
    sys.exit(main())
