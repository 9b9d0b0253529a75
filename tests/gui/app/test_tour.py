"""The tour, as somebody without a display plays it."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

ENOUGH = 20


@pytest.mark.slow
@pytest.mark.longest
def test_the_tour_plays_the_daily_jobs_and_leaves_pictures_and_files(tmp_path: Path) -> None:
    out = tmp_path / "tour"

    played = subprocess.run(
        [sys.executable, "-m", "qualtrics_desk", "tour", "--out", str(out)],
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )

    assert played.returncode == 0, played.stderr[-2000:]
    assert "does not support" not in played.stderr
    for theme in ("light", "dark"):
        pictures = sorted((out / theme).glob("*.png"))
        assert len({hashlib.sha256(one.read_bytes()).digest() for one in pictures}) >= ENOUGH
        assert [one.name[:3] for one in pictures] == [
            f"{number:03d}" for number in range(1, len(pictures) + 1)
        ]
    assert (out / "contact-sheet.png").exists()
    every = _rows(out / "contacts.job1.all.csv")
    created = [row for row in every if row["_status"] == "created"]
    assert len(every) == 72
    links = _rows(out / "links.csv")
    assert len(links) == len({row["link"] for row in links}) == len(created) == 71
    assert {row["email"].casefold() for row in links} == {
        row["Email"].casefold() for row in created
    }
    assert not list((out / "home").glob("crashes/*"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
