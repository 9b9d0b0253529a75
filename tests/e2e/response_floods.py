"""Exports of responses in numbers, through faults and deaths: every file byte for byte, once.

`python -m tests.e2e.response_floods [--surveys 200] [--responses 1 1000 200000] [--formats csv …]`

1. So many surveys in one queue under 5 % faults and files that break off; one of them fails for
   good. All others arrive, each once, and the failure says why.
2. Each of the six formats, of so many responses, by the command line, through 504s, broken
   downloads and one SIGKILL each.

What arrives is compared with what the sandbox gives when it is asked without faults. It prints a
line of JSON for each form and one with the sums, and ends with 1 where a file differs.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from qualtrics_desk.domain.response_exports import FORMATS, ResponseExportOptions
from qualtrics_desk.services.responses.export import ResponsesExport
from qualtrics_desk.services.responses.queue import export_surveys
from tests.conftest import sandbox_process
from tests.e2e.conftest import Brand, Desk, rig_for
from tests.e2e.soak import say

if TYPE_CHECKING:
    from collections.abc import Sequence

CALM = "lag=0,job-time=0"
FIVE_PERCENT = "500=0.01,503=0.02,504=0.01,reset=0.01,cut=0.05,lag=0,job-time=0.05"
ROUGH = "504=0.1,cut=0.3,lag=0,job-time=0.3"


class Floods:
    """One brand with surveys and responses, and what it gives without faults."""

    def __init__(self, folder: Path, server: Any, seed: int) -> None:
        self._folder, self._server, self._seed = folder, server, seed
        self._brand = Brand(server)
        self._brand.use(CALM)
        self._desk = Desk(server.url, server.token, folder / "home")

    def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One call to the sandbox, as it is."""
        headers = {"X-API-TOKEN": self._server.token}
        reply = httpx.request(
            method, f"{self._server.url}{path}", headers=headers, timeout=600, **more
        )
        reply.raise_for_status()
        return reply

    def surveys(self) -> list[str]:
        """The ids of all surveys."""
        found: list[str] = []
        offset: int | None = 0
        while offset is not None:
            page = self.call("GET", f"/surveys?offset={offset}").json()["result"]
            found += [one["id"] for one in page["elements"]]
            offset = int(page["nextPage"].rpartition("offset=")[2]) if page["nextPage"] else None
        return found

    def handed_out(self) -> dict[str, str]:
        """The path of the last file of each survey that was asked for."""
        found = {}
        for line in self._server.requests():
            path = str(line["path"]).rpartition("/API/v3")[2]
            if path.endswith("/file") and line["status"] == 200:
                found[path.split("/")[2]] = path
        return found

    def made(self, path: str) -> tuple[str, int]:
        """Hash and size of a file as the sandbox made it: the very one that was fetched."""
        packed = self._folder / "made.zip"
        packed.write_bytes(self.call("GET", path).content)
        with zipfile.ZipFile(packed) as archive, archive.open(archive.namelist()[0]) as entry:
            digest, size = hashlib.sha256(), 0
            while piece := entry.read(1 << 20):
                digest.update(piece)
                size += len(piece)
        return digest.hexdigest(), size

    async def queue(self, count: int) -> dict[str, Any]:
        """Export so many surveys in one queue under faults; one fails for good."""
        self._brand.use(CALM)
        if missing := count - len(self.surveys()):
            self._brand._call("POST", "/sandbox/fill", json={"surveys": max(1, missing)})
        wanted = self.surveys()[:count]
        for number, survey in enumerate(wanted[-20:], start=1):
            fill = {"survey": survey, "responses": number}
            self._brand._call("POST", "/sandbox/fill", json=fill)
        bad = wanted[len(wanted) // 2]
        out = self._folder / "queue"
        out.mkdir()
        self._brand.use(f"{FIVE_PERCENT},forbid={bad},seed={self._seed}")
        wishes = [
            ResponsesExport(survey=one, out=out, options=ResponseExportOptions(format="ndjson"))
            for one in wanted
        ]
        ended: Counter[str] = Counter()
        begun = time.monotonic()
        async with rig_for(self._desk).session() as session:
            outcomes = await export_surveys(
                session, wishes, ended=lambda one: ended.update([one.wish.survey])
            )
        seconds = time.monotonic() - begun
        faults = self.faults()
        self._brand.use(CALM)
        fetched = self.handed_out()
        different = sum(
            one.done is not None
            and self.made(fetched[one.wish.survey]) != _held(Path(one.done.file))
            for one in outcomes
        )
        failed = [one for one in outcomes if one.error is not None]
        return {
            "surveys": count,
            "arrived": sum(one.done is not None for one in outcomes),
            "files": len(list(out.iterdir())),
            "failed": len(failed),
            "why": [str(one.error)[:80] for one in failed],
            "each once": set(ended.values()) == {1} and len(ended) == count,
            "different": different,
            "faults": faults,
            "seconds": round(seconds, 1),
        }

    def faults(self) -> int:
        """How many requests were harmed so far."""
        counts = self._brand.state()["counts"]
        return sum(count for name, count in counts.items() if name.startswith("fault"))

    def formats(self, responses: int, forms: Sequence[str]) -> dict[str, Any]:
        """Export some formats by a command that is killed once, through 504s and broken files."""
        self._brand.use(CALM)
        self._brand._call("POST", "/sandbox/fill", json={"surveys": 1})
        survey = self.surveys()[-1]
        fill = {"survey": survey, "responses": responses}
        self._brand._call("POST", "/sandbox/fill", json=fill)
        different, sizes, killed, before = 0, {}, 0, self.faults()
        for form in forms:
            self._brand.use(f"{ROUGH},seed={self._seed}")
            out = self._folder / f"{form}-{responses}"
            words = ("responses", "export", survey, "--out", out, "--format", form)
            killed += self._killed(words, out)
            for _ in range(8):
                # A broken download ends a command at last; the same one goes on.
                if self._desk.run(*words).code == 0:
                    break
            self._brand.use(CALM)
            expected = self.made(self.handed_out()[survey])
            sizes[form] = expected[1]
            files = list(out.iterdir())
            if len(files) != 1 or _held(files[0]) != expected:
                different += 1
            for path in files:
                path.unlink()
        return {
            "responses": responses,
            "bytes": sizes,
            "killed": killed,
            "faults": self.faults() - before,
            "different": different,
        }

    def _killed(self, words: tuple[object, ...], out: Path) -> bool:
        """Begin a command and kill it once it has noted what it began."""
        with self._desk.start(*words) as process:
            while process.poll() is None and not (out.is_dir() and any(out.glob("*.part*"))):
                time.sleep(0.002)
            time.sleep(0.05)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        return process.returncode == -signal.SIGKILL


def _held(path: Path) -> tuple[str, int]:
    """Hash and size of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def main(arguments: list[str]) -> int:
    """Do it and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--surveys", type=int, default=200)
    parser.add_argument("--responses", type=int, nargs="+", default=[1, 1_000, 200_000])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--seed", type=int, default=11)
    chosen = parser.parse_args(arguments)
    with ExitStack() as stack:
        name = stack.enter_context(tempfile.TemporaryDirectory())
        server = stack.enter_context(sandbox_process(Path(name) / "sandbox", {"seed": "empty"}))
        floods = Floods(Path(name), server, chosen.seed)
        queue = asyncio.run(floods.queue(chosen.surveys))
        say({"form": "queue", **queue})
        different = queue["different"]
        for responses in chosen.responses:
            found = floods.formats(responses, chosen.formats)
            say({"form": "formats", **found})
            different += found["different"]
        whole = queue["arrived"] == chosen.surveys - 1 == queue["files"] and queue["each once"]
        say({"different": different, "whole": whole})
        return 0 if whole and not different else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
