from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from qualtrics_desk.store.cache import Cache, Thing, open_cache

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))


def thing(number: int, name: str, **columns: str | int | None) -> Thing:
    raw = {"id": f"SV_{number}", "name": name, "unknown": {"kept": [None, 1.5, "ü"]}}
    return Thing(id=f"SV_{number}", name=name, raw=raw, columns=columns)


STAFF = thing(1, "Staff survey 2026", modified="2026-03-01", responses=9, owner="UR_anna")
CAFE = thing(2, "Café feedback", modified="2026-01-01", responses=10, owner="UR_bob")
STRASSE = thing(3, "straße 100% _real_", modified=None, owner="UR_anna")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.db"


@pytest.fixture
def cache(path: Path) -> Iterator[Cache]:
    cache = open_cache(path)
    cache.replace("surveys", [STAFF, CAFE, STRASSE], refreshed_at=NOW)
    yield cache
    cache.close()


def ids(things: list[Thing]) -> list[str]:
    return [each.id for each in things]


def test_things_come_back_as_they_were_after_a_restart(cache: Cache, path: Path) -> None:
    cache.close()

    again = open_cache(path)
    assert again.get("surveys", "SV_1") == STAFF
    assert again.page("surveys") == [CAFE, STAFF, STRASSE]
    assert again.refreshed_at("surveys") == NOW
    again.close()


def test_nothing_is_known_of_what_was_never_fetched(cache: Cache) -> None:
    assert cache.refreshed_at("lists") is None
    assert cache.page("lists") == []
    assert cache.count("lists") == 0
    assert cache.get("lists", "SV_1") is None


def test_replacing_drops_what_is_gone_and_touches_nothing_else(cache: Cache) -> None:
    cache.replace("lists", [thing(9, "List")], refreshed_at=NOW)
    later = NOW.astimezone(UTC) + timedelta(days=1)

    cache.replace("surveys", [CAFE], refreshed_at=later)

    assert ids(cache.page("surveys")) == ["SV_2"]
    assert cache.refreshed_at("surveys") == later
    assert ids(cache.page("lists")) == ["SV_9"]
    assert cache.refreshed_at("lists") == NOW


def test_an_empty_collection_was_still_fetched(cache: Cache) -> None:
    cache.replace("users", [], refreshed_at=NOW)

    assert cache.refreshed_at("users") == NOW
    assert cache.count("users") == 0


def test_a_refresh_that_breaks_off_leaves_the_old_collection(cache: Cache) -> None:
    def half() -> Iterator[Thing]:
        yield thing(7, "New")
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError):
        cache.replace("surveys", half(), refreshed_at=NOW + timedelta(days=1))

    assert cache.count("surveys") == 3
    assert cache.refreshed_at("surveys") == NOW


def test_collections_of_two_parents_are_apart(cache: Cache) -> None:
    for number, parent in ((1, "SV_1"), (2, "SV_2")):
        mail = thing(number, f"Invitation {number}")
        cache.replace("distributions", [mail], parent=parent, refreshed_at=NOW)
    cache.replace("distributions", [], parent="SV_2", refreshed_at=NOW)

    (only,) = cache.page("distributions", parent=None)
    assert (only.id, only.parent) == ("SV_1", "SV_1")
    assert cache.page("distributions", parent="SV_2") == []
    assert cache.page("distributions") == []
    assert cache.count("distributions", parent="SV_1") == 1
    assert cache.refreshed_at("distributions", parent="SV_1") == NOW
    assert cache.refreshed_at("distributions") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("survey", {"SV_1"}),
        ("SURVEY staff", {"SV_1"}),
        ("survey cafe", set()),
        ("café", {"SV_2"}),
        ("cafe\u0301", {"SV_2"}),
        ("STRASSE", {"SV_3"}),
        ("100%", {"SV_3"}),
        ("_real_", {"SV_3"}),
        ("%", {"SV_3"}),
        ("sv_2", {"SV_2"}),
        ("ur_anna", {"SV_1", "SV_3"}),
        ("  ", {"SV_1", "SV_2", "SV_3"}),
        ("'; drop table things", set()),
    ],
)
def test_search_finds_every_word_in_any_case(cache: Cache, text: str, found: set[str]) -> None:
    assert set(ids(cache.page("surveys", text=text))) == found
    assert cache.count("surveys", text=text) == len(found)


@pytest.mark.parametrize(
    ("column", "descending", "order"),
    [
        ("name", False, ["SV_2", "SV_1", "SV_3"]),
        ("name", True, ["SV_3", "SV_1", "SV_2"]),
        ("modified", False, ["SV_2", "SV_1", "SV_3"]),
        ("modified", True, ["SV_1", "SV_2", "SV_3"]),
        ("responses", False, ["SV_1", "SV_2", "SV_3"]),
        ("responses", True, ["SV_2", "SV_1", "SV_3"]),
        ("owner", False, ["SV_1", "SV_3", "SV_2"]),
    ],
)
def test_sorting_is_by_value_with_blanks_last(
    cache: Cache, column: str, descending: bool, order: list[str]
) -> None:
    page = cache.page("surveys", order_by=column, descending=descending)

    assert ids(page) == order


def test_a_column_cannot_carry_sql(cache: Cache) -> None:
    with pytest.raises(ValueError, match="not the name of a column"):
        cache.page("surveys", order_by="x') --")


def test_pages_together_are_the_whole(cache: Cache) -> None:
    same_name = [thing(number, "Same") for number in range(25)]
    cache.replace("surveys", reversed(same_name), refreshed_at=NOW)

    pages = [cache.page("surveys", offset=start, limit=10) for start in (0, 10, 20, 30)]

    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert sorted(i for page in pages for i in ids(page)) == sorted(each.id for each in same_name)


def test_an_edit_and_a_deletion_are_seen_at_once(cache: Cache) -> None:
    cache.put("surveys", thing(1, "Renamed"))
    cache.remove("surveys", "SV_2")

    assert [each.name for each in cache.page("surveys")] == ["Renamed", STRASSE.name]
    assert cache.page("surveys", text="staff") == []
    assert cache.refreshed_at("surveys") == NOW


def test_clearing_forgets_everything(cache: Cache, path: Path) -> None:
    cache.clear()

    assert cache.count("surveys", parent=None) == 0
    assert cache.refreshed_at("surveys") is None
    cache.close()
    assert b"Staff survey" not in path.read_bytes()
