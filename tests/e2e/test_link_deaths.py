"""The short form of `python -m tests.e2e.link_deaths`, and who never reads links (P19, P20)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINKS, KILLS = 6_000, 3
OpenDesk = Callable[..., tuple[Any, Any]]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_exports_that_are_killed_and_resumed_give_the_same_bytes() -> None:
    command = [
        sys.executable, "-m", "tests.e2e.link_deaths", "--links", str(LINKS), "--kills", str(KILLS),
    ]  # fmt: skip

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=500
    )

    assert done.returncode == 0, (done.stdout[-3000:], done.stderr[-3000:])
    sums = json.loads(done.stdout.splitlines()[-1])
    assert (sums["links"], sums["killed"], sums["different"]) == (LINKS, KILLS, 0)


def test_links_are_read_for_those_made_as_links_and_on_wish_only(
    open_desk: OpenDesk, tmp_path: Path
) -> None:
    desk, brand = open_desk("lag=0,job-time=0", seed="demo")
    known = brand.state()["distributions"]
    mailing = next(one for one in known if one["kind"] == "Invite")
    survey = mailing["survey"]
    panel = brand.state()["lists"][0]["id"]
    source = tmp_path / "mine.csv"
    source.write_text("email\np1@example.org\n", encoding="utf-8")

    def reads() -> list[str]:
        paths = [line["path"] for line in brand.sandbox.requests()]
        return [path.split("/")[-2] for path in paths if path.endswith("/links")]

    for words in (
        ("distributions", "list", "--survey", survey, "--details"),
        ("distributions", "show", "--survey", survey, mailing["id"]),
        ("distributions", "history", "--survey", survey, mailing["id"]),
        ("distributions", "expiring"),
        ("status", "export", "--survey", survey, "--list", panel, "--out", tmp_path / "s.csv"),
    ):
        desk.run(*words, code=0)
    out = tmp_path / "out.csv"
    for words in (("export",), ("merge", source)):
        refused = desk.run(
            "links", *words, "--survey", survey, "--distribution", mailing["id"], "--out", out,
            code=1,
        )  # fmt: skip
        assert "resets the e-mail status dates" in refused.err
    assert reads() == []
    desk.run("links", "reconcile", "--survey", survey, "--list", panel, code=0)
    made = {one["id"] for one in known if one["kind"] == "GeneratedInvite"}
    assert reads()
    assert set(reads()) <= made
    state = {one["id"]: one for one in brand.state()["distributions"]}
    assert all(one["status_resets"] == 0 for one in state.values())
