from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

OpenDesk = Callable[..., tuple[Any, Any]]

BLOCKER = '''
import sys

class Uninstalled:
    """Makes the packages of the window as good as not installed."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "qasync"}:
            raise ModuleNotFoundError(f"{name} is not installed", name=name)

sys.meta_path.insert(0, Uninstalled())
'''


@pytest.fixture
def without_qt(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without Qt."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BLOCKER, encoding="utf-8")
    before = os.environ.get("PYTHONPATH", "")
    environment = {"PYTHONPATH": os.pathsep.join(part for part in (str(folder), before) if part)}
    for name in ("PySide6", "shiboken6", "qasync"):
        tried = subprocess.run(
            [sys.executable, "-c", f"import {name}"],
            env={**os.environ, **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert "is not installed" in tried.stderr
    return environment


@pytest.mark.slow
def test_the_whole_job_is_done_without_qt(
    open_desk: OpenDesk, without_qt: dict[str, str], tmp_path: Path
) -> None:
    desk, brand = open_desk(seed="demo")
    desk.environment |= without_qt
    file = tmp_path / "people.csv"
    rows = [f"person{n}@example.org,Nº {n},D{n % 7}" for n in range(120)]
    file.write_text("\n".join(["email,firstName,Department", *rows]), encoding="utf-8")

    assert desk.run("whoami", "--json", code=0).document["brandId"] == "meridian"
    surveys = [json.loads(line) for line in desk.run("surveys", "list", "--json").out.splitlines()]
    survey, name = next((one["id"], one["name"]) for one in surveys if one["isActive"])
    assert desk.run("surveys", "show", survey, code=0).out
    assert survey in desk.run("surveys", "search", name, code=0).out
    target = desk.run("lists", "create", "Without a window", "--json", code=0).document["id"]
    assert target in desk.run("lists", "list", code=0).out
    recipe = tmp_path / "recipe.toml"
    desk.run(
        "contacts", "import", file, "--list", target, "--dry-run", "--save-recipe", recipe, code=0
    )
    done = desk.import_(file, target, code=0).document
    assert desk.counts(done, 120)["created"] == 120
    again = desk.run("run", recipe, file, "--yes", "--json", code=0).document
    assert again["counts"]["unchanged"] == 120

    words = ("--survey", survey, "--list", target, "--json")
    links = desk.run("links", "generate", *words, code=0).document
    out, book = tmp_path / "links.csv", tmp_path / "contacts.xlsx"
    desk.run(
        "links", "export", "--survey", survey, "--distribution", links["distributionId"],
        "--columns", "email,link,Department", "--out", out, code=0,
    )  # fmt: skip
    with out.open(encoding="utf-8-sig", newline="") as table:
        told = list(csv.DictReader(table))
    people = brand.contacts(target)
    assert [(row["email"], row["Department"]) for row in told] == [
        (one["email"], one["embeddedData"]["Department"]) for one in people
    ]
    assert all(row["link"].startswith("https://") for row in told)
    desk.run("contacts", "export", "--list", target, "--out", book, "--by-job", code=0)
    assert book.read_bytes().startswith(b"PK")
    listed = desk.run("distributions", "list", "--survey", survey, code=0).out
    assert links["distributionId"] in listed
    history = desk.run("jobs", "list", "--json", code=0).out.splitlines()
    jobs = [links["job"], again["job"], done["job"]]
    assert [json.loads(line)["id"] for line in history] == jobs
    assert desk.run("jobs", "show", done["job"], code=0).out
    resumed = desk.run("jobs", "resume", done["job"], "--json", code=0).document
    assert resumed["counts"] == done["counts"]


@pytest.mark.parametrize("words", [(), ("--sandbox",), ("tour", "--out", "x")])
def test_without_qt_the_window_is_explained(
    without_qt: dict[str, str], words: tuple[str, ...]
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "qualtrics_desk", *words],
        env={**os.environ, **without_qt},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 1
    assert "window" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_sandbox_serves_without_qt(without_qt: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "qualtrics_desk", "sandbox", "serve", "--seed", "empty"],
        env={**os.environ, **without_qt},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline().startswith("ready http://127.0.0.1:")
        finally:
            process.terminate()
