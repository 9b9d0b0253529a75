from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualtrics_desk.domain.errors import StoreError
from qualtrics_desk.store import scratch as module
from qualtrics_desk.store.scratch import Scratch

if TYPE_CHECKING:
    from pathlib import Path

keys = st.text(st.characters(codec="utf-8"), max_size=3)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(st.lists(st.lists(keys, max_size=6), max_size=4))
def test_a_key_is_new_once(batches: list[list[str]]) -> None:
    known: set[str] = set()
    with Scratch() as scratch:
        for batch in batches:
            expected = []
            for key in batch:
                expected.append(key in known)
                known.add(key)

            assert scratch.seen(batch) == expected


@given(st.lists(st.lists(st.integers(-4, 4) | st.integers(-(2**63), 2**63 - 1)), max_size=4))
def test_a_number_is_new_once(batches: list[list[int]]) -> None:
    known: set[int] = set()
    with Scratch() as scratch, mock.patch.object(module, "_PIECE", 3):
        for batch in batches:
            expected = []
            for number in batch:
                expected.append(number in known)
                known.add(number)

            assert scratch.seen_numbers(batch) == expected


@given(st.lists(st.tuples(keys, values), max_size=8))
def test_the_table_is_a_dictionary(rows: list[tuple[str, Any]]) -> None:
    expected = dict(rows)
    with Scratch() as scratch:
        scratch.put(iter(rows))

        assert {key: scratch.get(key) for key in expected} == expected
        assert scratch.held() == len(expected)
        assert scratch.get("never put") is None


def test_set_and_table_do_not_mix() -> None:
    with Scratch() as scratch:
        scratch.put([("a", 1)])

        assert scratch.seen(["a"]) == [False]
        assert scratch.get("a") == 1


def test_keys_that_differ_only_in_case_or_by_a_zero_are_two() -> None:
    with Scratch() as scratch:
        assert scratch.seen(["a", "A", "1", "1.0", "01"]) == [False] * 5


GROW = """
import resource, sys
from qualtrics_desk.store.scratch import Scratch

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

with Scratch() as scratch:
    scratch.seen(["warm"])
    scratch.put([("warm", "x")])
    before = peak()
    for start in range(0, 200_000, 1000):
        batch = [f"contact-{n:08d}-of-the-list@example.org" for n in range(start, start + 1000)]
        scratch.seen(batch)
        scratch.put((key, {"id": key, "more": "x" * 60}) for key in batch)
    assert scratch.seen(batch) == [True] * 1000
    print(peak() - before, scratch.held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has another unit elsewhere")
def test_memory_does_not_grow_with_the_rows() -> None:
    command = [sys.executable, "-c", GROW]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    grown_kib, held = map(int, done.stdout.split())

    # The rows themselves are about 50 MB.
    assert held == 200_001
    assert grown_kib < 25_000


def test_nothing_is_left_where_a_name_could_find_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with Scratch() as scratch:
        for start in range(0, 20_000, 1000):
            scratch.put((f"{n}", "secret" * 200) for n in range(start, start + 1000))

        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect

    def tiny(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = real(*arguments, **options)
        connection.execute("PRAGMA max_page_count=20")
        return connection

    monkeypatch.setattr(module.sqlite3, "connect", tiny)
    with Scratch() as scratch, pytest.raises(StoreError, match="full"):
        scratch.put((f"{n}", "x" * 1000) for n in range(1000))
