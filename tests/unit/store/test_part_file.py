from __future__ import annotations

import json
import os
import stat
import sys
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.errors import JobBusy, StoreError
from qualtrics_desk.store import part_file
from qualtrics_desk.store.part_file import Page, PartFile

if TYPE_CHECKING:
    from pathlib import Path

HEADER = {"survey": "SV_1", "distribution": "EMD_1", "columns": ["email", "link"]}

Pages = list[tuple[str | None, list[Any]]]

items = st.lists(st.one_of(st.text(max_size=8), st.integers(0, 9), st.none()), max_size=3)
pages = st.lists(st.tuples(st.one_of(st.none(), st.text(max_size=8)), items), max_size=4)


def write(path: Path, content: Pages) -> None:
    with PartFile(path, HEADER) as part:
        for position, page in content:
            part.append(position, page)


def read(path: Path) -> Pages:
    with PartFile(path, HEADER) as part:
        return [(page.position, page.items) for page in part]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "links.csv.part"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parts")


def test_an_export_goes_on_where_it_stopped(path: Path) -> None:
    with PartFile(path, HEADER) as part:
        assert (part.pages, part.position, part.is_complete) == (0, None, False)
        part.append("two", [{"email": "a@example.org"}])
        part.append("three", [])

    with PartFile(path, HEADER) as part:
        assert (part.pages, part.position, part.is_complete) == (2, "three", False)
        part.append(None, [1, "ü\n", None])
        assert part.is_complete
        assert list(part) == [
            Page("two", [{"email": "a@example.org"}]),
            Page("three", []),
            Page(None, [1, "ü\n", None]),
        ]

    with PartFile(path, HEADER) as part:
        assert part.is_complete


@given(content=pages, cut=st.integers(min_value=0), more=pages)
def test_a_file_torn_at_any_byte_keeps_every_whole_page(
    folder: Path, content: Pages, cut: int, more: Pages
) -> None:
    path = folder / "torn.part"
    path.unlink(missing_ok=True)
    write(path, content)
    whole = path.read_bytes()
    torn = whole[: cut % (len(whole) + 1)]
    path.write_bytes(torn)
    survived = content[: max(0, torn.count(b"\n") - 1)]

    with PartFile(path, HEADER) as part:
        assert part.pages == len(survived)
        assert part.position == (survived[-1][0] if survived else None)
        for position, page in more:
            part.append(position, page)

    assert read(path) == survived + more


@pytest.mark.parametrize("garbage", [b"\0" * 40 + b"\n", b'{"position":"x","ite\0\0\0]}\n', b"\0"])
def test_a_last_line_of_garbage_is_torn_too(path: Path, garbage: bytes) -> None:
    write(path, [("two", [1])])
    with path.open("ab") as end:
        end.write(garbage)

    write(path, [("three", [2])])

    assert read(path) == [("two", [1]), ("three", [2])]


def test_damage_in_the_middle_is_named_and_not_cut_off(path: Path) -> None:
    write(path, [("two", [1]), ("three", [2])])
    damaged = path.read_bytes().replace(b'"two"', b'"two\0')
    path.write_bytes(damaged)

    with pytest.raises(StoreError, match="damaged"):
        PartFile(path, HEADER)
    assert path.read_bytes() == damaged


def test_a_file_of_another_export_is_refused_and_left_alone(path: Path) -> None:
    write(path, [("two", [1])])
    before = path.read_bytes()

    with pytest.raises(StoreError, match="another export"):
        PartFile(path, HEADER | {"survey": "SV_2"})

    assert path.read_bytes() == before


def test_two_exports_cannot_share_a_file(path: Path) -> None:
    with PartFile(path, HEADER), pytest.raises(JobBusy):
        PartFile(path, HEADER)

    PartFile(path, HEADER).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such rights")
def test_only_the_owner_can_read_it(path: Path) -> None:
    write(path, [])

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_disk_is_waited_for_now_and_then_and_at_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        real(descriptor)
        synced.append(os.fstat(descriptor).st_size)

    with PartFile(path, HEADER) as part:
        monkeypatch.setattr(os, "fsync", fsync)
        monkeypatch.setattr(part_file, "SYNC_EVERY", 0.0)
        part.append("two", [1])
        assert synced == [path.stat().st_size]
        monkeypatch.setattr(part_file, "SYNC_EVERY", 1e9)
        part.append("three", [2])
        part.append("four", [3])
        assert len(synced) == 1
    assert synced[1:] == [path.stat().st_size]


def test_a_page_that_cannot_be_written_leaves_the_pages_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def write_half(descriptor: int, content: memoryview) -> int:
        if len(content) > 10:
            return real(descriptor, content[:10])
        raise OSError(28, "No space left on device")

    with PartFile(path, HEADER) as part:
        part.append("two", [1])
        before = path.read_bytes()
        monkeypatch.setattr(os, "write", write_half)
        with pytest.raises(StoreError, match="The disk is full"):
            part.append("three", [2, 2, 2])
        monkeypatch.undo()
        assert path.read_bytes() == before
        assert (part.pages, part.position) == (1, "two")
        part.append("three", [3])

    assert read(path) == [("two", [1]), ("three", [3])]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"x\.part"):
        PartFile(tmp_path / "nowhere" / "x.part", HEADER)


def test_reading_holds_one_page_at_a_time(path: Path) -> None:
    page = [{"email": f"person-{n}@example.org"} for n in range(200)]
    count = 200
    write(path, [(str(n), page) for n in range(count)])

    tracemalloc.start()
    try:
        with PartFile(path, HEADER) as part:
            assert sum(len(p.items) for p in part) == count * len(page)
            _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < path.stat().st_size / 4


def test_deleting_removes_the_file(path: Path) -> None:
    part = PartFile(path, HEADER)
    part.delete()

    assert not path.exists()
    part.close()


def test_the_file_is_one_json_document_a_line(path: Path) -> None:
    write(path, [("two", ["ü"])])

    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [HEADER, {"position": "two", "items": ["ü"]}]
