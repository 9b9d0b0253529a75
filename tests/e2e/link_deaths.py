"""Exports of links that are killed (SIGKILL) at random points and resumed: always the same bytes.

`python -m tests.e2e.link_deaths [--links 100000] [--kills 50] [--seed N]` kills an export when its
part file has grown to a size drawn over all of it, runs it again to its end, compares the file
with an undisturbed one, and does so once for each kill. It prints a line of JSON for each kill and
one with the sums, and ends with 1 where a file differs.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.e2e.conftest import Brand, Desk
from tests.e2e.soak import sandbox, say


class Deaths:
    """One brand, one set of links, many exports."""

    def __init__(self, folder: Path, server: Any, links: int) -> None:
        self._brand = Brand(server)
        self._brand.use("lag=0,job-time=0")
        self._desk = Desk(server.url, server.token, folder / "home")
        self._folder = folder
        panel = self._brand.make_list("Many")
        self._brand.fill(panel, links)
        found = self._desk.run("surveys", "list", "--json", code=0).out.splitlines()
        self._survey = json.loads(found[0])["id"]
        self._links = self._desk.run(
            "links", "generate", "--survey", self._survey, "--list", panel, "--json", code=0
        ).document["distributionId"]
        self.size = 0

    def words(self, out: Path) -> tuple[object, ...]:
        """The command."""
        return (
            "links", "export", "--survey", self._survey, "--distribution", self._links,
            "--out", out, "--json",
        )  # fmt: skip

    def undisturbed(self) -> bytes:
        """The file as it should be; measures how large the part file becomes."""
        out = self._folder / "whole.csv"
        part = out.with_name(out.name + ".part")
        with self._desk.start(*self.words(out)) as process:
            while process.poll() is None:
                self.size = max(self.size, size_of(part))
                time.sleep(0.01)
            process.communicate()
        if process.returncode != 0:
            raise RuntimeError(f"the export ended with {process.returncode}")
        return out.read_bytes()

    def kill(self, number: int, at: int) -> tuple[bool, bytes]:
        """Kill one export when its part file is that large, then end it; whether it was killed."""
        out = self._folder / f"{number}.csv"
        part = out.with_name(out.name + ".part")
        with self._desk.start(*self.words(out)) as process:
            while process.poll() is None and size_of(part) < at:
                time.sleep(0.001)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        killed = process.returncode == -signal.SIGKILL
        if killed and out.exists():
            raise RuntimeError("half an export stood under the name of the file")
        self._desk.run(*self.words(out), code=0)
        if part.exists():
            raise RuntimeError("the part file is still there")
        content = out.read_bytes()
        out.unlink()
        return killed, content


def size_of(path: Path) -> int:
    """Bytes of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(prog="link_deaths")
    parser.add_argument("--links", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    draw = random.Random(arguments.seed)
    sums: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name, sandbox(Path(name)) as server:
        deaths = Deaths(Path(name), server, arguments.links)
        wanted = deaths.undisturbed()
        sums["links"] = wanted.count(b"\r\n") - 1
        while sums["killed"] < arguments.kills and sums["exports"] < 3 * arguments.kills:
            at = draw.randrange(1, max(2, deaths.size))
            killed, content = deaths.kill(sums["exports"], at)
            sums["exports"] += 1
            sums["killed"] += killed
            sums["different"] += content != wanted
            share = round(at / max(1, deaths.size), 3)
            say({"at": share, "killed": killed, "equal": content == wanted})
    say(dict(sums))
    return int(sums["different"] > 0 or sums["killed"] < arguments.kills)


if __name__ == "__main__":
    sys.exit(main())
