"""Every file of the corpus ends in all its rows or in a message with the line; none ends early."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualtrics_desk.domain.errors import SheetError
from qualtrics_desk.sheets.reading import open_sheet
from tests.ugly_files import CORPUS, Ugly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LEAST = 40
each = pytest.mark.parametrize("ugly", CORPUS, ids=lambda one: one.name)


@pytest.fixture
def file(tmp_path: Path, ugly: Ugly) -> Path:
    path = tmp_path / ugly.name
    path.write_bytes(ugly.content)
    return path


def test_the_corpus_is_large_and_no_file_is_there_twice() -> None:
    assert len({one.name for one in CORPUS}) == len(CORPUS)
    assert len({one.content for one in CORPUS}) >= LEAST


@each
def test_a_file_is_read_whole_or_says_why_not(file: Path, ugly: Ugly) -> None:
    if ugly.refused:
        with pytest.raises(SheetError) as refused:
            _read(file)
        told = refused.value.user_message.casefold()
        assert all(word.casefold() in told for word in ugly.refused), told
        return

    header, rows = _read(file)

    assert header == ugly.header
    assert [row.cells for row in rows] == ugly.rows
    problems = {row.line: row.problem for row in rows if row.problem}
    assert problems.keys() == ugly.bad.keys()
    for line, word in ugly.bad.items():
        assert word.casefold() in str(problems[line]).casefold()


def _read(path: Path) -> tuple[list[str], list[Any]]:
    with open_sheet(path) as sheet:
        return sheet.header, list(sheet.rows())


async def test_a_dry_run_counts_every_row_and_names_the_lines_it_cannot_send(
    tmp_path: Path, open_rig: Callable[..., Any]
) -> None:
    rig, brand = open_rig("job-time=0.02")
    target = brand.make_list()
    for ugly in CORPUS:
        file = tmp_path / ugly.name
        file.write_bytes(ugly.content)
        if ugly.refused:
            with pytest.raises(SheetError):
                await rig.plan(file, target, 1_000)
            continue

        job = await rig.plan(file, target, 1_000)

        async with rig.session() as session:
            rows = [row for piece in session.journal.ledger.walk(job) for row in piece]
        assert len(rows) == len(ugly.rows), ugly.name
        invalid = {row.row for row in rows if row.plan == "invalid"}
        assert {row.row for row in _read(file)[1] if row.line in ugly.bad} <= invalid, ugly.name
    assert brand.contacts(target) == []
