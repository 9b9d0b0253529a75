"""Tokens are written nowhere; people's data only where rows are kept.

Canaries are put in at every place a secret or a person can come from; then everything that was
made or printed is searched.
"""

from __future__ import annotations

import csv
import re
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TOKEN = "canary0token0of0nobody0else0x7Qz"
WRONG = "canary0wrong0token0x9Kp"
PERSON = "canaryperson"
"""Part of every address, name and value of the file."""

ROW_DATA = {
    ("job_rows", "message"): "what is wrong with a row is said in its own words",
    ("images", "image"): "contacts as they were before",
}
"""Columns of the journal that may hold people's data. Nothing else may."""


def write_file(path: Path) -> Path:
    """Rows that are created, changed, refused by us and refused by the service."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Email", "FirstName", "LastName", "Phone", "Team"])
        for number in range(1, 31):
            email = f"{PERSON}{number}@example.org" if number % 10 else f"{PERSON} no address"
            phone = f"+4670{number:07d}" if number % 7 == 0 else ""
            writer.writerow([email, PERSON.title(), f"{PERSON}-{number}", phone, PERSON.upper()])
    return path


def texts(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()


def holds(text: bytes | str, canary: str) -> bool:
    """Whether a text holds a canary, as text or as UTF-16."""
    content = text.encode() if isinstance(text, str) else text
    content = content.lower()
    return canary.lower().encode() in content or canary.lower().encode("utf-16-le") in content


def columns(database: Path) -> Iterator[tuple[str, str, list[Any]]]:
    """Every column of every table with its values."""
    connection = sqlite3.connect(database)
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
        for (table,) in tables:
            for _, name, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
                values = connection.execute(f'SELECT "{name}" FROM {table}').fetchall()  # noqa: S608
                yield table, name, [value for (value,) in values]
    finally:
        connection.close()


def check_journal(home: Path) -> None:
    found = {
        (table, name)
        for table, name, values in columns(home / "journal.db")
        if any(holds(value if isinstance(value, bytes) else str(value), PERSON) for value in values)
    }
    assert found <= set(ROW_DATA)
    assert ("job_rows", "message") in found, "the search finds what is there"


def check_printed(*printed: str) -> None:
    for text in printed:
        assert not holds(text, TOKEN)
        assert not holds(text, WRONG)
        assert not holds(text, PERSON), text


@pytest.mark.slow
def test_an_import_with_everything_that_can_go_wrong(
    tmp_path: Path, open_desk: Callable[..., Any], put_between: Callable[..., Any]
) -> None:
    inputs, results = tmp_path / "inputs", tmp_path / "results"
    inputs.mkdir()
    file = write_file(inputs / "people.csv")
    recipe = tmp_path / "made.toml"
    desk, brand = open_desk(
        "dedupe=off,refuse=unprocessed:5/email:4/report:3,503=0.05,reset=0.03,lost=0.05,"
        "job-time=0.05,seed=11",
        token=TOKEN,
    )
    desk.environment["PYTHONDEVMODE"] = "1"
    target = brand.make_list()
    between = put_between(desk)
    # Whatever else befalls it, the first import request fails in a way that is written down.
    between.harm = lambda _, path, count: (
        "503-applied" if path.endswith("/transactioncontacts") and count == 1 else None
    )

    first = desk.import_(file, target, "--results", results, "--save-recipe", recipe)
    ended = first
    while ended.code not in (0, 4):
        ended = desk.run("jobs", "resume", 1, "--yes", "--json")
        check_printed(ended.err)
    brand.use("dedupe=off,job-time=0.05,lag=0")
    shown = desk.run("contacts", "import", file, "--list", target, "--dry-run", code=0)
    history = desk.run("jobs", "list", code=0)
    detail = desk.run("jobs", "show", 1, "--json", code=0)

    check_printed(first.out, first.err, ended.out, ended.err, shown.out, shown.err)
    check_printed(history.out, history.err, detail.out, detail.err)
    check_journal(desk.home)
    problems = [
        value
        for table, name, values in columns(desk.home / "journal.db")
        for value in values
        if (table, name) == ("chunks", "problem") and value is not None
    ]
    assert problems
    for path, content in texts(tmp_path):
        if brand.sandbox.data in path.parents:
            continue
        assert not holds(content, TOKEN), path
        if path.parent not in (inputs, results) and "staging" not in path.parts:
            assert path.name.startswith("journal.db") or not holds(content, PERSON), path
    assert recipe.exists()
    assert brand.sandbox.log.exists()
    assert any(holds(content, PERSON) for path, content in texts(results))


@pytest.mark.parametrize(
    "broken", ["bulk.BulkSender._settle", "singles.SingleWriter._write", "bulk.body_of"]
)
def test_a_crash_tells_nothing(tmp_path: Path, open_desk: Callable[..., Any], broken: str) -> None:
    # Any defect of the program ends in a traceback; what it was working on must not be in it.
    module, _, name = broken.partition(".")
    crashing = tmp_path / "crashing.py"
    crashing.write_text(
        "import sys\n"
        "from qualtrics_desk.__main__ import main\n"
        f"from qualtrics_desk.services.engine import {module}\n"
        "def crash(*arguments, **options):\n"
        "    raise RuntimeError('something is broken')\n"
        f"{module}.{name} = crash\n"
        "sys.exit(main(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("dedupe=off,job-time=0.05,lag=0", token=TOKEN)
    target = brand.make_list()

    desk.environment["PYTHONDEVMODE"] = "1"
    ended = desk.as_program(sys.executable, crashing).import_(file, target)

    assert ended.code not in (0, 4)
    assert "something is broken" in ended.err
    check_printed(ended.out, ended.err)
    for path, content in texts(desk.home):
        assert not holds(content, TOKEN), path
    desk.run("jobs", "resume", 1, "--yes", "--json", code=4)
    assert {contact["created"] for contact in brand.contacts(target)} == {1}
    check_journal(desk.home)


def test_a_refused_token_is_not_repeated_to_anybody(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk(token=TOKEN)
    target = brand.make_list()
    desk.token = WRONG

    asked = desk.run("whoami", code=2)
    brought = desk.import_(file, target, code=2)

    check_printed(asked.out, asked.err, brought.out, brought.err)
    assert "DCD_7" in asked.err
    for path, content in texts(tmp_path):
        assert not holds(content, WRONG), path


def test_a_token_in_the_wrong_place_stays_out_of_sight(
    tmp_path: Path, open_desk: Callable[..., Any]
) -> None:
    # Pasted with the address, as people do.
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk(token=TOKEN)
    target = brand.make_list()
    desk.url = re.sub(r"//", f"//user:{WRONG}@", desk.url)

    ended = desk.import_(file, target)

    check_printed(ended.out, ended.err)
    for path, content in texts(desk.home):
        assert not holds(content, WRONG), path


def test_files_of_the_home_are_private(tmp_path: Path, open_desk: Callable[..., Any]) -> None:
    file = write_file(tmp_path / "people.csv")
    desk, brand = open_desk("job-time=0.05", token=TOKEN)
    desk.import_(file, brand.make_list(), code=4)

    made = [path for path in desk.home.rglob("*") if path.name != "settings.json"]

    modes = {path.relative_to(desk.home): path.stat().st_mode & 0o077 for path in made}
    assert made
    assert set(modes.values()) == {0}
